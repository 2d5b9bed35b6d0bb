-- The rulings that stood on the claims of a line, oldest first. Grain: one row per ruling.
-- $line; $known: UTC.
with own as (
    select claim_id from at_report where line_id = $line
    union
    select claim_id from claim_as_of($known::timestamp) where line_id = $line
)
select d.decision_id, d.kind, d.subject_id, d.other_id, d.value, d.who, d.why, d.recorded_utc
from decision_as_of($known::timestamp) d
where d.subject_id in (select claim_id from own) or d.other_id in (select claim_id from own)
order by d.decision_id;
