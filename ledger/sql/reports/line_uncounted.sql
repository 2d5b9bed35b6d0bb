-- The claims of a line that count in no figure, and why. Grain: one row per claim.
-- status: of claim_as_of. $line; $known: UTC.
select c.claim_id, c.status, c.stage, c.low, c.high, c.published_on, c.publisher, c.title, c.url,
    c.evidence_text, c.confidence
from claim_as_of($known::timestamp) c
where c.line_id = $line and c.status <> 'counted'
order by c.published_on, c.claim_id;
