-- position_as_of with the promises behind each line, for the posting, which needs both at once.
create or replace macro position_with_due_as_of(as_of, known) as table
select
    s.line_id, s.donor, s.recipient, s.item_code,
    coalesce(i.label, replace(s.item_code, 'unlisted:', '')) as item_label,
    coalesce(i.sector, 'other') as sector,
    s.unit, s.is_money,
    coalesce(i.is_installable, false) or s.installed_count > 0 as is_installable,
    bound(promised_low) as promised_low, bound(promised_high) as promised_high,
    bound(pledged_low) as pledged_low, bound(pledged_high) as pledged_high,
    bound(greatest(outstanding_low - unnamed_high, 0)) as outstanding_low,
    bound(greatest(outstanding_high - unnamed_low, 0)) as outstanding_high,
    bound(transit_low) as transit_low, bound(transit_high) as transit_high,
    bound(delivered_low) as delivered_low, bound(delivered_high) as delivered_high,
    bound(installed_low) as installed_low, bound(installed_high) as installed_high,
    bound(greatest(delivered_low - installed_high - exited_high, 0)) as awaiting_low,
    bound(greatest(delivered_high - installed_low - exited_low, 0)) as awaiting_high,
    bound(planned_low) as planned_low, bound(planned_high) as planned_high,
    bound(cancelled_low) as cancelled_low, bound(cancelled_high) as cancelled_high,
    bound(written_off_low) as written_off_low, bound(written_off_high) as written_off_high,
    bound(exited_low) as exited_low, bound(exited_high) as exited_high,
    bound(unpledged_low) as unpledged_low, bound(unpledged_high) as unpledged_high,
    bound(overdue_low) as overdue_low, bound(overdue_high) as overdue_high, s.next_due_on,
    s.is_about, s.unstated_count, s.pledge_count, s.shipped_count, s.delivered_count,
    s.installed_count, s.report_count, s.first_on, s.last_on, s.due
from standing_as_of(as_of, known) s
left join item i on i.item_code = s.item_code;

-- The published position: what of each line was promised, moved, stands. Grain: one row per line.
-- as_of: date, included: what had happened by then. known: UTC timestamp: what the ledger knew by
-- then. Quantities are bounds in `unit` (for money: the currency); high NULL = open.
-- promised = outstanding + cancelled + written_off + transit + delivered; delivered = installed + awaiting +
-- exited where the item can be installed. Exclusive states add up where nothing is open.
-- *_count columns tell "nobody has said" from zero: a level with count 0 is no report, not nought.
create or replace macro position_as_of(as_of, known) as table
select * exclude (due) from position_with_due_as_of(as_of, known);
