-- Two flows of one stage, line and number, told by different announcements somewhat more than
-- same_event_days apart: one event told late, or a second one of the same size? They are counted
-- as two until somebody decides. "More" in one of them says that there are two.
-- severity: info
with told as (
    select p.record_id, list_distinct(list(p.announcement_id)) as announcements,
        bool_or(c.additional = 'yes') as is_more
    from report p join truth.claim c using (claim_id)
    group by p.record_id
), flow as (
    select r.record_id, r.line_id, r.ladder, r.low, r.high, r.on_date, r.claim_ids,
        t.announcements, t.is_more
    from posted_record() r
    join told t using (record_id)
    where r.reporting = 'flow' and not r.is_unstated
), paired as (
    -- Each with the next of its kind only: of ten alike, nine pairs are enough to look at.
    select *,
        lead(on_date) over next_one as next_on,
        lead(claim_ids) over next_one as next_claims,
        lead(announcements) over next_one as next_announcements,
        lead(is_more) over next_one as next_is_more
    from flow
    window next_one as (partition by line_id, ladder, low, high order by on_date, record_id)
)
select
    a.line_id, a.record_id,
    format('{}: {} {} on {} and again on {}: reported twice, or two events? Both are counted',
        l.name, quantity_text(a.low, a.high, l.measure), a.ladder, day_text(a.on_date),
        day_text(a.next_on)) as message,
    'one event' as expected, 'two records' as found,
    '+' || number_text(a.low) as difference,
    list_sort(list_distinct(list_concat(a.claim_ids, a.next_claims))) as claim_ids
from paired a
join line_name() l using (line_id)
where a.next_on > a.on_date and a.next_on - a.on_date <= 3 * policy_number('same_event_days')
    and not a.next_is_more and not list_has_any(a.announcements, a.next_announcements);
