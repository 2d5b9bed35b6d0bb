-- The positions as the ledger would have told them at the first time of knowledge. Temporary.
-- Grain: one row per line. $day: included; $known: UTC.
create or replace temp table position_before as
select * from position_as_of($day::date, $known::timestamp);
