-- Counts behind the opening sentence. Grain: one row. All are numbers of lines or of pledges.
select
    count(*) as line_count,
    count(distinct donor) as donor_count,
    count(distinct recipient) as recipient_count,
    coalesce(sum(report_count), 0)::bigint as report_count,
    coalesce(sum(pledge_count), 0)::bigint as pledge_count,
    coalesce(sum(unstated_pledge_count), 0)::bigint as unstated_pledge_count,
    count(*) filter (list_contains(states, 'unstated')) as unstated_line_count,
    count(*) filter (list_contains(states, 'overdue')) as overdue_line_count,
    count(*) filter (list_contains(states, 'unpledged')) as unpledged_line_count,
    count(*) filter (list_contains(states, 'disputed')) as disputed_line_count,
    count(*) filter (delivered_count + installed_count > 0) as moved_line_count
from lens_line
where len(misses) = 0;
