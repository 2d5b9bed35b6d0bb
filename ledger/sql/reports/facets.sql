-- The values that each filter can take, with counts of lines at the moment, whatever the lens.
-- Grain: one row per filter and value.
with party_count as (
    select 'donor' as filter_name, c.code, count(*) as line_count
    from at_line cross join unnest(string_split(donor, '+')) c(code) group by c.code
    union all
    select 'recipient', c.code, count(*)
    from at_line cross join unnest(string_split(recipient, '+')) c(code) group by c.code
), place_count as (
    select c.code, count(*) as line_count from at_line cross join unnest(places) c(code)
    group by c.code
)
select n.filter_name, n.code, coalesce(p.label, n.code) as label, n.line_count
from party_count n left join party p on p.party_code = n.code
union all
select 'item', item_code, any_value(item_label), count(*) from at_line group by item_code
union all
select 'place', n.code, coalesce(p.label, n.code), n.line_count
from place_count n left join place p on p.place_code = n.code
union all
select 'stage', c.code, c.code, count(*) from at_line cross join unnest(stages) c(code)
group by c.code
union all
select 'status', c.code, c.code, count(*) from at_line cross join unnest(states) c(code)
group by c.code
order by 1, 4 desc, 3;
