-- The readings that stood at a time of knowledge, each with its line and whether it counts.
-- Grain: one row per claim. known: UTC timestamp. Quantities in `unit`, money in `currency`.
-- status: counted | review (below the policy's accept threshold) | rejected (by a decision)
--         | restating (repeats or sums others of its announcement) | price (money per piece).
create or replace macro claim_as_of(known) as table
with standing as (
    select claim_id, max_by(action, entry_no) as action
    from base_entry
    where recorded_utc <= known::timestamp
    group by claim_id
), ruling as (
    select subject_id as claim_id, max_by(kind, decision_id) as ruling
    from decision_as_of(known)
    where kind in ('accept', 'reject')
    group by subject_id
), measured as (
    select
        c.*,
        is_money(c.quantity_low, c.quantity_high, c.amount_low, c.amount_high) as is_money,
        coalesce(a.published_on, a.recorded_utc::date) as published_on,
        a.publisher, a.title, a.url, a.source_key, a.origin_hash, a.language,
        party_set(c.donors) as donor,
        party_set(c.recipients) as recipient,
        account_item(c.item_code, c.item_text, c.currency) as item
    from base_claim c
    join standing s on s.claim_id = c.claim_id and s.action = 'hold'
    join truth.announcement a on a.announcement_id = c.announcement_id
)
select
    m.* exclude (is_money),
    m.is_money,
    case when m.is_money then m.currency else m.unit end as measure_unit,
    case when m.is_money then m.amount_low else m.quantity_low end::decimal(18, 3) as low,
    case when m.is_money then m.amount_high else m.quantity_high end::decimal(18, 3) as high,
    line_key(m.donor, m.recipient, m.item, case when m.is_money then m.currency else m.unit end)
        as line_id,
    case
        when r.ruling = 'reject' then 'rejected'
        when m.is_per_unit then 'price'
        when m.is_aggregate then 'restating'
        when coalesce(r.ruling, '') = 'accept' then 'counted'
        when m.confidence >= policy_number('accept_threshold') then 'counted'
        else 'review'
    end as status
from measured m
left join ruling r on r.claim_id = m.claim_id;
