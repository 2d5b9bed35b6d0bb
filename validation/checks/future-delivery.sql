-- Something is said to have moved on a day that lies after the announcement which says so.
-- severity: warning
select
    c.line_id, '' as record_id,
    format('‹{}› is said to be {} from {}, and was published on {}', c.evidence_text, c.stage,
        strftime(c.start_on, '%-d %B %Y'), strftime(c.published_on, '%-d %B %Y')) as message,
    format('on or before {}', c.published_on) as expected, c.start_on::varchar as found,
    days_text(c.start_on - c.published_on) as difference,
    [c.claim_id] as claim_ids
from claim c
where c.stage in ('shipped', 'delivered', 'installed') and not c.is_planned
    and c.start_on > c.published_on and c.status <> 'rejected';
