-- Two reports that may tell one event and were not joined: their intervals overlap though the numbers
-- differ ("about 50", "48", "40 to 60"), or one uses a wider word for the thing with the same number.
-- They count as two until somebody decides (aid-ledger decide same or different).
-- severity: info
with near as (
    select * from flow_pair()
    where high is not null and other_high is not null
        and (low <> other_low or high <> other_high)
        and reach_low <= other_reach_high and other_reach_low <= reach_high
), placed as (
    select r.*, o.donor, o.recipient, o.item_code
    from posted_record() r
    join position o using (line_id)
    where r.reporting = 'flow' and not r.is_unstated and not o.is_money
        and r.ladder in ('pledged', 'shipped', 'delivered', 'installed')
), wider as materialized (
    -- The number narrows most, so that it is joined first.
    select w.line_id, w.record_id, w.ladder, w.low, w.high, n.record_id as other_id,
        n.line_id as other_line,
        list_sort(list_distinct(list_concat(w.claim_ids, n.claim_ids))) as claim_ids
    from (select * from placed where item_code in (select ancestor_code from item_ancestor)) w
    join placed n on n.donor = w.donor and n.recipient = w.recipient and n.low = w.low
        and n.ladder = w.ladder and n.line_id <> w.line_id
    join item_ancestor t on t.ancestor_code = w.item_code and t.item_code = n.item_code
    where abs(n.on_date - w.on_date) <= policy_number('retelling_days')
), told_together as (
    select w.record_id, w.other_id
    from wider w
    join report a on a.record_id = w.record_id
    join report b on b.record_id = w.other_id and b.announcement_id = a.announcement_id
)
select
    v.line_id, v.record_id,
    format('{}: {} {} by one source, {} by another within days: one event or two? Both are counted',
        l.name, quantity_text(v.low, v.high, l.measure), v.ladder,
        bounds_text(v.other_low, v.other_high)) as message,
    'one event' as expected, 'two records' as found, '' as difference,
    v.claim_ids
from near v
join line_name() l using (line_id)
union all
select
    v.line_id, v.record_id,
    format('{}: {} {}, and as many told of {}: one event or two? Both are counted', l.name,
        quantity_text(v.low, v.high, l.measure), v.ladder, o.name),
    'one event', 'two records', '', v.claim_ids
from wider v
anti join told_together t on t.record_id = v.record_id and t.other_id = v.other_id
join line_name() l using (line_id)
join line_name() o on o.line_id = v.other_line;
