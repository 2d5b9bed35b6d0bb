-- Announcements of nearly the same words that report one event: copies of one origin.
-- Each text is sketched by the 64 smallest hashes of its runs of three words; two are near when
-- the sketches share as much as the policy's same_text_share. Temporary.
create or replace temp table near_text as
with told as (
    select record_id, announcement_id, origin_hash
    from standing_reported
    where record_id in (
        select record_id from standing_reported group by record_id
        having count(*) > 1 and min(origin_hash) <> max(origin_hash))
), pair as (
    select distinct a.announcement_id, b.announcement_id as other_id
    from told a
    join told b on b.record_id = a.record_id
        and b.announcement_id > a.announcement_id and b.origin_hash <> a.origin_hash
), worded as (
    select announcement_id, regexp_extract_all(lower(text), '\w+') as words
    from truth.announcement
    where announcement_id in (select announcement_id from pair union select other_id from pair)
), sketched as (
    -- A short text has no sketch and is near to none. As a filter this would be asked of every text
    -- in the ledger, before any is chosen.
    select announcement_id,
        case when len(words) >= 20 then
            list_slice(list_sort(list_distinct(list_transform(range(1, len(words) - 1),
                lambda i: hash(words[i], words[i + 1], words[i + 2])))), 1, 64) end as sketch
    from worded
)
select p.announcement_id, p.other_id
from pair p
join sketched a on a.announcement_id = p.announcement_id
join sketched b on b.announcement_id = p.other_id
where len(list_intersect(a.sketch, b.sketch))
    >= policy_number('same_text_share') * least(len(a.sketch), len(b.sketch));
