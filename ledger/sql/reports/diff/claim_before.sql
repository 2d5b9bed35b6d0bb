-- The claims that stood at the first time of knowledge. Temporary. Grain: one row per claim.
-- $known: UTC.
create or replace temp table claim_before as
select claim_id, status, line_id from claim_as_of($known::timestamp);
