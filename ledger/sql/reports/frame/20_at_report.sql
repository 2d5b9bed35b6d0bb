-- The claims that carry the records of at_record. Grain: one row per counted claim.
create or replace temp table at_report as
select p.*
from reported_as_of($known::timestamp) p
semi join at_record r on r.record_id = p.record_id
where $day::date is not null;
