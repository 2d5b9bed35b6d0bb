-- The claims that carry the records of at_record, whole. Grain: one row per counted claim.
-- ladder: the stage as this claim says it. line_id to reporting: as its record has them. $known: UTC.
create or replace temp table at_report as
select
    c.* exclude (line_id, donor, recipient, item, measure_unit, is_money, reporting),
    p.line_id, p.donor, p.recipient, p.item, p.measure_unit, p.is_money, p.reporting,
    p.ladder, p.on_date, p.record_id, p.joined_by
from reported_as_of($known::timestamp) p
semi join at_record r on r.record_id = p.record_id
join claim_as_of($known::timestamp) c on c.claim_id = p.claim_id;
