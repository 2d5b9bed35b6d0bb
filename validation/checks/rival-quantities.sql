-- Reports that may tell one event with different numbers, or with and without "more than".
-- Different numbers: two flows of one stage on one line within retelling_days of each other, which
-- no announcement tells both.
-- severity: warning
with flow as (
    select r.record_id, r.line_id, r.ladder, r.low, r.high, r.on_date, r.claim_ids
    from posted_record() r
    where r.reporting = 'flow' and not r.is_unstated
        and r.ladder in ('pledged', 'shipped', 'delivered', 'installed')
), paired as (
    -- Each with the next one in time only: pairs of all with all grow with the square of the line.
    select *,
        lead(low) over next_one as other_low,
        lead(high) over next_one as other_high,
        lead(on_date) over next_one as other_on,
        lead(claim_ids) over next_one as other_claims,
        lead(record_id) over next_one as other_id
    from flow
    window next_one as (partition by line_id, ladder order by on_date, low, high, record_id)
), rival as (
    select line_id, record_id, other_id, ladder, low, high, other_low, other_high,
        list_concat(claim_ids, other_claims) as claim_ids
    from paired
    where other_on - on_date <= policy_number('retelling_days')
        and (low > other_high or other_low > high)
        -- else nobody would mistake them
        and greatest(low, other_low) <= 2 * least(high, other_high)
), told_together as (
    select v.record_id
    from rival v
    join report a on a.record_id = v.record_id
    join report b on b.record_id = v.other_id and b.announcement_id = a.announcement_id
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
where v.record_id not in (select record_id from told_together)
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
