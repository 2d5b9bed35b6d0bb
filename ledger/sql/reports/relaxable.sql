-- How many lines would match if one filter were left out. Grain: one row per filter that alone
-- keeps lines away.
select misses[1] as filter_name, count(*) as line_count
from lens_line
where len(misses) = 1
group by 1
order by line_count desc, filter_name;
