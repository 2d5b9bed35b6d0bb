-- Delivered, installed and planned per oblast, minimum to maximum: a record over several oblasts is
-- not split, so each of them may have none of it or all. Grain: one row per place, stage and unit.
-- $day: included, $known: UTC. place_code '' = no place finer than the country is named.
with standing as (
    select e.record_id, e.ladder, r.line_id, r.places, r.unit, r.is_money, r.is_unstated,
        r.quantity_low, r.quantity_high
    from entry_as_of($day::date, $known::timestamp) e
    join at_record r on r.record_id = e.record_id
    semi join (select line_id from lens_line where len(misses) = 0) l on l.line_id = r.line_id
    where not e.is_superseded and e.ladder in ('delivered', 'installed', 'planned')
), spread as (
    select s.*, unnest(case when len(places) = 0 then [''] else places end) as place_code
    from standing s
)
select
    s.place_code,
    case when s.place_code = '' then 'Not placed' else coalesce(p.label, s.place_code) end as label,
    p.latitude, p.longitude,
    s.ladder as stage,
    s.unit,
    coalesce(any_value(u.label), nullif(s.unit, ''), 'unit not stated') as unit_label,
    sum(case when len(s.places) > 1 then 0 else coalesce(s.quantity_low, 0) end)::decimal(18, 3)
        as quantity_low,
    case when bool_or(s.quantity_high is null) then null else sum(s.quantity_high) end
        ::decimal(18, 3) as quantity_high,
    count(*) as record_count,
    count(distinct s.line_id) as line_count
from spread s
left join place p on p.place_code = s.place_code
left join unit u on u.unit_code = s.unit and (u.kind = 'money') = s.is_money
group by s.place_code, p.label, p.latitude, p.longitude, s.ladder, s.unit
order by s.place_code = '', record_count desc, label, stage, s.unit;
