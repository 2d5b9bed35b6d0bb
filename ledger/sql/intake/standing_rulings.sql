-- The ruling in force for each claim that was ruled on. Grain: one row per claim.
select subject_id as claim_id, max_by(kind, decision_id) as kind
from truth.decision where kind in ('accept', 'reject') group by subject_id;
