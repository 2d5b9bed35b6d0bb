-- What the ledger cannot reconcile, for the lines in the lens. Grain: one row per finding.
-- $line: '' = all. A finding without a line shows only when nothing is filtered.
select f.code, f.severity, f.line_id, f.record_id, f.message, f.expected, f.found, f.difference,
    f.claim_ids, coalesce(l.item_label, '') as item_label, coalesce(l.donor_label, '') as donor_label
from finding f
left join lens_line l on l.line_id = f.line_id
where ($line = '' or f.line_id = $line)
    and (len(l.misses) = 0
        or (l.line_id is null and not exists (select 1 from lens_line where len(misses) > 0)))
order by case f.severity when 'error' then 0 when 'warning' then 1 else 2 end, f.code, f.line_id,
    f.record_id
limit $limit;
