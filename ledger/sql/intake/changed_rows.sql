-- Rows of a register that come with other words than they had. Grain: one row per source key, the
-- first 200 of them: source_key, old_text (the version recorded last), new_text.
-- incoming_announcement: registered table, columns as in truth.announcement.
with fresh as (
    select source_key, any_value(text) as new_text from incoming_announcement
    where starts_with(source_key, 'register:')
        and announcement_id not in (select announcement_id from known_announcement)
    group by source_key
), former as (
    select source_key, max_by(text, (recorded_utc, announcement_id)) as old_text
    from known_announcement
    where source_key in (select source_key from fresh)
    group by source_key
)
select source_key, old_text, new_text from fresh join former using (source_key)
order by source_key limit 200;
