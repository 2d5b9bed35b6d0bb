-- The acts of import, newest first. Grain: one row per batch.
select batch_id, kind, input_name, recorded_utc, announcement_count, claim_count, problem_count,
    input_hash, note
from batch
order by batch_id desc;
