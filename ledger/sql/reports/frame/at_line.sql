-- Positions at the moment, with labels, stages reached, places and states of each line.
-- Grain: one row per line.
-- states: overdue, waiting, transit, partly, fulfilled, ended, unpledged, unstated, disputed; several
-- can hold. fulfilled: all that was promised has come; ended: nothing is open any more, and what was
-- cancelled, ended or written off has not come.
create or replace temp table at_line as
with party_set as (
    select distinct donor as codes from at_position union select distinct recipient from at_position
), party_label as (
    select s.codes, string_agg(coalesce(p.label, c.code), ' + ' order by c.code) as label
    from party_set s
    cross join unnest(string_split(s.codes, '+')) c(code)
    left join party p on p.party_code = c.code
    group by s.codes
), seen as (
    select
        line_id,
        list_sort(list_distinct(flatten(list(places)))) as places,
        bool_or(has_rival_qualifiers or has_rival_stages) as is_disputed,
        count(*) as record_count,
        count(*) filter (ladder = 'pledged' and is_unstated) as unstated_pledge_count
    from at_record group by line_id
), rival as (
    select distinct line_id from finding
    where code in ('totals-disagree', 'rival-quantities', 'rival-stages', 'unit-conflict')
)
select
    c.* exclude (item_label),
    case when c.item_label <> '' then c.item_label when c.is_money then 'money'
        else 'item not stated' end as item_label,
    coalesce(nullif(d.label, ''), 'donor not stated') as donor_label,
    coalesce(nullif(r.label, ''), 'recipient not stated') as recipient_label,
    coalesce(u.label, nullif(c.unit, ''), 'unit not stated') as unit_label,
    coalesce(s.places, []) as places,
    coalesce(s.record_count, 0) as record_count,
    coalesce(s.unstated_pledge_count, 0) as unstated_pledge_count,
    list_filter([
        case when c.pledge_count > 0 then 'pledged' end,
        case when c.shipped_count > 0 then 'shipped' end,
        case when c.delivered_count > 0 then 'delivered' end,
        case when c.installed_count > 0 then 'installed' end], lambda x: x is not null) as stages,
    list_filter([
        case when c.overdue_low > 0 then 'overdue' end,
        case when c.outstanding_low > 0 and coalesce(c.delivered_high, 1) = 0
            and coalesce(c.transit_high, 1) = 0 then 'waiting' end,
        case when coalesce(c.transit_high, 1) > 0 then 'transit' end,
        case when c.outstanding_low > 0 and coalesce(c.delivered_high, 1) > 0 then 'partly' end,
        case when c.pledge_count > 0 and c.outstanding_high = 0 and c.transit_high = 0
            and c.cancelled_high = 0 and c.written_off_high = 0 then 'fulfilled' end,
        case when c.pledge_count > 0 and c.outstanding_high = 0
            and greatest(coalesce(c.cancelled_high, 1), coalesce(c.written_off_high, 1)) > 0
            then 'ended' end,
        case when c.unpledged_low > 0 or c.pledge_count = 0 then 'unpledged' end,
        case when c.unstated_count > 0 then 'unstated' end,
        case when coalesce(s.is_disputed, false) or v.line_id is not null then 'disputed' end
        ], lambda x: x is not null) as states
from at_position c
left join party_label d on d.codes = c.donor
left join party_label r on r.codes = c.recipient
left join unit u on u.unit_code = c.unit and (u.kind = 'money') = c.is_money
left join seen s on s.line_id = c.line_id
left join rival v on v.line_id = c.line_id;
