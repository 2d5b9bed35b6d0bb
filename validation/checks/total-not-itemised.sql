-- A running total of which the flows on file since the total before it make up only a part.
-- Nothing contradicts here: the sources that would itemise the rest are not in the ledger. A total
-- without any flow beside it is not listed.
-- severity: info
with total as (
    select *, case when is_about then 0.1 else policy_number('total_tolerance') end as slack
    from posted_record() where reporting = 'total' and not is_unstated
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
)
select
    s.line_id, s.record_id,
    format('{}: {} {} {} was stated; {} are itemised ({} are not)', l.name,
        quantity_text(s.low, s.high, l.measure), s.ladder, period_text(s.start_on, s.on_date),
        bounds_text(s.booked_low, s.booked_high), number_text(s.low - s.booked_high)) as message,
    bounds_text(s.low, s.high) as expected,
    bounds_text(s.booked_low, s.booked_high) as found,
    '-' || number_text(s.low - s.booked_high) as difference,
    list_sort(list_distinct(list_concat(s.claim_ids, s.part_claims))) as claim_ids
from summed s
join line_name() l using (line_id)
where s.booked_high < s.low * (1 - s.slack);
