-- More was delivered than was promised, on a line with a promise on file. Legal; worth a look.
-- severity: info
select
    o.line_id, '' as record_id,
    format('{}: {} pledged; {} delivered or on the way ({})', l.name,
        quantity_text(o.pledged_low, o.pledged_high, l.measure),
        bounds_text(o.delivered_low + o.transit_low, o.delivered_high + o.transit_high),
        bounds_text(o.unpledged_low, o.unpledged_high)
            -- As much as was pledged, but not for then: a promise for next year, a delivery in this.
            || case when o.delivered_low + o.transit_low > o.pledged_high then ' more than pledged'
                else ' of it when no promise was open' end) as message,
    bounds_text(o.pledged_low, o.pledged_high) as expected,
    bounds_text(o.delivered_low + o.transit_low, o.delivered_high + o.transit_high) as found,
    '+' || number_text(o.unpledged_low) as difference,
    (select list_sort(list_distinct(flatten(list(r.claim_ids)))) from posted_record() r
        where r.line_id = o.line_id and r.ladder <> 'planned') as claim_ids
from position o
join line_name() l using (line_id)
where o.pledge_count > 0 and o.unpledged_low > 0;
