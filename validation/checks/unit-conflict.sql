-- One number of one item, from one donor to one recipient at nearly one time, in two units
-- (880 drums, 880 barrels). Units are never mixed, so that both stand until somebody decides.
-- severity: warning
with told as (
    select r.record_id, r.line_id, r.low, r.high, r.on_date, r.claim_ids,
        o.donor, o.recipient, o.item_code, o.unit
    from posted_record() r
    join position o using (line_id)
    where not o.is_money and not r.is_unstated and r.low > 1
)
select
    a.line_id, a.record_id,
    format('{}: {} is stated in {} and in {}', l.name, bounds_text(a.low, a.high),
        coalesce(ua.label, a.unit), coalesce(ub.label, b.unit)) as message,
    'one unit' as expected, format('{} and {}', a.unit, b.unit) as found, '' as difference,
    list_sort(list_distinct(list_concat(a.claim_ids, b.claim_ids))) as claim_ids
from told a
join told b on b.donor = a.donor and b.recipient = a.recipient and b.item_code = a.item_code
    and a.unit < b.unit and b.low = a.low and b.high is not distinct from a.high
    and abs(a.on_date - b.on_date) <= policy_number('same_event_days')
join line_name() l on l.line_id = a.line_id
left join unit ua on ua.unit_code = a.unit and ua.kind <> 'money'
left join unit ub on ub.unit_code = b.unit and ub.kind <> 'money';
