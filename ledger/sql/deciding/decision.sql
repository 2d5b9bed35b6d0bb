-- One ruling, and which later one withdrew it (NULL = it stands). Grain: one row, or none.
-- $decision: its id.
select d.decision_id, d.kind, d.subject_id, d.other_id, d.value, d.batch_id,
    (select min(w.decision_id) from truth.decision w
        where w.kind = 'withdraw' and w.subject_id = d.decision_id) as withdrawn_by
from truth.decision d where d.decision_id = $decision;
