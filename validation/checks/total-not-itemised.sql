-- A running total of which the flows on file since the total before it make up only a part.
-- Nothing contradicts here: the sources that would itemise the rest are not in the ledger. A total
-- without any flow beside it is not listed, nor what a pad explains.
-- severity: info
select
    s.line_id, s.record_id,
    format('{}: {} {} {} was stated; {} itemised ({} not)', l.name,
        quantity_text(s.low, s.high, l.measure), s.ladder, period_text(s.start_on, s.on_date),
        bounds_text(s.booked_low, s.booked_high), number_text(s.gap)) as message,
    bounds_text(s.low, s.high) as expected,
    bounds_text(s.booked_low, s.booked_high) as found,
    '-' || number_text(s.gap) as difference,
    s.all_claims as claim_ids
from total_gap() s
join line_name() l using (line_id)
where s.kind = 'not-itemised' and s.gap > s.padded;
