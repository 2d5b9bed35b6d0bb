-- Reports of one event that place it at different stages ("donated", "sent", "handed over").
-- severity: info
with told as (
    select record_id, string_agg(distinct stage, ', ' order by stage) as stages
    from report
    where record_id in (select record_id from posted_record() where has_rival_stages)
    group by record_id
)
select
    r.line_id, r.record_id,
    format('{}: {} told as {} in different reports; counted as {}', l.name,
        quantity_text(r.low, r.high, l.measure), replace(t.stages, ', ', ' or '), r.ladder) as message,
    r.ladder as expected, t.stages as found, '' as difference, r.claim_ids
from posted_record() r
join told t using (record_id)
join line_name() l using (line_id)
where r.has_rival_stages;
