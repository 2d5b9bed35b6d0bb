-- The rulings that batches made, and those that they withdrew. Grain: one row per ruling.
-- is_withdrawal: one of them withdrew it by ruling withdrawal_id. $batches: their ids.
select d.decision_id, d.kind, d.subject_id, d.other_id, d.value, d.who, d.why,
    false as is_withdrawal, '' as withdrawal_id,
    d.decision_id in (select subject_id from truth.decision where kind = 'withdraw') as is_withdrawn
from truth.decision d where list_contains($batches, d.batch_id) and d.kind <> 'withdraw'
union all
select d.decision_id, d.kind, d.subject_id, d.other_id, d.value, d.who, d.why, true, w.decision_id,
    true
from truth.decision w join truth.decision d on d.decision_id = w.subject_id
where list_contains($batches, w.batch_id) and w.kind = 'withdraw'
order by decision_id;
