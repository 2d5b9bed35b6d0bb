-- What rows of a register said before that come with other words. Grain: one row per such row:
-- row_number, old_text (of the version recorded last).
-- incoming_row: registered table with row_number, source_key, text.
with former as (
    select source_key, max_by(text, (recorded_utc, announcement_id)) as old_text
    from known_announcement
    where source_key in (select source_key from incoming_row)
    group by source_key
)
select row_number, old_text
from incoming_row join former using (source_key)
where old_text <> text
order by row_number;
