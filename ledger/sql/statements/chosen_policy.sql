-- The name of the policy that the latest standing ruling chose; cautious where none did.
select coalesce(max_by(value::json->>'policy', decision_id), 'cautious')
from decision_as_of(timestamp '9999-12-31') where kind = 'policy';
