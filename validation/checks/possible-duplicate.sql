-- Two flows of one stage, line and number, told by different announcements somewhat more than
-- same_event_days apart: one event told late, or a second one of the same size? They are counted
-- as two until somebody decides. "More" in one of them says that there are two.
-- severity: info
with flow as (
    select r.record_id, r.line_id, r.ladder, r.low, r.high, r.on_date, r.claim_ids,
        list_sort(list_distinct(list(p.announcement_id))) as announcements,
        bool_or(c.additional = 'yes') as is_more
    from posted_record() r
    join report p using (record_id)
    join claim c on c.claim_id = p.claim_id
    where r.reporting = 'flow' and not r.is_unstated
    group by all
)
select
    a.line_id, a.record_id,
    format('{}: {} {} on {} and again on {}: reported twice, or two events? Both are counted',
        l.name, quantity_text(a.low, a.high, l.measure), a.ladder, strftime(a.on_date, '%-d %B %Y'),
        strftime(b.on_date, '%-d %B %Y')) as message,
    'one event' as expected, 'two records' as found,
    '+' || number_text(a.low) as difference,
    list_sort(list_distinct(list_concat(a.claim_ids, b.claim_ids))) as claim_ids
from flow a
join flow b on b.line_id = a.line_id and b.ladder = a.ladder and b.low is not distinct from a.low
    and b.high is not distinct from a.high and a.record_id <> b.record_id
    and b.on_date > a.on_date and b.on_date - a.on_date <= 3 * policy_number('same_event_days')
    and not b.is_more and not list_has_any(a.announcements, b.announcements)
join line_name() l on l.line_id = a.line_id;
