-- A line with an open promise of which nobody has reported for as many days as the policy says.
-- severity: info
with heard as (
    select line_id, max(last_published) as last_on,
        list_sort(list_distinct(flatten(list(claim_ids)))) as claim_ids
    from posted_record() group by line_id
), today as (
    select max(recorded_utc)::date as day from truth.batch
)
select
    o.line_id, '' as record_id,
    -- How many days it has been by now is not said: a finding stays as it is while nothing happens.
    format('{}: {} outstanding, and no report since {}', l.name,
        quantity_text(o.outstanding_low, o.outstanding_high, l.measure), day_text(h.last_on))
        as message,
    'a report within ' || days_text(policy_number('silent_days')::int) as expected,
    format('none since {}', h.last_on) as found,
    '' as difference,
    h.claim_ids
from position o
join heard h using (line_id)
join line_name() l using (line_id)
cross join today t
where o.outstanding_low > 0 and t.day - h.last_on > policy_number('silent_days');
