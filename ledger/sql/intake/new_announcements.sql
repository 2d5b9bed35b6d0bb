-- How many of the incoming announcements are new, how many are known, and how many of the new ones
-- are further versions of a source that is known. Grain: one row.
with incoming as (
    select distinct announcement_id, source_key from incoming_announcement
), known as materialized (
    select announcement_id, source_key from known_announcement
    where source_key in (select source_key from incoming)
), seen as (
    select source_key,
        announcement_id in (select announcement_id from known) as is_known
    from incoming
)
select
    count(*) filter (not is_known) as new_count,
    count(*) filter (is_known) as known_count,
    count(*) filter (not is_known
        and source_key in (select source_key from known)) as changed_count
from seen;
