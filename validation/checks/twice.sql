-- An id that two claims or two announcements have: everything that hangs on it counts twice.
-- severity: error
-- of the whole book
select
    '' as line_id, '' as record_id,
    format('Claim {} stands {} times in the ledger.', claim_id, count(*)) as message,
    'every claim once' as expected, format('{} times', count(*)) as found, '' as difference,
    [claim_id] as claim_ids
from truth.claim group by claim_id having count(*) > 1
union all
select '', '', format('Announcement {} stands {} times in the ledger.', announcement_id, count(*)),
    'every announcement once', format('{} times', count(*)), '', []
from truth.announcement group by announcement_id having count(*) > 1;
