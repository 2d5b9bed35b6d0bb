-- The standing import that set aside the rows that come back: the last one that tells of each of them
-- what the file says of it, and had its columns. Grain: one row with batch_id, or none.
-- incoming_return: registered table with row_number, code. $names: the file's columns.
with wanted as (
    select distinct row_number, code from incoming_return
), told as (
    select p.batch_id, count(distinct (p.row_number, p.code)) as told_count
    from truth.problem p
    semi join wanted w on w.row_number = p.row_number and w.code = p.code
    where p.severity = 'error' and p.raw <> '' and list_has_all(json_keys(p.raw), $names)
    group by p.batch_id
)
select coalesce(nullif(b.part_of, ''), b.batch_id) as batch_id
from told t join truth.batch b using (batch_id)
where t.told_count = (select count(*) from wanted)
    and b.batch_id not in (select batch_id from batch_undone)
order by len(b.batch_id) desc, b.batch_id desc
limit 1;
