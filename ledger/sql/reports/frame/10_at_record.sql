-- The records up to the moment's day, as known then. Grain: one row per record.
-- $day: included; $known: UTC.
create or replace temp table at_record as
select * from record_as_of($known::timestamp) where on_date <= $day::date;
