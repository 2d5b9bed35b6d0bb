-- What of one promise is outstanding on a day, in the line's unit. Grain: one row; none where the
-- record is no promise that counts on that day. A high of NULL is open.
-- What was ruled on this promise itself counts whole: the walk takes rulings from the oldest promise.
-- $record: its id; $day: included.
with ruled as (
    select coalesce(sum(v.quantity), 0) as quantity
    from record r, unnest(r.verbs) u(v)
    where r.record_id = $record and v.kind in ('end', 'write_off')
)
select
    greatest(least(d.outstanding_low, r.quantity_low - u.quantity), 0)::decimal(18, 3) as low,
    case when d.outstanding_high is null then null
        else greatest(least(d.outstanding_high, r.quantity_high - u.quantity), 0) end::decimal(18, 3)
        as high
from pledge_due_as_of($day::date, timestamp '9999-12-31') d
join record r on r.record_id = d.record_id
cross join ruled u
where d.record_id = $record;
