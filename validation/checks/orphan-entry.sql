-- An entry or a ruling on a claim that is not in the ledger, or a row of a batch that is not.
-- severity: error
-- of the whole book
select
    '' as line_id, '' as record_id,
    format('Entry {} {}s claim {}, which is not in the ledger.', entry_no, action, claim_id)
        as message,
    'every entry with its claim' as expected, claim_id as found, '' as difference,
    [claim_id] as claim_ids
from truth.claim_entry where claim_id not in (select claim_id from truth.claim)
union all
select '', '', format('Entry {} belongs to batch {}, which is not in the ledger.', entry_no, batch_id),
    'every entry with its batch', batch_id, '', [claim_id]
from truth.claim_entry where batch_id not in (select batch_id from truth.batch)
union all
select '', '', format('Ruling {} concerns {}, which is not in the ledger.', decision_id, subject_id),
    'every ruling with its claim', subject_id, '', [subject_id]
from truth.decision
where kind in ('accept', 'reject') and subject_id not in (select claim_id from truth.claim);
