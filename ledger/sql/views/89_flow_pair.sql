-- Each flow of a line and stage beside the next one in time, for checks that ask whether two are one:
-- pairs of all with all would grow with the square of the line. Grain: one row per flow with a next.
-- reach_*: the bounds, a tenth wider where a report says "about". apart: no announcement tells both.
create or replace macro flow_pair() as table
with told as (
    select record_id, list_distinct(list(announcement_id)) as announcements
    from report group by record_id
), flow as (
    select r.record_id, r.line_id, r.ladder, r.low, r.high, r.on_date, r.claim_ids, t.announcements,
        case when r.is_about then r.low * 0.9 else r.low end as reach_low,
        case when r.is_about then r.high * 1.1 else r.high end as reach_high
    from posted_record() r
    join told t using (record_id)
    where r.reporting = 'flow' and not r.is_unstated
        and r.ladder in ('pledged', 'shipped', 'delivered', 'installed')
), paired as (
    select *,
        lead(low) over next_one as other_low, lead(high) over next_one as other_high,
        lead(reach_low) over next_one as other_reach_low,
        lead(reach_high) over next_one as other_reach_high,
        lead(on_date) over next_one as other_on,
        lead(claim_ids) over next_one as other_claims,
        lead(announcements) over next_one as other_announcements
    from flow
    window next_one as (partition by line_id, ladder order by on_date, low, high, record_id)
)
select * exclude (claim_ids, other_claims, other_announcements),
    list_sort(list_distinct(list_concat(claim_ids, other_claims))) as claim_ids,
    not list_has_any(announcements, other_announcements) as apart
from paired
where other_on is not null;
