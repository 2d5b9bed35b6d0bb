-- One batch, the batch that last undid it (NULL = none did), and the one that it is a part of ('' =
-- none). Grain: one row, or none.
-- $batch: its id.
select b.kind, (select max_by(u.batch_id, (len(u.batch_id), u.batch_id)) from truth.batch u
    where u.kind = 'undo' and u.input_name = b.batch_id) as undone_by,
    b.part_of
from truth.batch b where b.batch_id = $batch;
