-- Promises whose window has ended and which are, at the least, still outstanding.
-- severity: warning
with late as (
    select line_id, min(due_on) as due_on, list_sort(list_distinct(flatten(list(claim_ids)))) as claim_ids
    from pledge where outstanding_low > 0 and due_on is not null
    group by line_id
)
select
    o.line_id, '' as record_id,
    format('{}: {} outstanding, promised by {} at the latest', l.name,
        quantity_text(o.overdue_low, o.overdue_high, l.measure), day_text(p.due_on))
        as message,
    format('delivered by {}', day_text(p.due_on)) as expected,
    format('{} outstanding', bounds_text(o.overdue_low, o.overdue_high)) as found,
    '-' || number_text(o.overdue_low) as difference,
    p.claim_ids
from position o
join late p using (line_id)
join line_name() l using (line_id)
where o.overdue_low > 0;
