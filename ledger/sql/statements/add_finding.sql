-- The rows that failed one check, in the order of table finding behind its id. check_rows: registered.
-- $code, $severity: of the check.
insert into book.finding
select
    'F-' || substr(md5(concat_ws('|', $code, line_id, record_id, message)), 1, 10),
    $code, $severity, line_id, record_id, message, expected, found, difference, claim_ids
from check_rows
order by line_id, record_id, message;
