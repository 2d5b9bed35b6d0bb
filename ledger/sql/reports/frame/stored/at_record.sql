-- The stored records up to the day: the answer when all that is known is asked for.
-- Grain: one row per record. $day: included.
create or replace temp table at_record as
select * exclude (outstanding_low, outstanding_high)
from record
where on_date <= $day::date;
