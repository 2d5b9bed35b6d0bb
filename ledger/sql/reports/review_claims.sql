-- The claims that wait for a person, or one claim whatever its status. Grain: one row per claim.
-- $claim: '' = all that wait. $known: UTC.
-- Order: the share of its line that the claim would be, times the doubt; then sources of which
-- nothing counts yet, then the oldest. share: 1 where the line holds nothing else, and where no
-- quantity is stated one half. threshold: of the policy. spans: JSON, null = not in the words.
-- Labels: '' where nothing is stated; item: the code, or the words where there is none.
with held as materialized (
    select * from claim_as_of($known::timestamp)
), told as (
    select distinct publisher from held where status = 'counted'
), waiting as (
    select c.*, coalesce(c.high, c.low) as quantity,
        greatest(p.promised_low, p.delivered_low, 0) as level,
        c.publisher not in (select publisher from told) as is_new_source
    from held c
    left join position p on p.line_id = c.line_id
    where case when $claim = '' then c.status = 'review' else c.claim_id = $claim end
), scored as (
    select *,
        case when quantity is null then 0.5 when quantity = 0 then 0
            else quantity / (quantity + coalesce(level, 0)) end::decimal(6, 3) as share
    from waiting
)
select s.claim_id, s.line_id, s.status, s.stage, s.is_planned, s.reporting, s.donor, s.recipient,
    coalesce((select string_agg(coalesce(p.label, d.code), ' + ' order by d.code)
        from unnest(s.donors) d(code) left join party p on p.party_code = d.code), '')
        as donor_label,
    coalesce((select string_agg(coalesce(p.label, d.code), ' + ' order by d.code)
        from unnest(s.recipients) d(code) left join party p on p.party_code = d.code), '')
        as recipient_label,
    case when s.item_code <> '' then s.item_code else s.item_text end as item,
    coalesce(i.label, s.item_text) as item_label, s.low, s.high,
    s.qualifier = 'about' as is_about, s.measure_unit as unit,
    coalesce(u.label, s.measure_unit) as unit_label, s.confidence,
    policy_number('accept_threshold') as threshold, s.rule, s.spans, s.share, s.is_new_source,
    s.start_on, s.end_on, s.published_on, s.publisher, s.title, s.url, s.evidence_text
from scored s
left join item i on i.item_code = s.item_code
left join unit u on u.unit_code = s.measure_unit and (u.kind = 'money') = s.is_money
order by s.share * (1 - s.confidence) desc, s.is_new_source desc, s.published_on, s.claim_id;
