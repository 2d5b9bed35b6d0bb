-- truth.claim as journal lines: one JSON object a line, in the order of its key. Decimals are
-- written as text, since a JSON number is read back as a float.
select to_json(line)::varchar
from (
    select * replace (
        quantity_low::varchar as quantity_low, quantity_high::varchar as quantity_high,
        amount_low::varchar as amount_low, amount_high::varchar as amount_high,
        confidence::varchar as confidence)
    from truth.claim order by claim_id
) line;
