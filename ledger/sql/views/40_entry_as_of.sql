-- What makes up each stage's level on a day: totals set it, flows outside their span add to it.
-- Rulings on promises are entries too: what a donor ended counts as cancelled, what the tracker
-- wrote off stands apart, and a revised promise gives way to the one that revises it.
-- Grain: one row per record that had happened by then; is_superseded marks what a total stands in
-- for. as_of: date, included. known: UTC timestamp.
-- low and high are bounds in the line's unit; an open or unknown high is 10^15 so that it can be
-- summed, and is turned back into NULL by position_as_of.
-- The last total stated at or before the day counts from its stated start; before that start the
-- last earlier total counts, and so on. A start in words ("since July") is taken with
-- total_start_days of tolerance, since sources count the first days differently.
create or replace macro entry_as_of(as_of, known) as table
with recursive known_record as (
    select * from record_as_of(known) where on_date <= as_of::date
), verb as (
    select r.record_id, v.kind, v.verb_on, v.quantity, v.decision_id
    from known_record r, unnest(r.verbs) u(v)
    where v.verb_on <= as_of::date
), seen as (
    select
        record_id, line_id, donor, recipient, item_code, unit, is_money, ladder, reporting,
        on_date, start_on, end_on, due_on, due_from_on, first_published, additional, is_about,
        is_unstated, report_count,
        coalesce(quantity_low, 0::decimal(18, 3))::decimal(20, 3) as low,
        coalesce(quantity_high::decimal(20, 3), 1000000000000000::decimal(20, 3)) as high
    from known_record
), chain as (
    select * from (
        select *, row_number() over (
            partition by line_id, ladder order by on_date desc, first_published desc, record_id desc)
            as place_in_order
        from seen where reporting = 'total')
    where place_in_order = 1
    union all
    select * from (
        select t.*, row_number() over (
            partition by t.line_id, t.ladder
            order by t.on_date desc, t.first_published desc, t.record_id desc) as place_in_order
        from chain c
        join seen t on t.line_id = c.line_id and t.ladder = c.ladder and t.reporting = 'total'
            -- Never the same day again: a total may be stated before its own start ("this winter").
            -- A total without a start counts from the beginning: nothing stands before it.
            and c.start_on is not null
            and t.on_date < least(c.on_date, c.start_on - policy_number('total_start_days')::int))
    where place_in_order = 1
), judged as (
    select
        s.*,
        b.verb_on as revises_from,
        g.record_id is not null or case s.reporting
            when 'total' then not exists (select 1 from chain c where c.record_id = s.record_id)
            else exists (
                select 1 from chain c
                where c.line_id = s.line_id and c.ladder = s.ladder and s.on_date <= c.on_date
                    and (c.start_on is null
                        or s.on_date >= c.start_on - policy_number('total_start_days')::int))
        end as is_superseded
    from seen s
    left join (select record_id from verb where kind = 'revise' group by record_id) g
        on g.record_id = s.record_id
    left join (select record_id, min(verb_on) as verb_on from verb where kind = 'revises'
        group by record_id) b on b.record_id = s.record_id
)
select *, null::varchar as of_record from judged
union all by name
-- What was ended or written off of a promise that still counts as one.
select
    v.decision_id as record_id, r.line_id, r.donor, r.recipient, r.item_code, r.unit, r.is_money,
    case v.kind when 'end' then 'cancelled' else 'written_off' end as ladder, 'flow' as reporting,
    v.verb_on as on_date, null::date as start_on, null::date as end_on, null::date as due_on,
    null::date as due_from_on, v.verb_on as first_published, 'unknown' as additional,
    false as is_about, false as is_unstated, 0::bigint as report_count,
    v.quantity::decimal(20, 3) as low, v.quantity::decimal(20, 3) as high,
    null::date as revises_from, false as is_superseded, v.record_id as of_record
from verb v
join judged r on r.record_id = v.record_id
where v.kind in ('end', 'write_off') and r.ladder = 'pledged' and not r.is_superseded;
