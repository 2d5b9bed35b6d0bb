-- A running total that other totals or the booked flows contradict.
-- A total that merely grows says nothing against the earlier one. Two totals of nearly one day must
-- agree (unless they begin more than a year apart); a later total must not be lower than an earlier
-- one of the same start; and what is booked must not exceed the total. Less booked than stated is
-- another finding (total-not-itemised).
-- severity: warning
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
), failing as (
    select line_id, record_id, ladder, low, high, start_on, on_date,
        earlier_low as booked_low, earlier_high as booked_high, claim_ids, earlier_claims as others,
        format(' {} is on file', period_text(earlier_start, earlier_on)) as how
    from against_total where nearest = 1
    union all
    select t.line_id, t.record_id, t.ladder, t.low, t.high, t.start_on, t.on_date,
        b.booked_low, b.booked_low, t.claim_ids, b.booked_claims, ' are booked'
    from total t join booked b using (record_id)
    where b.booked_low > t.high * (1 + t.slack)
)
select
    f.line_id, f.record_id,
    format('{}: {} {} {} was stated; {}{} ({})', l.name, quantity_text(f.low, f.high, l.measure),
        f.ladder, period_text(f.start_on, f.on_date), bounds_text(f.booked_low, f.booked_high), f.how,
        case when f.booked_low > f.high then number_text(f.booked_low - f.high) || ' too many'
            else number_text(f.low - f.booked_high) || ' too few' end) as message,
    bounds_text(f.low, f.high) as expected,
    bounds_text(f.booked_low, f.booked_high) as found,
    case when f.booked_low > f.high then '+' || number_text(f.booked_low - f.high)
        else '-' || number_text(f.low - f.booked_high) end as difference,
    list_sort(list_distinct(list_concat(f.claim_ids, f.others))) as claim_ids
from failing f
join line_name() l using (line_id);
