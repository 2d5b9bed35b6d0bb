-- Promises and movements of each line walked through time, for every pairing of their bounds.
-- Grain: one row per line and scenario. day: date, included. known_at: UTC timestamp.
-- promise_bound, moved_bound: 'low' or 'high', the bounds that the scenario takes.
-- outstanding: promised and not yet moved; unpledged: moved while no open promise covered it.
-- Walking: a promise opens on the first day on which a movement can fulfil it, a movement takes
-- from what is open, and what it cannot take is unpledged. With S the running sum of promises
-- minus movements, unpledged is the largest fall of S below zero so far, and outstanding is S plus
-- unpledged (the reflected walk), which needs no loop.
-- A promise opens late_report_days before its announcement, since a delivery is often reported
-- before the promise behind it; an "additional" one the day after; one with a stated window at its
-- start; a total of promises from its own start.
create or replace macro opening_as_of(day, known_at) as table
select
    *,
    case
        when reporting = 'total' then coalesce(start_on, date '0001-01-01')
        when additional = 'yes' then greatest(coalesce(start_on, on_date), on_date) + 1
        when start_on is not null then start_on
        else on_date - policy_number('late_report_days')::int
    end::date as opens_on
from entry_as_of(day, known_at)
where ladder = 'pledged';

-- What has left the donor: deliveries, installations beyond them (what stands was delivered), and
-- what is still on its way. Grain: one row per movement and line.
create or replace macro movement_as_of(day, known_at) as table
with entry as (
    select line_id, ladder, on_date, low, high from entry_as_of(day, known_at)
    where ladder in ('shipped', 'delivered', 'installed')
), level as (
    select
        line_id,
        coalesce(sum(low) filter (ladder = 'delivered'), 0) as delivered_low,
        coalesce(sum(high) filter (ladder = 'delivered'), 0) as delivered_high,
        coalesce(sum(low) filter (ladder = 'installed'), 0) as installed_low,
        coalesce(sum(high) filter (ladder = 'installed'), 0) as installed_high,
        max(on_date) filter (ladder = 'installed') as installed_on
    from entry group by line_id
), arrived as (
    select line_id, on_date, low, high, false as is_implied from entry where ladder = 'delivered'
    union all
    select line_id, installed_on, greatest(installed_low - delivered_low, 0),
        greatest(installed_high - delivered_high, 0), true
    from level
    where installed_on is not null
        and (installed_low > delivered_low or installed_high > delivered_high)
), road as (
    -- Four columns because the fewest under way come from few shipped and many arrived.
    select line_id, on_date, 0 as side, low as plus_low, high as plus_high, 0 as minus_low, 0 as minus_high
    from entry where ladder = 'shipped'
    union all
    select line_id, on_date, 1, 0, 0, low, high from arrived
), running as (
    select
        line_id, on_date, side,
        sum(plus_low - minus_high) over w as fewest,
        sum(plus_high - minus_low) over w as most
    from road
    window w as (partition by line_id order by on_date, side, plus_low, minus_low
        rows unbounded preceding)
), transit as (
    select
        line_id,
        max(on_date) filter (side = 0) as on_date,
        max_by(fewest, (on_date, side)) as last_fewest,
        max_by(most, (on_date, side)) as last_most,
        greatest(-min(fewest), 0) as waste_fewest,
        greatest(-min(most), 0) as waste_most
    from running group by line_id
)
select line_id, 'delivered' as ladder, on_date, low, high from arrived
union all
select line_id, 'shipped', on_date, last_fewest + waste_fewest, last_most + waste_most
from transit where on_date is not null;

create or replace macro walk_as_of(day, known_at) as table
with step as (
    select line_id, opens_on as on_date, case when additional = 'yes' then 2 else 0 end as turn,
        low, high, true as is_promise
    from opening_as_of(day, known_at)
    union all
    select line_id, on_date, 1, low, high, false from movement_as_of(day, known_at)
), scenario as (
    select s.*, p.promise_bound, m.moved_bound,
        case when is_promise
            then case p.promise_bound when 'low' then low else high end
            else -case m.moved_bound when 'low' then low else high end end as change
    from step s
    cross join (values ('low'), ('high')) p(promise_bound)
    cross join (values ('low'), ('high')) m(moved_bound)
), running as (
    select line_id, promise_bound, moved_bound, change, is_promise,
        sum(change) over (
            partition by line_id, promise_bound, moved_bound
            order by on_date, turn, change rows unbounded preceding) as balance
    from scenario
)
select
    line_id, promise_bound, moved_bound,
    greatest(-min(balance), 0)::decimal(20, 3) as unpledged,
    (sum(change) + greatest(-min(balance), 0))::decimal(20, 3) as outstanding,
    (-coalesce(sum(change) filter (not is_promise), 0))::decimal(20, 3) as moved
from running
group by line_id, promise_bound, moved_bound;
