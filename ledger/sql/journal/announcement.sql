-- truth.announcement as journal lines: one JSON object a line, in the order of its key.
select to_json(line)::varchar from (select * from truth.announcement order by announcement_id) line;
