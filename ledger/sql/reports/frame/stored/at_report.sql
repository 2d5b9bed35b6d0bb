-- The claims that carry the records of at_record. Grain: one row per counted claim.
-- ladder: the stage as this claim says it. $known: UTC.
create or replace temp table at_report as
select c.*, k.record_id, k.stage as ladder, k.on_date, k.joined_by
from claim_as_of($known::timestamp) c
join report k using (claim_id)
semi join at_record r on r.record_id = k.record_id;
