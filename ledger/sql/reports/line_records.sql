-- The events of one line, newest first. Grain: one row per record. counts: whether the record is
-- part of the levels on the day (a later total may have taken its place).
-- $line; $day: included; $known: UTC.
select
    r.record_id, r.ladder as stage, r.reporting, r.on_date, r.start_on, r.end_on,
    coalesce(r.date_text, '') as date_text,
    r.quantity_low, r.quantity_high, r.is_about, r.is_unstated,
    r.has_rival_qualifiers, r.has_rival_stages, r.additional, r.places,
    r.amount_low, r.amount_high, coalesce(r.currency, '') as currency,
    r.report_count, r.origin_count, r.first_published, r.last_published,
    e.record_id is not null as counts,
    d.due_on, d.outstanding_low,
    d.outstanding_high
from record_as_of($known::timestamp) r
left join (
    select distinct record_id from entry_as_of($day::date, $known::timestamp) where not is_superseded
) e
    on e.record_id = r.record_id
left join pledge_due_as_of($day::date, $known::timestamp) d on d.record_id = r.record_id
where r.line_id = $line and r.on_date <= $day::date
order by r.on_date desc, r.first_published desc, r.record_id;
