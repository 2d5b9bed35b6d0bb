-- Two flows of one stage, line and number, told by different announcements somewhat more than
-- same_event_days apart: one event told late, or a second one of the same size? So are a register's
-- row and what another source tells of those days, since a row is an event of its own. They are
-- counted as two until somebody decides. "More" in one of them says that there are two.
-- severity: info
with more as (
    select distinct p.record_id
    from report p join truth.claim c using (claim_id) where c.additional = 'yes'
), flow as (
    select r.record_id, r.line_id, r.ladder, r.low, r.high, r.on_date, r.claim_ids
    from posted_record() r
    where r.reporting = 'flow' and not r.is_unstated
), paired as (
    -- Each with the next of its kind only: of ten alike, nine pairs are enough to look at.
    select *,
        lead(on_date) over next_one as next_on,
        lead(claim_ids) over next_one as next_claims,
        lead(record_id) over next_one as next_id
    from flow
    window next_one as (partition by line_id, ladder, low, high order by on_date, record_id)
), near as (
    select * from paired
    where next_on - on_date <= 3 * policy_number('same_event_days')
        and next_id not in (select record_id from more)
), told_by as (
    select n.record_id, n.next_id,
        any_value(register_of(a.source_key)) as register,
        any_value(register_of(b.source_key)) as next_register
    from near n
    join truth.claim c on c.claim_id = n.claim_ids[1]
    join truth.announcement a on a.announcement_id = c.announcement_id
    join truth.claim d on d.claim_id = n.next_claims[1]
    join truth.announcement b on b.announcement_id = d.announcement_id
    where n.next_on = n.on_date
    group by n.record_id, n.next_id
), twice as (
    select * from near
    where next_on > on_date
        or record_id in (select record_id from told_by where register <> next_register)
), told_together as (
    select n.record_id
    from twice n
    join report a on a.record_id = n.record_id
    join report b on b.record_id = n.next_id and b.announcement_id = a.announcement_id
)
select
    a.line_id, a.record_id,
    format('{}: {} {} on {}{}: reported twice, or two events? Both are counted',
        l.name, quantity_text(a.low, a.high, l.measure), a.ladder, day_text(a.on_date),
        case when a.next_on > a.on_date then ' and again on ' || day_text(a.next_on)
            else ', as two sources say' end) as message,
    'one event' as expected, 'two records' as found,
    '+' || number_text(a.low) as difference,
    list_sort(list_distinct(list_concat(a.claim_ids, a.next_claims))) as claim_ids
from twice a
join line_name() l using (line_id)
where a.record_id not in (select record_id from told_together);
