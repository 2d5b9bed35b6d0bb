-- Promises. Grain: one row per record whose counted stage is a promise.
-- Bounds in `unit` (for money: the currency); NULL high = open; both NULL = not stated.
-- outstanding_*: what of it is not yet fulfilled on the posted day, deliveries taken oldest promise
-- first; NULL where a later total stands in for this record.
create or replace table pledge as
select
    r.record_id, r.line_id, r.donor, r.recipient, r.item_code, r.unit, r.is_money, r.reporting,
    r.quantity_low, r.quantity_high, r.is_about, r.is_unstated, r.additional,
    r.on_date as announced_on, r.due_from_on, r.due_on, r.date_text,
    r.amount_low, r.amount_high, r.currency, r.places,
    bound(d.due.outstanding_low) as outstanding_low,
    bound(d.due.outstanding_high) as outstanding_high,
    r.has_rival_stages, r.has_rival_qualifiers, r.report_count, r.origin_count, r.claim_ids
from standing_record r
left join (select unnest(due) as due from standing_position) d on d.due.record_id = r.record_id
where r.ladder = 'pledged'
order by r.record_id;
