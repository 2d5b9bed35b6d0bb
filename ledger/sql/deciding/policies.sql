-- The rulings on the policy that stand, oldest first. Grain: one row per ruling.
-- is_again: an undoing wrote it again.
select decision_id, kind, subject_id, other_id, value,
    batch_id in (select batch_id from truth.batch where kind = 'undo') as is_again
from decision_as_of(timestamp '9999-12-31') where kind = 'policy' order by decision_id;
