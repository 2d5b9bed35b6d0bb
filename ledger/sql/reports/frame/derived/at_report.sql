-- The claims that carry the records of at_record. Grain: one row per counted claim.
-- ladder: the stage as this claim says it. $known: UTC.
create or replace temp table at_report as
select p.* from reported_as_of($known::timestamp) p
semi join at_record r on r.record_id = p.record_id;
