-- truth.decision as journal lines: one JSON object a line, in the order of its key.
select to_json(line)::varchar from (select * from truth.decision order by decision_id) line;
