-- Days in an order that cannot be: a window that ends before it begins, or an announcement
-- published after it was recorded.
-- severity: warning
select
    c.line_id, '' as record_id,
    format('‹{}› begins on {} and ends on {}', c.evidence_text, c.start_on, c.end_on) as message,
    'a first day before the last' as expected, format('{} to {}', c.start_on, c.end_on) as found,
    days_text(c.start_on - c.end_on) as difference, [c.claim_id] as claim_ids
from claim c where c.end_on < c.start_on
union all
select
    '', '',
    format('‹{}› of {} is dated {} and was recorded on {}', a.title, a.publisher, a.published_on,
        a.recorded_utc::date),
    format('on or before {}', a.recorded_utc::date), a.published_on::varchar,
    days_text(a.published_on - a.recorded_utc::date),
    coalesce((select list_sort(list(c.claim_id)) from claim c
        where c.announcement_id = a.announcement_id), [])
from announcement a where a.published_on > a.recorded_utc::date;
