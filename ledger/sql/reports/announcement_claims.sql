-- What stands read from one announcement, in the order of the text. Grain: one row per claim.
-- Offsets are code points into the text. status: counted, review, rejected, restating or price.
-- line_id is '' where no line has it (the claim does not count).
select
    c.claim_id, c.status, c.stage, c.is_planned, c.reporting, c.additional,
    c.donor, c.recipient,
    (select string_agg(coalesce(p.label, d.code), ' + ' order by d.code)
        from unnest(c.donors) d(code) left join party p on p.party_code = d.code) as donor_label,
    (select string_agg(coalesce(p.label, d.code), ' + ' order by d.code)
        from unnest(c.recipients) d(code) left join party p on p.party_code = d.code)
        as recipient_label,
    c.item_text, c.item_code, c.variant,
    coalesce(i.label, nullif(c.item_text, ''),
        case when c.is_money then 'money' else 'item not stated' end) as item_label,
    c.low, c.high, c.qualifier, c.quantity_text, c.measure_unit as unit,
    coalesce(u.label, c.measure_unit) as unit_label,
    c.start_on, c.end_on, c.date_text, c.places, c.confidence, c.rule, c.origin,
    c.evidence_start, c.evidence_end, c.evidence_text, c.spans,
    case when c.status = 'counted' then c.line_id else '' end as line_id
from claim_as_of($known::timestamp) c
left join item i on i.item_code = c.item_code
left join unit u on u.unit_code = c.measure_unit and (u.kind = 'money') = c.is_money
where c.announcement_id = $announcement
order by c.evidence_start, c.evidence_end, c.claim_id;
