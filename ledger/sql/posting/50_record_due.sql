-- The records with what of each promise is outstanding on the posted day. Temporary.
create or replace temp table record as
select r.*, bound(d.due.outstanding_low) as outstanding_low,
    bound(d.due.outstanding_high) as outstanding_high
from standing_record r
left join (select unnest(due) as due from standing_position) d on d.due.record_id = r.record_id;
