-- The newest records in the lens, by first report. Grain: one row per record.
select
    r.record_id, r.line_id, r.ladder as stage, r.reporting, r.on_date, r.first_published,
    r.quantity_low, r.quantity_high, r.is_about, r.is_unstated,
    l.item_label, l.donor_label, l.recipient_label, l.unit_label,
    r.report_count, r.origin_count,
    (select min_by(p.publisher, (p.published_on, p.claim_id)) from at_report p
        where p.record_id = r.record_id) as publisher
from at_record r
join lens_line l on l.line_id = r.line_id and len(l.misses) = 0
order by r.first_published desc, r.on_date desc, r.record_id
limit $limit;
