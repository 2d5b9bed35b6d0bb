-- Rows that a register had and that its new file does not have. Grain: one row: how many, and the
-- first 20 source keys. $register: how the register's source keys begin.
-- incoming_announcement: registered table, columns as in truth.announcement.
with missing as (
    select distinct source_key from known_announcement
    where starts_with(source_key, $register)
        and source_key not in (select source_key from incoming_announcement)
)
select
    count(*) as missing_count,
    (select list(source_key) from (select source_key from missing order by 1 limit 20)) as first_keys
from missing;
