-- A running total that other totals or the booked flows contradict.
-- A total that merely grows says nothing against the earlier one. Less booked than stated is
-- another finding (total-not-itemised). What a pad explains is not listed.
-- severity: warning
select
    f.line_id, f.record_id,
    format('{}: {} {} {} was stated; {}{} ({})', l.name, quantity_text(f.low, f.high, l.measure),
        f.ladder, period_text(f.start_on, f.on_date), bounds_text(f.booked_low, f.booked_high), f.how,
        number_text(f.gap) || case when f.is_over then ' too many' else ' too few' end) as message,
    bounds_text(f.low, f.high) as expected,
    bounds_text(f.booked_low, f.booked_high) as found,
    case when f.is_over then '+' else '-' end || number_text(f.gap) as difference,
    f.all_claims as claim_ids
from total_gap() f
join line_name() l using (line_id)
where f.kind = 'disagree' and f.gap > f.padded;
