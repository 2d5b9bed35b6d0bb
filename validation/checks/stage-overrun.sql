-- More went on than had come: more installed than was ever said to be delivered, or more lost and
-- returned than delivered, or more cancelled than promised. A line with no word on the stage before
-- is not listed: what is installed was delivered, whoever says so.
-- severity: warning
with later as (
    -- Only lines on which something went that far: most have none.
    select distinct line_id from record
    where ladder in ('installed', 'lost', 'returned', 'cancelled') or len(verbs) > 0
), level as (
    select line_id, ladder, sum(low) as low, sum(high) as high, list(record_id) as records
    from entry_as_of(date '9999-12-31', timestamp '9999-12-31')
    where not is_superseded and line_id in (select line_id from later)
    group by line_id, ladder
), step(ladder, before_it) as (
    values ('installed', 'delivered'), ('lost', 'delivered'), ('returned', 'delivered'),
        ('cancelled', 'pledged')
), overrun as (
    select s.ladder, s.before_it, a.line_id, a.low, a.high, b.low as before_low, b.high as before_high,
        list_concat(a.records, b.records) as records
    from step s
    join level a on a.ladder = s.ladder
    join level b on b.ladder = s.before_it and b.line_id = a.line_id
    where a.low > b.high
), source as (
    select o.line_id, o.ladder, o.before_it,
        list_sort(list_distinct(flatten(list(r.claim_ids)))) as claim_ids
    from (select line_id, ladder, before_it, unnest(records) as record_id from overrun) o
    join posted_record() r using (record_id)
    group by all
)
select
    o.line_id, '' as record_id,
    format('{}: {} {}; {} {} ({} more than {})', l.name,
        quantity_text(o.before_low, bound(o.before_high), l.measure), o.before_it, bounds_text(o.low, bound(o.high)), o.ladder,
        number_text(o.low - o.before_high), o.before_it) as message,
    bounds_text(o.before_low, bound(o.before_high)) as expected,
    bounds_text(o.low, bound(o.high)) as found,
    '+' || number_text(o.low - o.before_high) as difference,
    coalesce(s.claim_ids, []) as claim_ids
from overrun o
left join source s using (line_id, ladder, before_it)
join line_name() l using (line_id);
