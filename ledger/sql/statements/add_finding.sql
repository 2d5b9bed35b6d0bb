-- The rows that failed a check: one list for each column, in the order of the table but its id.
insert into finding
select
    'F-' || substr(md5(concat_ws('|', code, line_id, record_id, message)), 1, 10),
    code, severity, line_id, record_id, message, expected, found, difference, claim_ids
from (
    select
        unnest(?::varchar[]) as code, unnest(?::varchar[]) as severity,
        unnest(?::varchar[]) as line_id, unnest(?::varchar[]) as record_id,
        unnest(?::varchar[]) as message, unnest(?::varchar[]) as expected,
        unnest(?::varchar[]) as found, unnest(?::varchar[]) as difference,
        unnest(?::varchar[][]) as claim_ids
)
order by all;
