-- The announcements, newest first, each with what was read from it. Grain: one row per version.
-- $q: words in title, publisher or text, '' = all. $known: UTC. is_latest: no later version of its
-- source is on file.
with held as (
    select announcement_id, count(*) as claim_count,
        count(*) filter (status = 'counted') as counted_count,
        count(*) filter (status = 'review') as review_count
    from claim_as_of($known::timestamp) group by announcement_id
), trouble as (
    select announcement_id, count(*) as problem_count from truth.problem
    where recorded_utc <= $known::timestamp and announcement_id <> '' group by announcement_id
)
select
    a.announcement_id, a.publisher, a.title, a.url, a.published_on, a.language,
    a.recorded_utc, a.batch_id, length(a.text) as text_length,
    coalesce(h.claim_count, 0) as claim_count,
    coalesce(h.counted_count, 0) as counted_count,
    coalesce(h.review_count, 0) as review_count,
    coalesce(t.problem_count, 0) as problem_count,
    row_number() over (partition by a.source_key order by a.recorded_utc desc, a.announcement_id desc) = 1
        as is_latest,
    count(*) over () as match_count
from truth.announcement a
left join held h using (announcement_id)
left join trouble t using (announcement_id)
where a.recorded_utc <= $known::timestamp
    and ($q = '' or contains(lower(concat_ws(' ', a.title, a.publisher, a.text)), lower($q)))
order by coalesce(a.published_on, a.recorded_utc::date) desc, a.announcement_id
limit $limit offset $offset;
