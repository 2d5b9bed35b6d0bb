-- What batches did to the standing of claims, and how each stood before. Grain: one row per claim.
-- later_batch: who changed it since ('' = nobody); a reading that was corrected counts as changed
-- when its correction was. What an undoing or a withdrawal restored counts as done by who did it
-- first. action_before: NULL where the claim was new. $batches: their ids.
with recursive own as (
    select claim_id, min(entry_no) as first_no, max_by(action, entry_no) as action,
        max_by(reason, entry_no) as reason
    from truth.claim_entry where batch_id in (select unnest($batches)) group by claim_id
), concerned as (
    select claim_id from own
    union select substr(reason, len('corrected by ') + 1) from own where reason like 'corrected by %'
), entry as (
    select e.claim_id, e.entry_no, e.batch_id, b.part_of,
        case when b.kind = 'undo' then b.input_name
            when e.reason like 'D-% withdrawn' then d.batch_id end as target_id
    from truth.claim_entry e
    semi join concerned c on c.claim_id = e.claim_id
    join truth.batch b on b.batch_id = e.batch_id
    left join truth.decision d on e.reason = d.decision_id || ' withdrawn'
), walk as (
    select claim_id, max(entry_no) as entry_no, 0 as step from entry group by claim_id
    union all
    -- Behind an undoing, or a correction withdrawn, stands what was there before its target.
    select w.claim_id, max(p.entry_no), any_value(w.step) + 1
    from walk w
    join entry e on e.claim_id = w.claim_id and e.entry_no = w.entry_no
        and e.target_id is not null and not list_contains($batches, e.batch_id)
    left join entry p on p.claim_id = w.claim_id and p.entry_no < (
        select min(t.entry_no) from entry t
        where t.claim_id = w.claim_id and (t.batch_id = e.target_id or t.part_of = e.target_id))
    group by w.claim_id
), last_entry as (
    select w.claim_id, coalesce(e.batch_id, '') as batch_id
    from (select claim_id, max_by(entry_no, step) as entry_no from (
        select claim_id, coalesce(entry_no, -1) as entry_no, step from walk) group by claim_id) w
    left join entry e on e.claim_id = w.claim_id and e.entry_no = w.entry_no
), before as (
    select e.claim_id, max_by(e.action, e.entry_no) as action, max_by(e.reason, e.entry_no) as reason
    from truth.claim_entry e
    join own o on o.claim_id = e.claim_id and e.entry_no < o.first_no
    group by e.claim_id
)
select
    o.claim_id, o.action, b.action as action_before, coalesce(b.reason, '') as reason_before,
    case when not list_contains($batches, l.batch_id) then l.batch_id
        when not list_contains($batches, n.batch_id) then n.batch_id else '' end as later_batch
from own o
join last_entry l using (claim_id)
left join before b using (claim_id)
left join last_entry n on o.reason = 'corrected by ' || n.claim_id
order by o.claim_id;
