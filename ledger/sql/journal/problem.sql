-- truth.problem as journal lines: one JSON object a line, in the order of its key.
select to_json(line)::varchar from (select * from truth.problem order by problem_id) line;
