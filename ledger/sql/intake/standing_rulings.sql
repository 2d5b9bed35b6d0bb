-- The ruling in force for each claim that was ruled on. Grain: one row per claim.
select subject_id as claim_id, max_by(kind, decision_id) as kind
from decision_as_of(timestamp '9999-12-31') where kind in ('accept', 'reject') group by subject_id;
