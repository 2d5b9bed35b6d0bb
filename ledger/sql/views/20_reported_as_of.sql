-- The counted claims, each with the record that it reports: claims of one event share record_id.
-- Grain: one row per counted claim. known: UTC timestamp.
-- Same event (DESIGN.md 5): one line, the same stated number, near in time. Reports of one stage
-- join within same_event_days; reports of neighbouring stages join only when they were published
-- within retelling_days of each other in different announcements, because a promise and its
-- fulfilment are two records, while "donated" and "sent" on one day are one package told twice.
-- Everything is decided by content, never by order of arrival.
-- Grouping works on few narrow columns and one hash of what must agree: windows over whole claims
-- cost three times as much.
create or replace macro reported_as_of(known) as table
with counted as materialized (
    select
        * exclude (reporting),
        -- A running total without a number sets no level: it is one more unknown quantity.
        case when low is null and high is null then 'flow' else reporting end as reporting,
        case when is_planned then 'planned' when stage = 'committed' then 'pledged' else stage end
            as ladder,
        coalesce(low, high) as anchor,
        -- What a claim says has happened cannot lie after its publication; a promise is dated by it.
        case
            when stage in ('pledged', 'committed') and reporting = 'flow' then published_on
            else least(coalesce(end_on, published_on), published_on)
        end as on_date
    from claim_as_of(known)
    where status = 'counted'
), keyed as (
    select
        claim_id, announcement_id, ladder, on_date, published_on, additional,
        array_to_string(list_sort(places), '+') as place_key,
        md5_number_lower(concat_ws('|', line_id, reporting, ladder, coalesce(anchor::varchar, '')))
            as told_key,
        -- Installing is never a retelling of giving; a total is never a retelling of a flow.
        md5_number_lower(concat_ws('|', line_id, reporting,
            case when reporting = 'flow' and ladder in ('pledged', 'shipped', 'delivered')
                then 'giving' else ladder end, coalesce(anchor::varchar, ''))) as family_key
    from counted
), split as (
    -- One announcement that names one number twice for different places tells two events.
    select announcement_id, told_key from keyed
    group by announcement_id, told_key
    having count(distinct place_key) > 1
), placed as (
    select k.* exclude (place_key),
        case when s.told_key is null then '' else k.place_key end as place_key
    from keyed k
    left join split s on s.announcement_id = k.announcement_id and s.told_key = k.told_key
), marked as (
    select
        *,
        coalesce(on_date - lag(on_date) over stage_order > policy_number('same_event_days'), true)
            ::int as opens_group
    from placed
    window stage_order as (partition by told_key, place_key order by on_date, claim_id)
), grouped as materialized (
    select
        claim_id, announcement_id, ladder, published_on, additional, told_key, family_key,
        place_key,
        sum(opens_group) over (
            partition by told_key, place_key
            order by on_date, claim_id rows unbounded preceding) as group_no
    from marked
), cluster as (
    select
        told_key, place_key, group_no,
        any_value(family_key) as family_key,
        any_value(ladder) as ladder,
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
            or lag(ladder) over w = ladder
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
    select family_key, place_key, event_no, 'R-' || substr(md5(min(cluster_id)), 1, 10) as record_id
    from numbered
    group by family_key, place_key, event_no
), carried as (
    select g.claim_id, e.record_id
    from grouped g
    join numbered n using (told_key, place_key, group_no)
    join event e
        on e.family_key = n.family_key and e.place_key = n.place_key and e.event_no = n.event_no
)
select c.*, r.record_id
from counted c
join carried r on r.claim_id = c.claim_id;
