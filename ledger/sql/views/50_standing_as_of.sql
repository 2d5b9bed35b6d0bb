-- Where each line stands on a day: levels of its stages, promises walked against movements.
-- Grain: one row per line. as_of: date, included. known: UTC timestamp. Bounds in the line's unit;
-- 10^15 is "open". position_as_of is the form for readers, pledge_due_as_of unfolds `due`.
-- One relation, though long: its steps share the entries, and computing those once is what keeps
-- a question about any past day within its time.
--
-- Walking: a promise opens on the first day on which a movement can fulfil it; a movement takes
-- from what is open, and what it cannot take is unpledged. With S the running sum of promises
-- minus movements, unpledged is the largest fall of S below zero so far, and outstanding is S plus
-- unpledged (the reflected walk), which needs no loop. The same walk over shipments and arrivals
-- gives what is in transit. Bounds are walked apart: the fewest outstanding come from the fewest
-- promised and the most moved.
create or replace macro standing_as_of(as_of, known) as table
with seen as materialized (
    select * from entry_as_of(as_of, known)
), entry as (
    select * from seen where not is_superseded
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
    from seen group by line_id
), stage as (
    select
        line_id,
        coalesce(sum(low) filter (ladder = 'pledged'), 0) as pledged_low,
        coalesce(sum(high) filter (ladder = 'pledged'), 0) as pledged_high,
        coalesce(sum(low) filter (ladder = 'delivered'), 0) as arrived_low,
        coalesce(sum(high) filter (ladder = 'delivered'), 0) as arrived_high,
        coalesce(sum(low) filter (ladder = 'installed'), 0) as installed_low,
        coalesce(sum(high) filter (ladder = 'installed'), 0) as installed_high,
        coalesce(sum(low) filter (ladder = 'planned'), 0) as planned_low,
        coalesce(sum(high) filter (ladder = 'planned'), 0) as planned_high,
        coalesce(sum(low) filter (ladder = 'cancelled'), 0) as cancelled_low,
        coalesce(sum(high) filter (ladder = 'cancelled'), 0) as cancelled_high,
        -- What rulings cut off promises by name; the rest of `cancelled` is taken oldest first.
        coalesce(sum(low) filter (of_record is not null), 0) as cut_low,
        coalesce(sum(high) filter (of_record is not null), 0) as cut_high,
        coalesce(sum(low) filter (ladder = 'cancelled' and of_record is null), 0) as unnamed_low,
        coalesce(sum(high) filter (ladder = 'cancelled' and of_record is null), 0) as unnamed_high,
        coalesce(sum(low) filter (ladder = 'written_off'), 0) as written_off_low,
        coalesce(sum(high) filter (ladder = 'written_off'), 0) as written_off_high,
        coalesce(sum(low) filter (ladder in ('lost', 'returned')), 0) as exited_low,
        coalesce(sum(high) filter (ladder in ('lost', 'returned')), 0) as exited_high,
        count(*) filter (ladder = 'pledged') as pledge_count,
        count(*) filter (ladder = 'shipped') as shipped_count,
        count(*) filter (ladder = 'delivered') as delivered_count,
        count(*) filter (ladder = 'installed') as installed_count,
        count(*) filter (is_unstated) as unstated_count,
        bool_or(is_about) as is_about,
        max(on_date) filter (ladder = 'installed') as installed_on
    from entry group by line_id
), arrived as (
    -- What stands was delivered: installations beyond the deliveries on file imply them.
    select line_id, on_date, low, high from entry where ladder = 'delivered'
    union all
    select line_id, installed_on, greatest(installed_low - arrived_low, 0),
        greatest(installed_high - arrived_high, 0)
    from stage
    where installed_low > arrived_low or installed_high > arrived_high
), road as (
    select line_id, on_date, 0 as turn, low as fewest, high as most from entry
    where ladder = 'shipped'
    union all
    select line_id, on_date, 1, -high, -low from arrived
), road_balance as (
    select line_id, on_date, turn, sum(fewest) over w as fewest, sum(most) over w as most
    from road
    window w as (partition by line_id order by on_date, turn, fewest, most
        rows unbounded preceding)
), transit as (
    select
        line_id,
        max(on_date) filter (turn = 0) as on_date,
        max_by(fewest, (on_date, turn, -fewest)) + greatest(-min(fewest), 0) as low,
        max_by(most, (on_date, turn, -most)) + greatest(-min(most), 0) as high
    from road_balance group by line_id
), movement as materialized (
    select line_id, on_date, low, high from arrived
    union all
    select line_id, on_date, low, high from transit where on_date is not null
), cut as (
    select of_record as record_id, sum(low) as cut from entry where of_record is not null
    group by of_record
), opening as materialized (
    -- A promise opens late_report_days before its announcement, since a delivery is often reported
    -- before the promise behind it; an "additional" one the day after; one with a stated window at
    -- its start; a total of promises from its own start.
    select
        e.record_id, e.line_id, e.on_date, due_on,
        greatest(e.low - coalesce(c.cut, 0), 0) as low,
        case when e.high >= 900000000000000 then e.high
            else greatest(e.high - coalesce(c.cut, 0), 0) end as high,
        case when additional = 'yes' then 2 else 0 end as turn,
        case
            -- What revises a promise stands where that stood.
            when revises_from is not null then revises_from - policy_number('late_report_days')::int
            when reporting = 'total' then coalesce(start_on, date '0001-01-01')
            when additional = 'yes' then greatest(coalesce(due_from_on, e.on_date), e.on_date) + 1
            when due_from_on is not null then due_from_on
            else e.on_date - policy_number('late_report_days')::int
        end::date as opens_on
    from entry e left join cut c on c.record_id = e.record_id
    where e.ladder = 'pledged'
), step as (
    select line_id, opens_on as on_date, turn, low as promise_low, high as promise_high,
        0 as move_low, 0 as move_high
    from opening
    union all
    select line_id, on_date, 1, 0, 0, low, high from movement
), balance as (
    select
        line_id,
        sum(promise_low - move_low) over w as low_low,
        sum(promise_low - move_high) over w as low_high,
        sum(promise_high - move_low) over w as high_low,
        sum(promise_high - move_high) over w as high_high
    from step
    window w as (partition by line_id order by on_date, turn, promise_low, move_low
        rows unbounded preceding)
), waste as (
    select
        line_id,
        greatest(-min(low_low), 0) as low_low, greatest(-min(low_high), 0) as low_high,
        greatest(-min(high_low), 0) as high_low, greatest(-min(high_high), 0) as high_high
    from balance group by line_id
), sum_of as (
    select line_id, sum(promise_low) as promise_low, sum(promise_high) as promise_high,
        sum(move_low) as move_low, sum(move_high) as move_high
    from step group by line_id
), walk as materialized (
    select
        line_id,
        promise_low - move_high + low_high as outstanding_low,
        promise_high - move_low + high_low as outstanding_high,
        high_low as unpledged_low,
        low_high as unpledged_high,
        promise_low + low_low as promised_low,
        promise_high + high_high as promised_high,
        move_high - low_high as most_used,
        move_low - high_low as least_used
    from sum_of join waste using (line_id)
), queued as (
    -- How far each promise is fulfilled or taken back: oldest first.
    select
        record_id, line_id, due_on, low, high,
        sum(low) over w - low as low_before,
        sum(high) over w - high as high_before
    from opening
    window w as (partition by line_id order by opens_on, on_date, record_id
        rows unbounded preceding)
), promised as (
    select
        record_id, line_id, due_on,
        (low - greatest(least(most_used + unnamed_high - low_before, low), 0))::decimal(20, 3)
            as outstanding_low,
        (high - greatest(least(least_used + unnamed_low - high_before, high), 0))::decimal(20, 3)
            as outstanding_high
    from queued join walk using (line_id) join stage using (line_id)
), due as (
    -- The list is for the posting alone; who does not ask for it does not pay for it.
    select
        line_id,
        coalesce(sum(outstanding_low) filter (due_on < as_of::date), 0) as overdue_low,
        coalesce(sum(outstanding_high) filter (due_on < as_of::date), 0) as overdue_high,
        min(due_on) filter (outstanding_high > 0) as next_due_on,
        list(struct_pack(
            record_id := record_id, due_on := due_on, outstanding_low := outstanding_low,
            outstanding_high := outstanding_high)) as due
    from promised
    group by line_id
)
select
    l.*, s.* exclude (line_id),
    coalesce(t.low, 0) as transit_low, coalesce(t.high, 0) as transit_high,
    greatest(s.arrived_low, s.installed_low) as delivered_low,
    greatest(s.arrived_high, s.installed_high) as delivered_high,
    coalesce(w.promised_low, 0) + s.cut_low as promised_low,
    coalesce(w.promised_high, 0) + s.cut_high as promised_high,
    coalesce(w.outstanding_low, 0) as outstanding_low,
    coalesce(w.outstanding_high, 0) as outstanding_high,
    coalesce(w.unpledged_low, 0) as unpledged_low, coalesce(w.unpledged_high, 0) as unpledged_high,
    coalesce(d.overdue_low, 0) as overdue_low, coalesce(d.overdue_high, 0) as overdue_high,
    d.next_due_on, d.due
from line l
join stage s on s.line_id = l.line_id
left join transit t on t.line_id = s.line_id and t.on_date is not null
left join walk w on w.line_id = s.line_id
left join due d on d.line_id = s.line_id;
