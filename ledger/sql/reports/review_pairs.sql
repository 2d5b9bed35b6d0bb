-- Pairs of records that may tell one event. Grain: one row per finding.
-- subject_id, other_id: the first claim of each record.
with claim_of as (
    select f.finding_id, r.record_id,
        min_by(r.claim_id, (r.joined_by <> 'first', r.published_on, r.claim_id)) as claim_id
    from finding f, unnest(f.claim_ids) u(claim_id)
    join report r on r.claim_id = u.claim_id
    where f.code in ('possible-duplicate', 'doubtful-join')
    group by f.finding_id, r.record_id
)
select f.code, f.line_id, f.message, f.record_id, o.record_id as other_record_id,
    s.claim_id as subject_id, o.claim_id as other_id
from finding f
join claim_of s on s.finding_id = f.finding_id and s.record_id = f.record_id
join (select finding_id, min(record_id) as record_id, min_by(claim_id, record_id) as claim_id
    from claim_of c
    where not exists (select 1 from finding g
        where g.finding_id = c.finding_id and g.record_id = c.record_id)
    group by finding_id) o on o.finding_id = f.finding_id
order by f.line_id, f.record_id, f.finding_id;
