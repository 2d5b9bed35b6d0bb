-- What is wrong with the input of one batch, by code, the serious codes and those of most problems
-- first. Grain: one row per problem. $batch: its id.
-- $limit: rows at most, NULL = all; some of each code, rather than all of one.
-- code_count: problems of that code, whatever the limit. announcement_id: '' where none came of it;
-- row_number: record in the file, NULL of a text; span_start: into the announcement's text.
with ranked as (
    select problem_id, announcement_id, code, severity, row_number, column_name, span_start, found,
        expected, fix, count(*) over (partition by code) as code_count,
        list_position(['error', 'warning', 'info'], severity) as severity_rank,
        row_number() over (
            partition by code
            order by row_number nulls last, announcement_id, span_start, problem_id) as place
    from truth.problem where batch_id = $batch
), chosen as (
    select * from ranked order by place, severity_rank, code_count desc, code limit $limit
)
select announcement_id, code, severity, row_number, column_name, span_start, found, expected, fix,
    code_count
from chosen order by severity_rank, code_count desc, code, place;
