-- Rows that may tell what stands already from another source: one line, stage and number, and not
-- longer apart than the finding possible-duplicate looks. Grain: one row: how many announcements,
-- and of the first 20 of them the source key, and of what they resemble the publisher, day, words.
-- incoming_announcement, incoming_claim: registered tables, columns as in schema truth.
with mine as (
    select a.source_key, a.published_on, c.stage, c.is_planned,
        register_of(a.source_key) as register,
        line_key(party_set(c.donors), party_set(c.recipients),
            account_item(c.item_code, c.item_text, c.currency),
            case when is_money(c.quantity_low, c.quantity_high, c.amount_low, c.amount_high)
                then c.currency else c.unit end) as line_id,
        coalesce(c.quantity_low, c.quantity_high, c.amount_low, c.amount_high) as anchor,
        event_day(c.stage, c.reporting, c.end_on, coalesce(a.published_on, a.recorded_utc::date))
            as on_date
    from incoming_claim c join incoming_announcement a using (announcement_id)
    where c.reporting = 'flow' and not c.is_aggregate and not c.is_per_unit
        and a.announcement_id not in (select announcement_id from known_announcement)
), standing as (
    select r.record_id, r.line_id, r.ladder, coalesce(r.quantity_low, r.quantity_high) as anchor,
        r.on_date, r.claim_ids[1] as claim_id
    from record r
    where r.reporting = 'flow' and r.line_id in (select line_id from mine)
), alike as (
    select m.source_key, min_by(s.claim_id, (abs(s.on_date - m.on_date), s.claim_id)) as claim_id
    from mine m
    join standing s on s.line_id = m.line_id and s.anchor = m.anchor
        and s.ladder = ladder_of(m.stage, m.is_planned)
        and abs(s.on_date - m.on_date) <= 3 * policy_number('same_event_days')
    join truth.claim c on c.claim_id = s.claim_id
    join truth.announcement a on a.announcement_id = c.announcement_id
    where a.source_key <> m.source_key and register_of(a.source_key) <> m.register
    group by m.source_key
), shown as (
    select l.source_key, a.publisher, coalesce(a.published_on::varchar, '') as published_on,
        c.evidence_text
    from (select * from alike order by source_key limit 20) l
    join truth.claim c using (claim_id)
    join truth.announcement a on a.announcement_id = c.announcement_id
)
select (select count(*) from alike) as alike_count,
    (select list(shown order by source_key) from shown) as alike;
