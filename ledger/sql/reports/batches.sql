-- The acts of import, newest first, as known at a time. Grain: one row per batch.
-- $batch: its id, '' = all. $known: UTC. $limit: rows at most, NULL = all.
-- undo_chain: what undid it, what undid that, and so on: of odd length if it does not stand.
-- undone_by: the last of them where it does not stand, else ''. part_of: the import whose rows it
-- brings corrected, with which it stands or not, '' for a batch of its own. parts: those that bring
-- rows of this one. match_count: whatever the limit.
with recursive known_batch as (
    select * from truth.batch where recorded_utc <= $known::timestamp
), last_undo as (
    select input_name as batch_id, max_by(batch_id, (len(batch_id), batch_id)) as undo_id
    from known_batch where kind = 'undo' group by input_name
), step as (
    select batch_id, []::varchar[] as undo_chain, batch_id as last_id from known_batch
    union all
    select s.batch_id, list_append(s.undo_chain, u.undo_id), u.undo_id
    from step s join last_undo u on u.batch_id = s.last_id
), chain as (
    select batch_id, arg_max(undo_chain, len(undo_chain)) as undo_chain from step group by batch_id
), part as (
    select part_of as batch_id, list(batch_id order by len(batch_id), batch_id) as parts
    from known_batch where part_of <> '' group by part_of
)
select b.batch_id, b.kind, b.input_name, b.recorded_utc, b.announcement_count, b.claim_count,
    b.problem_count,
    case when len(o.undo_chain) % 2 = 1 then o.undo_chain[-1]
        when len(w.undo_chain) % 2 = 1 then w.undo_chain[-1] else '' end as undone_by,
    b.part_of, b.input_hash, b.note, o.undo_chain, coalesce(p.parts, []) as parts,
    count(*) over () as match_count
from known_batch b
join chain o using (batch_id)
left join chain w on w.batch_id = b.part_of
left join part p on p.batch_id = b.batch_id
where $batch in ('', b.batch_id)
order by len(b.batch_id) desc, b.batch_id desc
limit $limit offset $offset;
