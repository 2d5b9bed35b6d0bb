-- The counted claims, each with the record that it reports: claims of one event share record_id.
-- Grain: one row per counted claim. known: UTC timestamp.
-- Same event (DESIGN.md 5): one line, the same stated number, near in time. Reports of one stage
-- join within same_event_days; reports of neighbouring stages join only when they were published
-- within retelling_days of each other in different announcements, because a promise and its
-- fulfilment are two records, while "donated" and "sent" on one day are one package told twice.
-- Everything is decided by content, never by order of arrival.
create or replace macro reported_as_of(known) as table
with counted as (
    select
        *,
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
), placed as (
    -- One announcement that names one number twice for different places tells two events.
    select
        *,
        case when count(distinct array_to_string(list_sort(places), '+')) over (
                partition by announcement_id, line_id, reporting, ladder, anchor) > 1
            then array_to_string(list_sort(places), '+') else '' end as place_key
    from counted
), marked as (
    select
        *,
        coalesce(on_date - lag(on_date) over stage_order > policy_number('same_event_days'), true)
            ::int as opens_group
    from placed
    window stage_order as (
        partition by line_id, reporting, ladder, anchor, place_key order by on_date, claim_id)
), grouped as (
    select
        *,
        sum(opens_group) over (
            partition by line_id, reporting, ladder, anchor, place_key
            order by on_date, claim_id rows unbounded preceding) as group_no
    from marked
), cluster as (
    select
        line_id, reporting, ladder, anchor, place_key, group_no,
        min(published_on) as first_published,
        list(distinct announcement_id) as announcements,
        bool_or(additional = 'yes') as is_additional,
        min(claim_id) as cluster_id,
        -- Installing is never a retelling of giving; a total is never a retelling of a flow.
        case when reporting = 'flow' and ladder in ('pledged', 'shipped', 'delivered')
            then 'giving' else ladder end as family
    from grouped
    group by line_id, reporting, ladder, anchor, place_key, group_no
), told as (
    select
        *,
        coalesce(
            first_published - lag(first_published) over w > policy_number('retelling_days')
            or (is_additional and ladder = 'pledged')
            or lag(is_additional and ladder = 'pledged') over w
            or lag(ladder) over w = ladder
            or list_has_any(announcements, lag(announcements) over w), true)::int as opens_event
    from cluster
    window w as (
        partition by line_id, reporting, family, anchor, place_key
        order by first_published, cluster_id)
), numbered as (
    select
        *,
        sum(opens_event) over (
            partition by line_id, reporting, family, anchor, place_key
            order by first_published, cluster_id rows unbounded preceding) as event_no
    from told
)
select
    g.* exclude (opens_group, group_no, place_key),
    'R-' || substr(md5(min(g.claim_id) over (
        partition by n.line_id, n.reporting, n.family, n.anchor, n.place_key, n.event_no)), 1, 10)
        as record_id
from grouped g
join numbered n
    on n.line_id = g.line_id and n.reporting = g.reporting and n.ladder = g.ladder
    and n.anchor is not distinct from g.anchor and n.place_key = g.place_key
    and n.group_no = g.group_no;
