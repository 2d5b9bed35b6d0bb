-- The records that stand, promises and movements alike, as the checks read them.
-- Grain: one row per record. ladder: pledged, shipped, delivered, installed, planned, cancelled,
-- lost, returned.
create or replace macro posted_record() as table
select record_id, line_id, ladder, reporting, quantity_low as low, quantity_high as high, is_about,
    is_unstated, on_date,
    case when ladder = 'pledged' then due_from_on else start_on end as start_on,
    case when ladder = 'pledged' then due_on else end_on end as end_on,
    has_rival_stages, has_rival_qualifiers, report_count, places, claim_ids, last_published, verbs
from record;

-- Each line as the subject of a sentence. Grain: one row per line.
-- name: "Czechia to Ukraine, temporary bridge"; measure: what follows a number, with its space.
create or replace macro line_name() as table
with party_set as (
    select distinct donor as codes from position union select distinct recipient from position
), named as (
    select s.codes, string_agg(coalesce(p.label, nullif(c.code, '')), ', ' order by c.code) as label
    from party_set s
    cross join unnest(string_split(s.codes, '+')) c(code)
    left join party p on p.party_code = c.code
    group by s.codes
)
select
    o.line_id,
    coalesce(d.label, 'a donor not named') || ' to ' || coalesce(r.label, 'a recipient not named')
        || case when o.is_money then '' else ', ' || coalesce(nullif(o.item_label, ''), 'things') end
        as name,
    case when o.is_money then ' ' || o.unit
        when o.unit in ('C62', '') then ''
        else ' ' || coalesce(u.label, o.unit) end as measure
from position o
left join named d on d.codes = o.donor
left join named r on r.codes = o.recipient
left join unit u on u.unit_code = o.unit and (u.kind = 'money') = o.is_money;
