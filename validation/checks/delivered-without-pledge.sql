-- Things moved and no promise is on file. No fulfilment is computed for such a line.
-- severity: info
select
    o.line_id, '' as record_id,
    format('{}: {} {}; no pledge is on file, so that no fulfilment is computed', l.name,
        quantity_text(o.unpledged_low, o.unpledged_high, l.measure),
        case when o.delivered_count + o.installed_count > 0 then 'delivered' else 'shipped' end)
        as message,
    'a pledge' as expected,
    bounds_text(o.unpledged_low, o.unpledged_high) as found,
    '' as difference,
    (select list_sort(list_distinct(flatten(list(r.claim_ids)))) from posted_record() r
        where r.line_id = o.line_id and r.ladder <> 'planned') as claim_ids
from position o
join line_name() l using (line_id)
where o.pledge_count = 0 and o.shipped_count + o.delivered_count + o.installed_count > 0;
