-- Installed things whose reports name no place, so that no map shows them.
-- severity: info
select
    r.line_id, r.record_id,
    format('{}: {} installed on or before {}, and no report says where', l.name,
        quantity_text(r.low, r.high, l.measure), strftime(r.on_date, '%-d %B %Y')) as message,
    'a place' as expected, 'none' as found, '' as difference, r.claim_ids
from posted_record() r
join line_name() l using (line_id)
where r.ladder = 'installed' and len(r.places) = 0;
