-- Whether some claims stand, with the reason of the last entry. Grain: one row per claim.
-- $claims: ids.
select claim_id, max_by(action, entry_no) = 'hold' as is_held, max_by(reason, entry_no) as reason
from truth.claim_entry where claim_id in (select unnest($claims::varchar[])) group by claim_id;
