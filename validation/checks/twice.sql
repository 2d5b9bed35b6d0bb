-- An id that two claims or two announcements have: everything that hangs on it counts twice.
-- severity: error
-- of the whole book
with doubtful as (
    -- Numbers are grouped in a third of the time of texts.
    select 'Claim' as what, any_value(claim_id) as id from truth.claim
    group by hash(claim_id) having count(*) > 1
    union all
    select 'Announcement', any_value(announcement_id) from truth.announcement
    group by hash(announcement_id) having count(*) > 1
), told as (
    select d.what, c.claim_id as id from doubtful d join truth.claim c on c.claim_id = d.id
    union all
    select d.what, a.announcement_id from doubtful d
    join truth.announcement a on a.announcement_id = d.id
)
select
    '' as line_id, '' as record_id,
    format('{} {} stands {} times in the ledger.', what, id, count(*)) as message,
    'every id once' as expected, format('{} times', count(*)) as found, '' as difference,
    case what when 'Claim' then [id] else [] end as claim_ids
from told group by what, id having count(*) > 1;
