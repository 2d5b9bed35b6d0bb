-- Two reports that may tell one event and were not joined: their intervals overlap though the numbers
-- differ ("about 50", "48", "40 to 60"), or one uses a wider word for the thing with the same number.
-- They count as two until somebody decides (aid-ledger decide same or different).
-- severity: info
with told as (
    select record_id, list_distinct(list(announcement_id)) as announcements
    from report group by record_id
), flow as (
    select r.record_id, r.line_id, r.ladder, r.low, r.high, r.is_about, r.on_date, r.claim_ids,
        t.announcements,
        case when r.is_about then r.low * 0.9 else r.low end as reach_low,
        case when r.is_about then r.high * 1.1 else r.high end as reach_high
    from posted_record() r
    join told t using (record_id)
    where r.reporting = 'flow' and not r.is_unstated and r.high is not null
        and r.ladder in ('pledged', 'shipped', 'delivered', 'installed')
), paired as (
    -- Each with the next one in time only, as in rival-quantities.
    select *,
        lead(low) over next_one as other_low, lead(high) over next_one as other_high,
        lead(reach_low) over next_one as other_reach_low,
        lead(reach_high) over next_one as other_reach_high,
        lead(on_date) over next_one as other_on,
        lead(claim_ids) over next_one as other_claims,
        lead(announcements) over next_one as other_announcements
    from flow
    window next_one as (partition by line_id, ladder order by on_date, low, high, record_id)
), near as (
    select line_id, record_id, ladder, low, high, other_low, other_high,
        list_concat(claim_ids, other_claims) as claim_ids
    from paired
    where other_on - on_date <= policy_number('retelling_days')
        and not list_has_any(announcements, other_announcements)
        and (low <> other_low or high <> other_high)
        and reach_low <= other_reach_high and other_reach_low <= reach_high
), wider as (
    select w.line_id, w.record_id, w.ladder, w.low, w.high, n.line_id as other_line,
        list_concat(w.claim_ids, n.claim_ids) as claim_ids
    from flow w
    join position wo on wo.line_id = w.line_id
    join position no on no.donor = wo.donor and no.recipient = wo.recipient
        and no.line_id <> wo.line_id and no.is_money = wo.is_money
    join item_ancestor t on t.ancestor_code = wo.item_code and t.item_code = no.item_code
    join flow n on n.line_id = no.line_id and n.low = w.low and n.ladder = w.ladder
        and abs(n.on_date - w.on_date) <= policy_number('retelling_days')
        and not list_has_any(n.announcements, w.announcements)
)
select
    v.line_id, v.record_id,
    format('{}: {} {} by one source, {} by another within days: one event or two? Both are counted',
        l.name, quantity_text(v.low, v.high, l.measure), v.ladder,
        bounds_text(v.other_low, v.other_high)) as message,
    'one event' as expected, 'two records' as found, '' as difference,
    list_sort(list_distinct(v.claim_ids)) as claim_ids
from near v
join line_name() l using (line_id)
union all
select
    v.line_id, v.record_id,
    format('{}: {} {}, and as many told of {}: one event or two? Both are counted', l.name,
        quantity_text(v.low, v.high, l.measure), v.ladder, o.name),
    'one event', 'two records', '', list_sort(list_distinct(v.claim_ids))
from wider v
join line_name() l using (line_id)
join line_name() o on o.line_id = v.other_line;
