-- Things moving: shipped, delivered, installed (is_planned: expected), and the exits cancelled,
-- lost, returned. Grain: one row per record. Bounds as in pledge.
create or replace view delivery as
select
    record_id, line_id,
    case when ladder = 'planned' then 'installed' else ladder end as stage,
    ladder = 'planned' as is_planned,
    donor, recipient, item_code, unit, is_money, reporting,
    quantity_low, quantity_high, is_about, is_unstated,
    on_date as happened_on, start_on, end_on, date_text,
    amount_low, amount_high, currency, places,
    has_rival_stages, has_rival_qualifiers, report_count, origin_count, claim_ids
from record
where ladder <> 'pledged';
