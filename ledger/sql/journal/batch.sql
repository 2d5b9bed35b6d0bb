-- truth.batch as journal lines: one JSON object a line, in the order of its key.
select to_json(line)::varchar from (select * from truth.batch order by batch_id) line;
