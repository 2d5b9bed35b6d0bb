-- Batches that do not stand: an odd number of undoings follows them (undo, redo, undo again).
-- Each undoing is a batch of kind undo that names its target as input. Grain: one row per batch.
create or replace view batch_undone as
with recursive last_undo as (
    select input_name as batch_id, max_by(batch_id, (len(batch_id), batch_id)) as undo_id
    from truth.batch where kind = 'undo' group by input_name
), chain as (
    select batch_id, undo_id as last_id, undo_id, 1 as length from last_undo
    union all
    select c.batch_id, l.undo_id, c.undo_id, c.length + 1
    from chain c join last_undo l on l.batch_id = c.last_id
), own as (
    select batch_id, any_value(undo_id) as undo_id from chain
    group by batch_id having max(length) % 2 = 1
)
select batch_id, undo_id from own
union all
-- What came back corrected goes with the import that it belongs to.
select p.batch_id, o.undo_id from truth.batch p join own o on o.batch_id = p.part_of
where p.batch_id not in (select batch_id from own);

-- Announcements that some standing batch brought: its own, one of the same input, or a later one
-- that held a claim of it again or told a problem of it. Grain: one row per version.
create or replace view known_announcement as
with doubtful as (
    select a.announcement_id, b.input_hash
    from truth.announcement a join batch_undone u using (batch_id) join truth.batch b using (batch_id)
), standing as (
    select batch_id, input_hash from truth.batch
    where kind <> 'undo' and batch_id not in (select batch_id from batch_undone)
), lost as (
    select announcement_id from doubtful
    where input_hash not in (select input_hash from standing)
        and announcement_id not in (
            select p.announcement_id from truth.problem p join standing s using (batch_id))
        and announcement_id not in (
            select c.announcement_id from truth.claim_entry e
            join truth.claim c using (claim_id) join standing s using (batch_id)
            where e.action = 'hold' and c.announcement_id in (select announcement_id from doubtful))
)
select * from truth.announcement where announcement_id not in (select announcement_id from lost);
