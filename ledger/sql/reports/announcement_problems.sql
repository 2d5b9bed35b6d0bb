-- What could not be read in one announcement. Grain: one row per problem; NULL span = whole text.
select code, severity, span_start, span_end, found, expected, fix
from truth.problem
where announcement_id = $announcement and recorded_utc <= $known::timestamp
order by span_start nulls last, code, problem_id;
