-- Batches that are there in part, and rows of no batch. Grain: one row per trouble.
select batch_id from truth.batch b
where announcement_count <> (select count(*) from truth.announcement a where a.batch_id = b.batch_id)
    or claim_count <> (select count(*) from truth.claim_entry e
        where e.batch_id = b.batch_id and e.action = 'hold')
    or problem_count <> (select count(*) from truth.problem p where p.batch_id = b.batch_id)
union all
select batch_id from truth.announcement
where batch_id not in (select batch_id from truth.batch)
union all
select batch_id from truth.claim_entry
where batch_id not in (select batch_id from truth.batch)
union all
select batch_id from truth.problem
where batch_id not in (select batch_id from truth.batch)
union all
select claim_id from truth.claim
where claim_id not in (select claim_id from truth.claim_entry);
