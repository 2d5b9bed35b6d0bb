-- Reports that may tell one event with different numbers, or with and without "more than".
-- Different numbers: two flows of one stage on one line within retelling_days of each other, which
-- no announcement tells both.
-- severity: warning
with rival as (
    select * from flow_pair()
    where (low > other_high or other_low > high)
        -- else nobody would mistake them
        and greatest(low, other_low) <= 2 * least(high, other_high)
)
select
    v.line_id, v.record_id,
    format('{}: {} {} by one source, {} by another within days: one event or two?', l.name,
        quantity_text(v.low, v.high, l.measure), v.ladder, bounds_text(v.other_low, v.other_high))
        as message,
    bounds_text(v.low, v.high) as expected,
    bounds_text(v.other_low, v.other_high) as found,
    number_text(greatest(v.low - v.other_high, v.other_low - v.high)) as difference,
    v.claim_ids
from rival v
join line_name() l using (line_id)
union all
select
    r.line_id, r.record_id,
    format('{}: the reports of one event ({}) differ in "more than", "about" or "up to"; booked: {}',
        l.name, r.report_count, quantity_text(r.low, r.high, l.measure)),
    'one qualifier',
    bounds_text(r.low, r.high),
    '',
    r.claim_ids
from posted_record() r
join line_name() l using (line_id)
where r.has_rival_qualifiers;
