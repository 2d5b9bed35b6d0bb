-- The standing batches that brought corrected rows of an import. Grain: one row per batch.
-- $batch: the import, or an undoing of it, or of that.
with recursive origin as (
    select batch_id, kind, input_name from truth.batch where batch_id = $batch
    union all
    select b.batch_id, b.kind, b.input_name
    from origin o join truth.batch b on b.batch_id = o.input_name where o.kind = 'undo'
)
select p.batch_id
from truth.batch p join origin o on o.batch_id = p.part_of
where p.batch_id not in (select batch_id from batch_undone)
order by len(p.batch_id), p.batch_id;
