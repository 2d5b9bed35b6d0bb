-- The disputed lines under the policy that is laid. Grain: one row per line.
-- $day: included; $policy: its name, for the row. Bounds in the line's unit; NULL high = open.
select p.line_id, p.donor, p.recipient, p.item_label, p.unit, $policy as policy,
    p.promised_low, p.promised_high, p.outstanding_low, p.outstanding_high,
    p.transit_low, p.transit_high, p.delivered_low, p.delivered_high,
    p.installed_low, p.installed_high, p.is_installable,
    p.pledge_count, p.shipped_count, p.delivered_count, p.installed_count
from position_as_of($day::date, timestamp '9999-12-31') p
semi join disputed_line d on d.line_id = p.line_id
order by p.donor, p.recipient, p.item_label, p.line_id;
