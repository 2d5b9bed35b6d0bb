-- Pledges and deliveries: the events in the world which claims report, told from the claims.
-- Grain: one row per record (flow or total). Quantities in `unit`; open or unstated upper = NULL,
-- and low is NULL too where no report states a number. known: UTC timestamp.
-- Whose word counts is the policy's choice `word`:
--   lowest     the lowest stage that the reports claim, unless the recipient has confirmed more, and
--              the widest interval: a page that drops "more than" does not close it;
--   recipient, donor   that side's reports alone, read the same way, where it has spoken;
--   latest     the report that was published last (of one day the lowest stage).
-- verbs: what was ruled on the promise: it ended, was written off, revised or revises another.
create or replace macro told_record_as_of(known) as table
with verb as (
    select subject_id as claim_id, kind, decision_id, (value::json->>'on')::date as verb_on,
        (value::json->>'quantity')::decimal(18, 3) as verb_quantity
    from decision_as_of(known) where kind in ('end', 'write_off', 'revise')
    union all
    select other_id, 'revises', decision_id, (value::json->>'from')::date, null
    from decision_as_of(known) where kind = 'revise'
), ranked as (
    select
        r.*,
        case r.ladder when 'pledged' then 1 when 'shipped' then 2 when 'delivered' then 3 else 4 end
            as ladder_rank,
        r.speaker_side = policy_text('word') as is_asked,
        case when v.kind is not null then struct_pack(kind := v.kind, verb_on := v.verb_on,
            quantity := v.verb_quantity, decision_id := v.decision_id) end as verb
    from reported_as_of(known) r
    left join verb v on v.claim_id = r.claim_id
), shared as (
    select record_id from ranked group by record_id having count(*) > 1
), copy as (
    -- Announcements of nearly the words of an earlier one in the same record.
    select distinct b.record_id, b.origin_hash
    from near_text n
    join ranked b on b.announcement_id = n.other_id
    join ranked a on a.record_id = b.record_id and a.announcement_id = n.announcement_id
), copied as (
    select record_id, count(*) as copy_count from copy group by record_id
), summed as (
    select
        record_id,
        any_value(line_id) as line_id,
        any_value(donor) as donor,
        any_value(recipient) as recipient,
        any_value(item) as item_code,
        any_value(measure_unit) as unit,
        any_value(is_money) as is_money,
        case when bool_or(reporting = 'flow') then 'flow' else 'total' end as reporting,
        policy_text('word') as word,
        bool_or(is_asked) as is_heard,
        struct_pack(
            ladder := min_by(ladder, (ladder_rank, claim_id)),
            low := min(low),
            high := case when bool_or(high is null) then null else max(high) end,
            unstated := bool_and(low is null and high is null)) as everybody,
        struct_pack(
            ladder := min_by(ladder, (ladder_rank, claim_id)) filter (is_asked),
            low := min(low) filter (is_asked),
            high := case when bool_or(high is null) filter (is_asked) then null
                else max(high) filter (is_asked) end,
            unstated := bool_and(low is null and high is null) filter (is_asked)) as asked,
        max_by(struct_pack(ladder := ladder, low := low, high := high,
            unstated := low is null and high is null), (published_on, -ladder_rank, claim_id))
            as latest,
        case
            when coalesce(max(ladder_rank) filter (speaker_side = 'recipient'), 0)
                > min(ladder_rank)
            then max_by(ladder, (ladder_rank, claim_id)) filter (speaker_side = 'recipient')
        end as confirmed,
        bool_or(qualifier = 'about') as is_about,
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
        min(date_text) filter (date_text <> '') as date_text,
        case when bool_or(additional = 'yes') then 'yes'
            when bool_or(additional = 'no') then 'no' else 'unknown' end as additional,
        list_sort(list_distinct(flatten(list(places)))) as places,
        max(amount_low) filter (not is_money) as amount_low,
        max(amount_high) filter (not is_money) as amount_high,
        max(currency) as currency,
        count(distinct claim_id) as report_count,
        count(distinct origin_hash) as origin_count,
        list_sort(list_distinct(list(claim_id))) as claim_ids,
        coalesce(list_sort(list(distinct verb) filter (verb is not null)), []) as verbs
    from ranked
    where record_id in (select record_id from shared)
    group by record_id
), worded as (
    select
        * exclude (word, is_heard, everybody, asked, latest, confirmed),
        case
            when word = 'latest' then latest
            when coalesce(is_heard, false) then asked
            when word = 'lowest' and confirmed is not null then struct_pack(ladder := confirmed,
                low := everybody.low, high := everybody.high, unstated := everybody.unstated)
            else everybody
        end as told
    from summed
)
select
    w.record_id, w.line_id, w.donor, w.recipient, w.item_code, w.unit, w.is_money, w.reporting,
    w.told.ladder as ladder,
    w.told.high as quantity_high,
    w.is_about, w.told.unstated as is_unstated, w.has_rival_qualifiers, w.has_rival_stages,
    w.on_date, w.first_published, w.last_published, w.start_on, w.end_on, w.due_on, w.due_from_on,
    w.date_text, w.additional, w.places, w.amount_low, w.amount_high, w.currency, w.report_count,
    (w.origin_count - coalesce(c.copy_count, 0))::bigint as origin_count,
    w.claim_ids, w.verbs,
    -- "Up to 40" is 0 to 40; a number that nobody states stays unknown.
    case when w.told.unstated then null else coalesce(w.told.low, 0) end::decimal(18, 3)
        as quantity_low
from worded w
left join copied c on c.record_id = w.record_id
union all
-- What one claim alone tells stands as it says it, whatever the policy: most of a register.
select
    record_id, line_id, donor, recipient, item, measure_unit, is_money, reporting, ladder, high,
    qualifier = 'about', low is null and high is null, false, false, on_date, published_on,
    published_on, start_on, end_on,
    case when ladder = 'pledged' and reporting = 'flow' then end_on end,
    case when ladder = 'pledged' and reporting = 'flow' then start_on end,
    nullif(date_text, ''), additional,
    case when len(places) < 2 then places else list_sort(list_distinct(places)) end,
    case when not is_money then amount_low end, case when not is_money then amount_high end,
    currency, 1, 1, [claim_id], case when verb is null then [] else [verb] end,
    case when low is null and high is null then null else coalesce(low, 0) end::decimal(18, 3)
from ranked
where record_id not in (select record_id from shared);

-- The same, from the posted records where the question is about now: they are told already.
create or replace macro record_as_of(known) as table
select * exclude (outstanding_low, outstanding_high)
from record where known::timestamp >= last_recorded()
union all by name
select * from told_record_as_of(case when known::timestamp < last_recorded() then known::timestamp
    else timestamp '0001-01-01' end);
