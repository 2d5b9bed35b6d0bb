-- Pledges and deliveries: the events in the world which claims report.
-- Grain: one row per record (flow or total). Quantities in `unit`; open or unstated upper = NULL,
-- and low is NULL too where no report states a number. known: UTC timestamp.
-- Disagreeing reports give the widest interval: a page that drops "more than" does not close it.
-- ladder is the stage that counts: the lowest that its reports claim, unless the recipient has
-- confirmed more (policy cautious, DESIGN.md 5).
create or replace macro record_as_of(known) as table
with ranked as (
    select
        *,
        case ladder when 'pledged' then 1 when 'shipped' then 2 when 'delivered' then 3 else 4 end
            as ladder_rank
    from reported_as_of(known)
), summed as (
    select
        record_id,
        any_value(line_id) as line_id,
        any_value(donor) as donor,
        any_value(recipient) as recipient,
        any_value(item) as item_code,
        any_value(measure_unit) as unit,
        any_value(is_money) as is_money,
        any_value(reporting) as reporting,
        case
            when coalesce(max(ladder_rank) filter (speaker_side = 'recipient'), 0)
                > min(ladder_rank)
            then max_by(ladder, ladder_rank) filter (speaker_side = 'recipient')
            else min_by(ladder, ladder_rank)
        end as ladder,
        min(low) as quantity_low,
        case when bool_or(high is null) then null else max(high) end as quantity_high,
        bool_or(qualifier = 'about') as is_about,
        bool_and(low is null and high is null) as is_unstated,
        count(distinct qualifier) > 1 as has_rival_qualifiers,
        count(distinct ladder) > 1 as has_rival_stages,
        min(on_date) as on_date,
        min(published_on) as first_published,
        max(published_on) as last_published,
        min(start_on) as start_on,
        max(end_on) as end_on,
        -- Only a promise has a window in which it falls due: the day of a hand-over that another
        -- report tells, or the day up to which a total counts, is nobody's deadline.
        max(end_on) filter (ladder = 'pledged' and reporting = 'flow') as due_on,
        min(start_on) filter (ladder = 'pledged' and reporting = 'flow') as due_from_on,
        any_value(date_text) filter (date_text <> '') as date_text,
        case when bool_or(additional = 'yes') then 'yes'
            when bool_or(additional = 'no') then 'no' else 'unknown' end as additional,
        list_sort(list_distinct(flatten(list(places)))) as places,
        max(amount_low) filter (not is_money) as amount_low,
        max(amount_high) filter (not is_money) as amount_high,
        max(currency) as currency,
        count(*) as report_count,
        count(distinct origin_hash) as origin_count,
        list_sort(list(claim_id)) as claim_ids
    from ranked
    group by record_id
)
select
    * exclude (quantity_low),
    -- "Up to 40" is 0 to 40; a number that nobody states stays unknown.
    case when is_unstated then null else coalesce(quantity_low, 0) end::decimal(18, 3)
        as quantity_low
from summed;
