-- The values that each filter can take, with counts of lines at the moment, whatever the lens.
-- Those who act jointly are a value each, and one together, such as DEU+NLD; '-' is where nobody or
-- nothing is named. What stands in no vocabulary is its own label. Grain: one row per filter and value.
with party_set as (
    select 'donor' as filter_name, coalesce(nullif(donor, ''), '-') as codes, donor_label as label,
        count(*) as line_count
    from at_line group by all
    union all
    select 'recipient', coalesce(nullif(recipient, ''), '-'), recipient_label, count(*)
    from at_line group by all
), party_count as (
    select s.filter_name, c.code, sum(s.line_count)::bigint as line_count
    from party_set s cross join unnest(string_split(s.codes, '+')) c(code)
    group by s.filter_name, c.code
    union all
    select filter_name, codes, line_count from party_set where contains(codes, '+')
), place_count as (
    select c.code, count(*) as line_count from at_line cross join unnest(places) c(code)
    group by c.code
)
select n.filter_name, n.code, coalesce(p.label, s.label, n.code) as label, n.line_count
from party_count n
left join party p on p.party_code = n.code
left join party_set s on s.filter_name = n.filter_name and s.codes = n.code
    and (n.code = '-' or contains(n.code, '+'))
union all
select 'item', coalesce(nullif(item_code, ''), '-'), any_value(item_label), count(*)
from at_line group by item_code
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
