-- One entry for each generated claim: it stands since the day after its page. Grain: one row per claim.
select
    row_number() over (order by published_on, claim_id) as entry_no, claim_id, 'hold' as action,
    published_on + interval 36 hour as recorded_utc, 'B-0001' as batch_id, 'read' as reason
from incoming
order by entry_no;
