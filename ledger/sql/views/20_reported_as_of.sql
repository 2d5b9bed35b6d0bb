-- The counted claims, each with the record that it reports: claims of one event share record_id.
-- Grain: one row per counted claim. known: UTC timestamp.
-- Same event (DESIGN.md 5): one line, the same stated number, near in time. Reports of one stage
-- join within same_event_days, promises told again within same_promise_days unless they are said to
-- be more; reports of neighbouring stages join only when they were published
-- within retelling_days of each other in different announcements, because a promise and its
-- fulfilment are two records, while "donated" and "sent" on one day are one package told twice. So
-- is a total without a start that names the number of an event told those days.
-- A wider word ("100 pieces of equipment") is told of the one narrower thing with that number.
-- Rows of a register (rule = register) are events of their own: a register says each thing once.
-- They go round the grouping, unless their announcement says more than the row (an editor's claim).
-- `different` sets a claim apart, `same` joins what was apart; rulings come last and win.
-- Everything is decided by content, never by order of arrival.
-- joined_by: first | same stage | retelling | wider item | register | ruling.
-- Grouping works on few narrow columns and one hash of what must agree: windows over whole claims
-- cost three times as much.
create or replace macro reported_as_of(known) as table
with recursive counted as materialized (
    -- Only what records are made of: this is read seven times, and whole claims are five times as
    -- much.
    select
        claim_id, announcement_id, line_id, donor, recipient, item, measure_unit, is_money,
        is_planned, speaker_side, origin_hash, published_on, low, high, qualifier, start_on, end_on,
        date_text, additional, places, amount_low, amount_high, currency, rule,
        -- A running total without a number sets no level: it is one more unknown quantity.
        case
            when low is null and high is null then 'flow'
            -- "Last year ten were donated" is told of all that came in that year.
            when stage in ('shipped', 'delivered', 'installed') and not is_planned
                and end_on - start_on >= policy_number('period_days') then 'total'
            else reporting end as reporting,
        ladder_of(stage, is_planned) as ladder,
        coalesce(low, high) as anchor,
        event_day(stage, reporting, end_on, published_on) as on_date
    from claim_as_of(known)
    where status = 'counted'
), ruled as (
    -- Of contradicting rulings on a pair the last one holds.
    select least(subject_id, other_id) as one_id, greatest(subject_id, other_id) as two_id,
        max_by(kind, decision_id) as kind, max_by(subject_id, decision_id) as subject_id,
        max_by(other_id, decision_id) as other_id, max(decision_id) as decision_id
    from decision_as_of(known) where kind in ('same', 'different')
    group by all
), apart as (
    select other_id as claim_id, min(decision_id) as mark from ruled where kind = 'different'
    group by other_id
), wide as (
    select c.claim_id, c.announcement_id, c.donor, c.recipient, c.item, c.measure_unit, c.anchor,
        c.published_on
    from counted c
    where c.anchor is not null and c.rule <> 'register'
        and c.item in (select ancestor_code from item_ancestor)
        and c.claim_id not in (select claim_id from apart)
), narrow as (
    select w.claim_id, any_value(c.claim_id) as told_by
    from wide w
    join counted c on c.donor = w.donor and c.recipient = w.recipient and c.anchor = w.anchor
        and c.announcement_id <> w.announcement_id and c.rule <> 'register'
        and abs(c.published_on - w.published_on) <= policy_number('retelling_days')
    join item_ancestor t on t.item_code = c.item and t.ancestor_code = w.item
    left join unit wu on wu.unit_code = w.measure_unit and wu.kind = 'count'
    left join unit cu on cu.unit_code = c.measure_unit and cu.kind = 'count'
    where w.measure_unit = c.measure_unit or (wu.unit_code is not null and cu.unit_code is not null)
    group by w.claim_id
    -- Two narrower things with this number: which one is meant is for a person to say.
    having count(distinct c.line_id) = 1
), narrowed as materialized (
    select n.claim_id, c.line_id, c.item, c.measure_unit
    from narrow n join counted c on c.claim_id = n.told_by
), registered as materialized (
    select claim_id from counted
    where rule = 'register'
        and announcement_id not in (select announcement_id from counted where rule <> 'register')
), keyed as (
    select
        c.claim_id, c.announcement_id, c.ladder, c.reporting, c.on_date, c.published_on,
        c.additional,
        array_to_string(list_sort(c.places), '+') as place_key,
        case when c.rule = 'register' then c.claim_id else coalesce(a.mark, '') end as apart_key,
        md5_number_lower(concat_ws('|', coalesce(n.line_id, c.line_id), c.reporting, c.ladder,
            coalesce(c.anchor::varchar, ''))) as told_key,
        -- Installing is never a retelling of giving; a total of a time is none of a flow.
        md5_number_lower(concat_ws('|', coalesce(n.line_id, c.line_id),
            case when c.reporting = 'total' and c.start_on is not null then c.reporting
                when c.ladder in ('pledged', 'shipped', 'delivered') then 'giving'
                else c.reporting || c.ladder end,
            coalesce(c.anchor::varchar, ''))) as family_key
    from counted c
    left join narrowed n on n.claim_id = c.claim_id
    left join apart a on a.claim_id = c.claim_id
    where c.claim_id not in (select claim_id from registered)
), split as (
    -- One announcement that names one number twice for different places tells two events.
    select announcement_id, told_key from keyed
    group by announcement_id, told_key
    having count(distinct place_key) > 1
), placed as (
    select k.* exclude (place_key, apart_key),
        k.apart_key || case when s.told_key is null then '' else k.place_key end as place_key
    from keyed k
    left join split s on s.announcement_id = k.announcement_id and s.told_key = k.told_key
), marked as (
    select
        *,
        coalesce(on_date - lag(on_date) over stage_order >
            case when ladder = 'pledged' and additional <> 'yes'
                then policy_number('same_promise_days') else policy_number('same_event_days') end,
            true)::int as opens_group
    from placed
    window stage_order as (partition by told_key, place_key order by on_date, claim_id)
), grouped as materialized (
    select
        claim_id, announcement_id, ladder, reporting, published_on, additional, told_key,
        family_key, place_key,
        sum(opens_group) over (
            partition by told_key, place_key
            order by on_date, claim_id rows unbounded preceding) as group_no
    from marked
), cluster as (
    select
        told_key, place_key, group_no,
        any_value(family_key) as family_key,
        any_value(ladder) as ladder,
        any_value(reporting) as reporting,
        min(published_on) as first_published,
        list(announcement_id) as announcements,
        bool_or(additional = 'yes') and any_value(ladder) = 'pledged' as is_additional,
        min(claim_id) as cluster_id
    from grouped
    group by told_key, place_key, group_no
), told as (
    select
        *,
        coalesce(
            first_published - lag(first_published) over w > policy_number('retelling_days')
            or is_additional
            or lag(is_additional) over w
            or (lag(ladder) over w = ladder and lag(reporting) over w = reporting)
            or list_has_any(announcements, lag(announcements) over w), true)::int as opens_event
    from cluster
    window w as (partition by family_key, place_key order by first_published, cluster_id)
), numbered as (
    select
        *,
        sum(opens_event) over (
            partition by family_key, place_key
            order by first_published, cluster_id rows unbounded preceding) as event_no
    from told
), event as (
    select family_key, place_key, event_no, min(cluster_id) as first_id,
        'R-' || substr(md5(min(cluster_id)), 1, 10) as record_id
    from numbered
    group by family_key, place_key, event_no
), carried as materialized (
    select g.claim_id, e.record_id,
        case when g.claim_id = e.first_id then 'first'
            when n.cluster_id <> e.first_id then 'retelling' else 'same stage' end as joined_by
    from grouped g
    join numbered n using (told_key, place_key, group_no)
    join event e
        on e.family_key = n.family_key and e.place_key = n.place_key and e.event_no = n.event_no
    union all
    select claim_id, 'R-' || substr(md5(claim_id), 1, 10), 'first' from registered
), link as (
    select r.decision_id, r.subject_id, a.record_id as one_id, b.record_id as two_id
    from ruled r
    join carried a on a.claim_id = r.subject_id
    join carried b on b.claim_id = r.other_id
    where r.kind = 'same'
), reach as (
    select one_id as record_id, one_id as root_id from link
    union
    select two_id, two_id from link
    union
    select case when l.one_id = r.record_id then l.two_id else l.one_id end, r.root_id
    from reach r join link l on r.record_id in (l.one_id, l.two_id)
), root as (
    select record_id, min(root_id) as root_id from reach group by record_id
), merged as (
    -- Joined by ruling: one record, on the line of the claim that the first ruling began with.
    select o.record_id, o.root_id, s.claim_id as subject_id
    from root o
    join (
        select r.root_id, min_by(l.subject_id, l.decision_id) as claim_id
        from link l join root r on r.record_id = l.one_id group by r.root_id
    ) s on s.root_id = o.root_id
), override as (
    select m.record_id, m.root_id, coalesce(n.line_id, c.line_id) as line_id, c.donor, c.recipient,
        coalesce(n.item, c.item) as item, coalesce(n.measure_unit, c.measure_unit) as measure_unit,
        c.is_money
    from merged m
    join counted c on c.claim_id = m.subject_id
    left join narrowed n on n.claim_id = m.subject_id
)
select
    c.* exclude (line_id, donor, recipient, item, measure_unit, is_money),
    coalesce(o.line_id, n.line_id, c.line_id) as line_id,
    coalesce(o.donor, c.donor) as donor,
    coalesce(o.recipient, c.recipient) as recipient,
    coalesce(o.item, n.item, c.item) as item,
    coalesce(o.measure_unit, n.measure_unit, c.measure_unit) as measure_unit,
    coalesce(o.is_money, c.is_money) as is_money,
    coalesce(o.root_id, r.record_id) as record_id,
    case when o.root_id <> r.record_id then 'ruling' when n.claim_id is not null then 'wider item'
        when c.rule = 'register' then 'register' else r.joined_by end as joined_by
from counted c
join carried r on r.claim_id = c.claim_id
left join narrowed n on n.claim_id = c.claim_id
left join override o on o.record_id = r.record_id;
