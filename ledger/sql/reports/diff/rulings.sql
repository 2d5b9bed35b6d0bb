-- The rulings that came or were withdrawn between two times of knowledge. Grain: one row per ruling.
-- change: came | withdrawn | came and withdrawn. $before, $after: UTC, the second included.
with came as (
    select decision_id from truth.decision
    where kind <> 'withdraw' and recorded_utc > $before::timestamp
        and recorded_utc <= $after::timestamp
), gone as (
    select subject_id as decision_id from truth.decision
    where kind = 'withdraw' and recorded_utc > $before::timestamp
        and recorded_utc <= $after::timestamp
)
select
    case when g.decision_id is null then 'came' when c.decision_id is null then 'withdrawn'
        else 'came and withdrawn' end as change,
    d.decision_id, d.kind, d.subject_id, d.other_id, d.value, d.who, d.why, d.recorded_utc
from truth.decision d
left join came c on c.decision_id = d.decision_id
left join (select distinct decision_id from gone) g on g.decision_id = d.decision_id
where c.decision_id is not null or g.decision_id is not null
order by d.decision_id;
