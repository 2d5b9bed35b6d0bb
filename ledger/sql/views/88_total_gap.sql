-- Where a running total and what is booked beside it differ. Grain: one row per total and kind.
-- kind: disagree (another total or the booked flows contradict it) | not-itemised (the flows on file
-- make up only a part of it). gap: by how much; padded: how much of it a ruling explains away.
-- A total that merely grows says nothing against the earlier one. Two totals of nearly one day must
-- agree (unless they begin more than a year apart); a later total must not be lower than an earlier
-- one of the same start; and what is booked must not exceed the total.
create or replace macro total_gap() as table
with total as (
    select *, case when is_about then 0.1 else policy_number('total_tolerance') end as slack,
        row_number() over (partition by line_id, ladder order by on_date, record_id) as place_in_order
    from posted_record() where reporting = 'total' and not is_unstated
), flow as (
    select line_id, ladder, on_date, low, high, claim_ids
    from posted_record() where reporting = 'flow'
), pair as (
    select t.*, e.record_id as earlier_id, e.on_date as earlier_on,
        e.start_on as earlier_start, e.low as earlier_low,
        e.high as earlier_high, e.claim_ids as earlier_claims,
        t.on_date - e.on_date <= policy_number('same_event_days') as is_near,
        abs(coalesce(t.start_on - e.start_on, 0)) as start_gap
    from total t
    -- Five back is far enough to find one of the same start among others.
    join total e on e.line_id = t.line_id and e.ladder = t.ladder
        and e.place_in_order between t.place_in_order - 5 and t.place_in_order - 1
), against_total as (
    select *,
        row_number() over (partition by record_id order by earlier_on desc, earlier_id desc) as nearest
    from pair
    where case when is_near and start_gap <= 366
            then earlier_low > high * (1 + slack) or earlier_high < low * (1 - slack)
            else start_gap <= policy_number('total_start_days')
                and earlier_low > high * (1 + slack) end
), booked as (
    select t.record_id, sum(f.low) as booked_low,
        list_sort(list_distinct(flatten(list(f.claim_ids)))) as booked_claims
    from total t
    join flow f on f.line_id = t.line_id and f.ladder = t.ladder and f.on_date <= t.on_date
        and (t.start_on is null or f.on_date >= t.start_on)
    group by t.record_id
), earlier as (
    select t.record_id, max_by(e.record_id, (e.on_date, e.record_id)) as earlier_id
    from total t
    join total e on e.line_id = t.line_id and e.ladder = t.ladder
        and (e.on_date, e.record_id) < (t.on_date, t.record_id)
        and (t.start_on is null or e.start_on is null
            or e.start_on >= t.start_on - policy_number('total_start_days')::int)
    group by t.record_id
), part as (
    select t.record_id, count(*) as flow_count, sum(coalesce(f.high, 1000000000000000::decimal(20, 3))) as high,
        sum(coalesce(f.low, 0)) as low,
        list_sort(list_distinct(flatten(list(f.claim_ids)))) as claim_ids
    from total t
    left join earlier x using (record_id)
    left join total e on e.record_id = x.earlier_id
    join posted_record() f on f.line_id = t.line_id and f.ladder = t.ladder
        and f.reporting = 'flow' and f.on_date <= t.on_date
        and (t.start_on is null
            or f.on_date >= t.start_on - policy_number('total_start_days')::int)
        and (e.on_date is null or f.on_date > e.on_date)
    group by t.record_id
), summed as (
    select t.*, coalesce(e.high, 0) + p.high as booked_high, coalesce(e.low, 0) + p.low as booked_low,
        p.claim_ids as part_claims
    from total t
    join part p using (record_id)
    left join earlier x using (record_id)
    left join total e on e.record_id = x.earlier_id
), failing as (
    select 'disagree' as kind, line_id, record_id, ladder, low, high, start_on, on_date,
        earlier_low as booked_low, earlier_high as booked_high, claim_ids, earlier_claims as others,
        format(' {} is on file', period_text(earlier_start, earlier_on)) as how
    from against_total where nearest = 1
    union all
    select 'disagree', t.line_id, t.record_id, t.ladder, t.low, t.high, t.start_on, t.on_date,
        b.booked_low, b.booked_low, t.claim_ids, b.booked_claims, ' booked'
    from total t join booked b using (record_id)
    where b.booked_low > t.high * (1 + t.slack)
    union all
    select 'not-itemised', line_id, record_id, ladder, low, high, start_on, on_date,
        booked_low, booked_high, claim_ids, part_claims, ' itemised'
    from summed
    where booked_high < low * (1 - slack)
), padded as (
    select k.record_id, sum((d.value::json->>'quantity')::decimal(18, 3)) as padded
    from decision_as_of(timestamp '9999-12-31') d
    join report k on k.claim_id = d.subject_id
    where d.kind = 'pad'
    group by k.record_id
)
select
    f.* exclude (others),
    case when f.booked_low > f.high then f.booked_low - f.high else f.low - f.booked_high end as gap,
    f.booked_low > f.high as is_over,
    coalesce(p.padded, 0) as padded,
    list_sort(list_distinct(list_concat(f.claim_ids, f.others))) as all_claims
from failing f
left join padded p on p.record_id = f.record_id;
