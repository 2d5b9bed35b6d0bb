-- The announcements of the generated claims as rows of truth.announcement. Grain: one row per page.
-- incoming: the rows of claims.sql.
select
    announcement_id, 'https://example.org/' || announcement_id as source_key,
    'Example Wire' as publisher, 'Help from ' || any_value(donors[1]) as title,
    'https://example.org/' || announcement_id as url,
    any_value(published_on) as published_on, 'en' as language,
    announcement_id || repeat(' Words of the page around its claims stand here.', 8) as text,
    announcement_id as text_hash, announcement_id as origin_hash,
    any_value(published_on) + interval 36 hour as recorded_utc, 'B-0001' as batch_id
from incoming
group by announcement_id
order by announcement_id;
