-- The records up to the day as they were known at a time. Grain: one row per record.
-- $day: included; $known: UTC.
create or replace temp table at_record as
select * from record_as_of($known::timestamp) where on_date <= $day::date;
