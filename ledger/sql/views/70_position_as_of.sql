-- The published position: what of each line was promised, moved, stands. Grain: one row per line.
-- as_of: date, included: what had happened by then. known: UTC timestamp: what the ledger knew by
-- then. Quantities are bounds in `unit` (for money: the currency); high NULL = open.
-- promised = outstanding + cancelled + transit + delivered; delivered = installed + awaiting +
-- exited where the item can be installed. Exclusive states add up where nothing is open.
-- *_count columns tell "nobody has said" from zero: a level with count 0 is no report, not nought.
create or replace macro position_as_of(as_of, known) as table
with line as (
    select
        line_id,
        any_value(donor) as donor,
        any_value(recipient) as recipient,
        any_value(item_code) as item_code,
        any_value(unit) as unit,
        any_value(is_money) as is_money,
        sum(report_count)::bigint as report_count,
        min(on_date) as first_on,
        max(on_date) as last_on
    from record_as_of(known) where on_date <= as_of::date group by line_id
), standing as (
    select
        *,
        list_filter(due, lambda d: d.due_on < as_of::date) as late,
        list_filter(due, lambda d: d.outstanding_high > 0) as open_due
    from standing_as_of(as_of, known)
)
select
    l.line_id, l.donor, l.recipient, l.item_code,
    coalesce(i.label, replace(l.item_code, 'unlisted:', '')) as item_label,
    coalesce(i.sector, 'other') as sector,
    l.unit, l.is_money,
    coalesce(i.is_installable, false) or s.installed_count > 0 as is_installable,
    bound(promised_low) as promised_low, bound(promised_high) as promised_high,
    bound(pledged_low) as pledged_low, bound(pledged_high) as pledged_high,
    bound(greatest(outstanding_low - cancelled_high, 0)) as outstanding_low,
    bound(greatest(outstanding_high - cancelled_low, 0)) as outstanding_high,
    bound(transit_low) as transit_low, bound(transit_high) as transit_high,
    bound(delivered_low) as delivered_low, bound(delivered_high) as delivered_high,
    bound(installed_low) as installed_low, bound(installed_high) as installed_high,
    bound(greatest(delivered_low - installed_high - exited_high, 0)) as awaiting_low,
    bound(greatest(delivered_high - installed_low - exited_low, 0)) as awaiting_high,
    bound(planned_low) as planned_low, bound(planned_high) as planned_high,
    bound(cancelled_low) as cancelled_low, bound(cancelled_high) as cancelled_high,
    bound(exited_low) as exited_low, bound(exited_high) as exited_high,
    bound(unpledged_low) as unpledged_low, bound(unpledged_high) as unpledged_high,
    bound(coalesce(list_sum(list_transform(late, lambda d: d.outstanding_low)), 0)) as overdue_low,
    bound(coalesce(list_sum(list_transform(late, lambda d: d.outstanding_high)), 0))
        as overdue_high,
    list_min(list_transform(open_due, lambda d: d.due_on)) as next_due_on,
    s.is_about, s.unstated_count, s.pledge_count, s.shipped_count, s.delivered_count,
    s.installed_count, l.report_count, l.first_on, l.last_on
from line l
join standing s using (line_id)
left join item i on i.item_code = l.item_code;
