-- How far each promise is fulfilled on a day, oldest first. Grain: one row per counted pledge.
-- day: date, included. known_at: UTC timestamp. Bounds in the line's unit; open high = 10^15.
-- outstanding_low takes the fewest promised and the most moved, so that nobody is accused early.
-- due_on: the latest day of the promise's window; NULL where none is stated.
create or replace macro pledge_due_as_of(day, known_at) as table
with used as (
    select
        line_id,
        max(moved - unpledged) filter (promise_bound = 'low' and moved_bound = 'high') as most_used,
        max(moved - unpledged) filter (promise_bound = 'high' and moved_bound = 'low') as least_used
    from walk_as_of(day, known_at)
    group by line_id
), queued as (
    select
        record_id, line_id, opens_on, end_on as due_on, low, high,
        sum(low) over w - low as low_before,
        sum(high) over w - high as high_before
    from opening_as_of(day, known_at)
    window w as (partition by line_id order by opens_on, on_date, record_id
        rows unbounded preceding)
)
select
    q.record_id, q.line_id, q.due_on, q.low, q.high,
    (q.low - greatest(least(u.most_used - q.low_before, q.low), 0))::decimal(20, 3)
        as outstanding_low,
    (q.high - greatest(least(u.least_used - q.high_before, q.high), 0))::decimal(20, 3)
        as outstanding_high
from queued q
join used u using (line_id);
