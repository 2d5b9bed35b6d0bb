-- The line of a record or claim at the moment, and the record. Grain: one row, or none.
-- $subject: id of a record or claim.
select r.line_id, r.record_id
from at_record r
where r.record_id = $subject
    or r.record_id in (select record_id from at_report where claim_id = $subject);
