-- One line's levels on one day, for the burn-up. Grain: one row, or none before the first record.
select promised_low, promised_high, delivered_low, delivered_high, installed_low, installed_high,
    pledge_count, shipped_count, delivered_count, installed_count
from position_as_of($day::date, $known::timestamp)
where line_id = $line;
