-- Reports that may tell one event with different numbers, or with and without "more than".
-- Different numbers: two flows of one stage on one line within retelling_days of each other, which
-- no announcement tells both.
-- severity: warning
with flow as (
    select r.*, list_distinct(list(p.announcement_id) over (partition by r.record_id)) as announcements
    from posted_record() r
    join report p using (record_id)
    where r.reporting = 'flow' and not r.is_unstated
        and r.ladder in ('pledged', 'shipped', 'delivered', 'installed')
), single as (
    select distinct record_id, line_id, ladder, low, high, on_date, claim_ids, announcements from flow
), rival as (
    select a.line_id, a.record_id, a.ladder, a.low, a.high, b.low as other_low, b.high as other_high,
        b.on_date as other_on, list_concat(a.claim_ids, b.claim_ids) as claim_ids
    from single a
    join single b on b.line_id = a.line_id and b.ladder = a.ladder and (a.on_date, a.low, a.record_id) < (b.on_date, b.low, b.record_id)
        and abs(a.on_date - b.on_date) <= policy_number('retelling_days')
        and not list_has_any(a.announcements, b.announcements)
        and (a.low > b.high or b.low > a.high)
        and greatest(a.low, b.low) <= 2 * least(a.high, b.high)  -- else nobody would mistake them
)
select
    v.line_id, v.record_id,
    format('{}: {} {} by one source, {} by another within days: one event or two?', l.name,
        quantity_text(v.low, v.high, l.measure), v.ladder, bounds_text(v.other_low, v.other_high))
        as message,
    bounds_text(v.low, v.high) as expected,
    bounds_text(v.other_low, v.other_high) as found,
    number_text(greatest(v.low - v.other_high, v.other_low - v.high)) as difference,
    list_sort(list_distinct(v.claim_ids)) as claim_ids
from rival v
join line_name() l using (line_id)
union all
select
    r.line_id, r.record_id,
    format('{}: the {} reports of one event differ in "more than", "about" or "up to"; {} are booked',
        l.name, r.report_count, quantity_text(r.low, r.high, l.measure)),
    'one qualifier',
    bounds_text(r.low, r.high),
    '',
    r.claim_ids
from posted_record() r
join line_name() l using (line_id)
where r.has_rival_qualifiers;
