-- Posted rows as the checks read them: macros over the tables made before, since DuckDB binds a
-- table macro when it is made.

-- The records that stand, promises and movements alike. Grain: one row per record.
-- ladder: pledged, shipped, delivered, installed, planned, cancelled, lost, returned.
create or replace macro posted_record() as table
select record_id, line_id, 'pledged' as ladder, reporting, quantity_low as low,
    quantity_high as high, is_about, is_unstated, announced_on as on_date, due_from_on as start_on,
    due_on as end_on, has_rival_stages, has_rival_qualifiers, report_count, places, claim_ids
from pledge
union all
select record_id, line_id, case when is_planned then 'planned' else stage end, reporting,
    quantity_low, quantity_high, is_about, is_unstated, happened_on, start_on, end_on,
    has_rival_stages, has_rival_qualifiers, report_count, places, claim_ids
from delivery;

-- Each line as the subject of a sentence. Grain: one row per line.
-- name: "Czechia to Ukraine, temporary bridge"; measure: what follows a number, with its space.
create or replace macro line_name() as table
with code as (
    select line_id, unnest(string_split(donor, '+')) as code, true as is_donor from position
    union all
    select line_id, unnest(string_split(recipient, '+')), false from position
), named as (
    select c.line_id,
        string_agg(coalesce(p.label, nullif(c.code, '')), ', ' order by c.code)
            filter (is_donor) as donors,
        string_agg(coalesce(p.label, nullif(c.code, '')), ', ' order by c.code)
            filter (not is_donor) as recipients
    from code c left join party p on p.party_code = c.code
    group by c.line_id
)
select
    o.line_id,
    coalesce(n.donors, 'a donor not named') || ' to ' || coalesce(n.recipients, 'a recipient not named')
        || case when o.is_money then '' else ', ' || coalesce(nullif(o.item_label, ''), 'things') end
        as name,
    case when o.is_money then ' ' || o.unit
        when o.unit in ('C62', '') then ''
        else ' ' || coalesce(u.label, o.unit) end as measure
from position o
join named n using (line_id)
left join unit u on u.unit_code = o.unit and (u.kind = 'money') = o.is_money;
