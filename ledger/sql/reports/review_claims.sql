-- The claims that wait for a person. Grain: one row per claim.
-- Order: the share of its line that the claim would be, times the doubt; then sources of which
-- nothing counts yet, then the oldest. share: 1 where the line holds nothing else, and where no
-- quantity is stated one half. threshold: of the policy. spans: JSON, null = not in the words.
with told as (
    select distinct publisher from claim where status = 'counted'
), waiting as (
    select c.*, coalesce(c.high, c.low) as quantity,
        greatest(p.promised_low, p.delivered_low, 0) as level,
        c.publisher not in (select publisher from told) as is_new_source
    from claim c
    left join position p on p.line_id = c.line_id
    where c.status = 'review'
), scored as (
    select *,
        case when quantity is null then 0.5 when quantity = 0 then 0
            else quantity / (quantity + coalesce(level, 0)) end::decimal(6, 3) as share
    from waiting
)
select claim_id, line_id, stage, is_planned, reporting, donor, recipient,
    case when item_code <> '' then item_code else item_text end as item, low, high,
    qualifier = 'about' as is_about, measure_unit as unit, confidence,
    policy_number('accept_threshold') as threshold, rule, spans, share, is_new_source,
    start_on, end_on, published_on, publisher, title, url, evidence_text
from scored
order by share * (1 - confidence) desc, is_new_source desc, published_on, claim_id;
