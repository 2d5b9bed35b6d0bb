-- Each flow of a line and stage beside the next one in time, where that is so near (retelling_days)
-- that both might be one, and no announcement tells both. Pairs of all with all would grow with the
-- square of the line. Grain: one row per pair. reach_*: the bounds, a tenth wider where a report says
-- "about".
create or replace macro flow_pair() as table
with flow as (
    select record_id, line_id, ladder, low, high, on_date, claim_ids,
        case when is_about then low * 0.9 else low end as reach_low,
        case when is_about then high * 1.1 else high end as reach_high
    from posted_record()
    where reporting = 'flow' and not is_unstated
        and ladder in ('pledged', 'shipped', 'delivered', 'installed')
), paired as (
    select *,
        lead(record_id) over next_one as other_id,
        lead(low) over next_one as other_low, lead(high) over next_one as other_high,
        lead(reach_low) over next_one as other_reach_low,
        lead(reach_high) over next_one as other_reach_high,
        lead(on_date) over next_one as other_on,
        lead(claim_ids) over next_one as other_claims
    from flow
    window next_one as (partition by line_id, ladder order by on_date, low, high, record_id)
), near as materialized (
    select * from paired where other_on - on_date <= policy_number('retelling_days')
), told_together as (
    select n.record_id
    from near n
    join report a on a.record_id = n.record_id
    join report b on b.record_id = n.other_id and b.announcement_id = a.announcement_id
)
select * exclude (claim_ids, other_claims),
    list_sort(list_distinct(list_concat(claim_ids, other_claims))) as claim_ids
from near
where record_id not in (select record_id from told_together);
