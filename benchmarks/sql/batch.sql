-- The batch that all generated claims belong to. Grain: one row.
select
    'B-0001' as batch_id, 'import' as kind, 'generated' as input_name, 'generated' as input_hash,
    timestamp '2025-01-01' as recorded_utc, count(distinct announcement_id) as announcement_count,
    count(*) as claim_count, 0::bigint as problem_count, '' as note
from incoming;
