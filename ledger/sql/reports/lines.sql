-- Lines in the lens with their positions. Grain: one row per line. Bounds in the line's unit.
-- $sort: gap (largest outstanding first, money last) | late (overdue first, the oldest due day on top) | name | busy (most records first).
-- $line: '' = all. $limit NULL = no end.
select * exclude (misses)
from lens_line
where len(misses) = 0 and ($line = '' or line_id = $line)
order by
    case when $sort = 'gap' then is_money end nulls last,
    case when $sort = 'gap' then outstanding_low end desc nulls last,
    case when $sort = 'late' then not list_contains(states, 'overdue') end,
    case when $sort = 'late' then next_due_on end nulls last,
    case when $sort = 'late' then is_money end,
    case when $sort = 'busy' then record_count end desc nulls last,
    item_label, donor, recipient, unit, line_id
limit $limit offset $offset;
