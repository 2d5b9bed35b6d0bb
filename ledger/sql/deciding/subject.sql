-- One claim as rulings see it. Grain: one row; none where there is no such claim. $claim: its id.
-- status: of claim_as_of; NULL where it does not stand. record and line: NULL where it does not count.
with entry as (
    select max_by(action, entry_no) as action, max_by(reason, entry_no) as reason
    from truth.claim_entry where claim_id = $claim
)
select
    c.claim_id, coalesce(e.action = 'hold', false) as is_held, coalesce(e.reason, '') as reason,
    k.status, c.reporting, c.quantity_low is null and c.quantity_high is null
        and c.amount_low is null and c.amount_high is null as is_unstated,
    p.record_id, r.line_id, r.ladder, r.on_date,
    coalesce((select list(o.claim_id order by o.claim_id) from report o
        where o.record_id = p.record_id), []) as fellows
from truth.claim c
cross join entry e
left join claim k on k.claim_id = c.claim_id
left join report p on p.claim_id = c.claim_id
left join record r on r.record_id = p.record_id
where c.claim_id = $claim;
