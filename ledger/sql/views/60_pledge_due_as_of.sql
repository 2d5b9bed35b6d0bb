-- How far each promise is fulfilled on a day, oldest first. Grain: one row per counted pledge.
-- as_of: date, included. known: UTC timestamp. Bounds in the line's unit; NULL high = open.
-- outstanding_low takes the fewest promised and the most moved, so that nobody is accused early.
-- due_on: the latest day of the promise's window; NULL where none is stated.
create or replace macro pledge_due_as_of(as_of, known) as table
select line_id, d.record_id, d.due_on, bound(d.outstanding_low) as outstanding_low,
    bound(d.outstanding_high) as outstanding_high
from (select line_id, unnest(due) as d from standing_as_of(as_of, known));
