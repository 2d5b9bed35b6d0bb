-- Two reports that may tell one event and were not joined: their intervals overlap though the numbers
-- differ ("about 50", "48", "40 to 60"), or one uses a wider word for the thing with the same number.
-- They count as two until somebody decides (aid-ledger decide same or different).
-- severity: info
with flow as (
    select r.record_id, r.line_id, r.ladder, r.low, r.high, r.is_about, r.on_date, r.claim_ids,
        case when r.is_about then r.low * 0.9 else r.low end as reach_low,
        case when r.is_about then r.high * 1.1 else r.high end as reach_high
    from posted_record() r
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
        lead(record_id) over next_one as other_id
    from flow
    window next_one as (partition by line_id, ladder order by on_date, low, high, record_id)
), near as (
    select line_id, record_id, other_id, ladder, low, high, other_low, other_high,
        list_concat(claim_ids, other_claims) as claim_ids
    from paired
    where other_on - on_date <= policy_number('retelling_days')
        and (low <> other_low or high <> other_high)
        and reach_low <= other_reach_high and other_reach_low <= reach_high
), placed as (
    select f.*, o.donor, o.recipient, o.item_code
    from flow f join position o using (line_id)
    where not o.is_money
), wider as (
    -- The number narrows most, so that it is joined first.
    select w.line_id, w.record_id, w.ladder, w.low, w.high, n.record_id as other_id,
        n.line_id as other_line,
        list_concat(w.claim_ids, n.claim_ids) as claim_ids
    from (select * from placed where item_code in (select ancestor_code from item_ancestor)) w
    join placed n on n.donor = w.donor and n.recipient = w.recipient and n.low = w.low
        and n.ladder = w.ladder and n.line_id <> w.line_id
    join item_ancestor t on t.ancestor_code = w.item_code and t.item_code = n.item_code
    where abs(n.on_date - w.on_date) <= policy_number('retelling_days')
), pair as (
    select record_id, other_id from near union select record_id, other_id from wider
), told_together as (
    select p.record_id, p.other_id
    from pair p
    join report a on a.record_id = p.record_id
    join report b on b.record_id = p.other_id and b.announcement_id = a.announcement_id
)
select
    v.line_id, v.record_id,
    format('{}: {} {} by one source, {} by another within days: one event or two? Both are counted',
        l.name, quantity_text(v.low, v.high, l.measure), v.ladder,
        bounds_text(v.other_low, v.other_high)) as message,
    'one event' as expected, 'two records' as found, '' as difference,
    list_sort(list_distinct(v.claim_ids)) as claim_ids
from near v
anti join told_together t on t.record_id = v.record_id and t.other_id = v.other_id
join line_name() l using (line_id)
union all
select
    v.line_id, v.record_id,
    format('{}: {} {}, and as many told of {}: one event or two? Both are counted', l.name,
        quantity_text(v.low, v.high, l.measure), v.ladder, o.name),
    'one event', 'two records', '', list_sort(list_distinct(v.claim_ids))
from wider v
anti join told_together t on t.record_id = v.record_id and t.other_id = v.other_id
join line_name() l using (line_id)
join line_name() o on o.line_id = v.other_line;
