-- The published position: what of each line was promised, moved, stands. Grain: one row per line.
-- day (as_of): date, included: what had happened by then. known_at: UTC timestamp: what the ledger
-- knew by then. Quantities are bounds in `unit` (for money: the currency); high NULL = open.
-- promised = outstanding + cancelled + transit + delivered; delivered = installed + awaiting +
-- exited where the item can be installed. Exclusive states add up where nothing is open.
-- *_count columns tell "nobody has said" from zero: a level with count 0 is no report, not nought.
create or replace macro bound(x) as (case when x >= 9e14 then null else x end::decimal(20, 3));

create or replace macro position_as_of(day, known_at) as table
with entry as (
    select
        line_id, ladder, low, high, on_date, is_about, is_unstated
    from entry_as_of(day, known_at)
), stage as (
    select
        line_id,
        coalesce(sum(low) filter (ladder = 'pledged'), 0) as pledged_low,
        coalesce(sum(high) filter (ladder = 'pledged'), 0) as pledged_high,
        coalesce(sum(low) filter (ladder = 'installed'), 0) as installed_low,
        coalesce(sum(high) filter (ladder = 'installed'), 0) as installed_high,
        coalesce(sum(low) filter (ladder = 'planned'), 0) as planned_low,
        coalesce(sum(high) filter (ladder = 'planned'), 0) as planned_high,
        coalesce(sum(low) filter (ladder = 'cancelled'), 0) as cancelled_low,
        coalesce(sum(high) filter (ladder = 'cancelled'), 0) as cancelled_high,
        coalesce(sum(low) filter (ladder in ('lost', 'returned')), 0) as exited_low,
        coalesce(sum(high) filter (ladder in ('lost', 'returned')), 0) as exited_high,
        count(*) filter (ladder = 'pledged') as pledge_count,
        count(*) filter (ladder = 'shipped') as shipped_count,
        count(*) filter (ladder = 'delivered') as delivered_count,
        count(*) filter (ladder = 'installed') as installed_count,
        count(*) filter (is_unstated) as unstated_count,
        bool_or(is_about) as is_about
    from entry group by line_id
), moved as (
    select
        line_id,
        coalesce(sum(low) filter (ladder = 'shipped'), 0) as transit_low,
        coalesce(sum(high) filter (ladder = 'shipped'), 0) as transit_high,
        coalesce(sum(low) filter (ladder = 'delivered'), 0) as delivered_low,
        coalesce(sum(high) filter (ladder = 'delivered'), 0) as delivered_high
    from movement_as_of(day, known_at) group by line_id
), walk as (
    select
        line_id,
        max(outstanding) filter (promise_bound = 'low' and moved_bound = 'high') as outstanding_low,
        max(outstanding) filter (promise_bound = 'high' and moved_bound = 'low') as outstanding_high,
        max(unpledged) filter (promise_bound = 'high' and moved_bound = 'low') as unpledged_low,
        max(unpledged) filter (promise_bound = 'low' and moved_bound = 'high') as unpledged_high,
        max(moved + outstanding) filter (promise_bound = 'low' and moved_bound = 'low')
            as promised_low,
        max(moved + outstanding) filter (promise_bound = 'high' and moved_bound = 'high')
            as promised_high
    from walk_as_of(day, known_at) group by line_id
), due as (
    select
        line_id,
        coalesce(sum(outstanding_low) filter (due_on < day::date), 0) as overdue_low,
        coalesce(sum(outstanding_high) filter (due_on < day::date), 0) as overdue_high,
        min(due_on) filter (outstanding_high > 0) as next_due_on
    from pledge_due_as_of(day, known_at) group by line_id
), line as (
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
    from record_as_of(known_at) where on_date <= day::date group by line_id
)
select
    l.line_id, l.donor, l.recipient, l.item_code,
    coalesce(i.label, replace(l.item_code, 'unlisted:', '')) as item_label,
    coalesce(i.sector, 'other') as sector,
    l.unit, l.is_money,
    coalesce(i.is_installable, false) or s.installed_count > 0 as is_installable,
    bound(coalesce(w.promised_low, 0)) as promised_low,
    bound(coalesce(w.promised_high, 0)) as promised_high,
    bound(s.pledged_low) as pledged_low,
    bound(s.pledged_high) as pledged_high,
    bound(greatest(coalesce(w.outstanding_low, 0) - s.cancelled_high, 0)) as outstanding_low,
    bound(greatest(coalesce(w.outstanding_high, 0) - s.cancelled_low, 0)) as outstanding_high,
    bound(coalesce(m.transit_low, 0)) as transit_low,
    bound(coalesce(m.transit_high, 0)) as transit_high,
    bound(coalesce(m.delivered_low, 0)) as delivered_low,
    bound(coalesce(m.delivered_high, 0)) as delivered_high,
    bound(s.installed_low) as installed_low,
    bound(s.installed_high) as installed_high,
    bound(greatest(coalesce(m.delivered_low, 0) - s.installed_high - s.exited_high, 0))
        as awaiting_low,
    bound(greatest(coalesce(m.delivered_high, 0) - s.installed_low - s.exited_low, 0))
        as awaiting_high,
    bound(s.planned_low) as planned_low,
    bound(s.planned_high) as planned_high,
    bound(s.cancelled_low) as cancelled_low,
    bound(s.cancelled_high) as cancelled_high,
    bound(s.exited_low) as exited_low,
    bound(s.exited_high) as exited_high,
    bound(coalesce(w.unpledged_low, 0)) as unpledged_low,
    bound(coalesce(w.unpledged_high, 0)) as unpledged_high,
    bound(coalesce(d.overdue_low, 0)) as overdue_low,
    bound(coalesce(d.overdue_high, 0)) as overdue_high,
    d.next_due_on,
    s.is_about, s.unstated_count, s.pledge_count, s.shipped_count, s.delivered_count,
    s.installed_count, l.report_count, l.first_on, l.last_on
from line l
join stage s using (line_id)
left join moved m using (line_id)
left join walk w using (line_id)
left join due d using (line_id)
left join item i on i.item_code = l.item_code;
