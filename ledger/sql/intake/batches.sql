-- The acts of import, newest first. Grain: one row per batch.
-- undone_by: the batch that took it back, '' where it stands. part_of: the import whose rows it
-- brings corrected, '' for a batch of its own.
select batch_id, kind, input_name, recorded_utc, announcement_count, claim_count, problem_count,
    coalesce(undo_id, '') as undone_by, part_of, input_hash, note
from batch
left join batch_undone using (batch_id)
order by len(batch_id) desc, batch_id desc;
