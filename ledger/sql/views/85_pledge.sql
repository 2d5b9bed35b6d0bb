-- Promises. Grain: one row per record whose counted stage is a promise.
-- Bounds in `unit` (for money: the currency); NULL high = open; both NULL = not stated.
-- outstanding_*: what of it is not yet fulfilled on the posted day, deliveries taken oldest promise
-- first; NULL where a later total stands in for this record.
create or replace view pledge as
select
    record_id, line_id, donor, recipient, item_code, unit, is_money, reporting,
    quantity_low, quantity_high, is_about, is_unstated, additional,
    on_date as announced_on, due_from_on, due_on, date_text,
    amount_low, amount_high, currency, places, outstanding_low, outstanding_high,
    has_rival_stages, has_rival_qualifiers, report_count, origin_count, claim_ids
from record
where ladder = 'pledged';
