-- The claims that began or ceased to stand, or count otherwise than before, between two times of
-- knowledge. Grain: one row per claim. claim_before, claim_after: temporary tables.
-- change: began | ceased | status. reason: of the entry that changed it; '' for a status.
-- $known: the second time, UTC.
with changed as (
    select coalesce(a.claim_id, b.claim_id) as claim_id,
        case when b.claim_id is null then 'began' when a.claim_id is null then 'ceased'
            else 'status' end as change,
        coalesce(b.status, '') as status_before, coalesce(a.status, '') as status_after,
        coalesce(a.line_id, b.line_id) as line_id
    from claim_before b
    full join claim_after a on a.claim_id = b.claim_id
    where a.status is distinct from b.status
), reason as (
    select claim_id, max_by(reason, entry_no) as reason from truth.claim_entry
    where recorded_utc <= $known::timestamp and claim_id in (select claim_id from changed)
    group by claim_id
)
select c.change, c.claim_id, c.status_before, c.status_after,
    case when c.change = 'status' then '' else r.reason end as reason, c.line_id, k.stage,
    coalesce(k.quantity_low, case when k.quantity_high is null then k.amount_low end) as low,
    coalesce(k.quantity_high, case when k.quantity_low is null then k.amount_high end) as high,
    k.qualifier = 'about' as is_about, k.evidence_text, a.publisher, a.title, a.url, a.published_on
from changed c
join truth.claim k on k.claim_id = c.claim_id
join truth.announcement a on a.announcement_id = k.announcement_id
join reason r on r.claim_id = c.claim_id
order by c.change, a.published_on, c.claim_id;
