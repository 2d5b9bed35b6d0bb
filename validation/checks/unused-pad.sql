-- A pad that explains nothing any more, or more than there is: the total that it was made for now
-- agrees with what is booked, states another figure, or no longer stands.
-- severity: warning
with pad as (
    select d.decision_id, d.subject_id, (d.value::json->>'quantity')::decimal(18, 3) as quantity,
        d.who, d.recorded_utc
    from decision_as_of(timestamp '9999-12-31') d
    join base_claim c on c.claim_id = d.subject_id
    where d.kind = 'pad'
), gap as (
    select record_id, max(gap) as gap from total_gap() group by record_id
)
select
    coalesce(k.line_id, '') as line_id, coalesce(k.record_id, '') as record_id,
    format('{}: a pad of {} by {} ({}) explains {}', coalesce(l.name, 'A total that no longer counts'),
        number_text(p.quantity), p.who, p.decision_id,
        case when g.gap is null then 'nothing: total and bookings agree'
            else 'more than the difference of ' || number_text(g.gap) end) as message,
    format('a difference of {}', number_text(p.quantity)) as expected,
    number_text(coalesce(g.gap, 0)) as found,
    '-' || number_text(p.quantity - coalesce(g.gap, 0)) as difference,
    [p.subject_id] as claim_ids
from pad p
left join report k on k.claim_id = p.subject_id
left join line_name() l on l.line_id = k.line_id
left join gap g on g.record_id = k.record_id
where p.quantity > coalesce(g.gap, 0);
