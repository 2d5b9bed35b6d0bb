-- The positions on a day as known at a time. Grain: one row per line. $day: included; $known: UTC.
create or replace temp table at_position as
select * from position_as_of($day::date, $known::timestamp);
