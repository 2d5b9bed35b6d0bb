-- How many of the incoming announcements are new, and how many are known. Grain: one row.
select
    count(distinct announcement_id) filter (announcement_id not in
        (select announcement_id from known_announcement)) as new_count,
    count(distinct announcement_id) filter (announcement_id in
        (select announcement_id from known_announcement)) as known_count
from incoming_announcement;
