-- truth.claim_entry as journal lines: one JSON object a line, in the order of its key.
select to_json(line)::varchar from (select * from truth.claim_entry order by entry_no) line;
