-- A claim without an announcement, or without any entry that says whether it stands.
-- severity: error
-- of the whole book
select
    '' as line_id, '' as record_id,
    case when a.announcement_id is null
        then format('Claim {} belongs to announcement {}, which is not in the ledger.',
            c.claim_id, c.announcement_id)
        else format('Claim {} was never held or dropped, so that it counts nowhere.', c.claim_id)
    end as message,
    'every claim with its announcement and its entries' as expected,
    c.claim_id as found, '' as difference, [c.claim_id] as claim_ids
from truth.claim c
left join truth.announcement a on a.announcement_id = c.announcement_id
where a.announcement_id is null
    or c.claim_id not in (select claim_id from truth.claim_entry);
