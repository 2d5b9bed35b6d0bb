-- One announcement with its text. Grain: one row or none. $known: UTC.
select announcement_id, source_key, publisher, title, url, published_on, language, text,
    recorded_utc, batch_id
from truth.announcement
where announcement_id = $announcement and recorded_utc <= $known::timestamp;
