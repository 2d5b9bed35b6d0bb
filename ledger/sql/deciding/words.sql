-- The whole reading of one claim, with where it stands in its announcement. Grain: one row.
-- $claim: its id.
select c.*, a.source_key,
    substr(a.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) as sentence
from truth.claim c join truth.announcement a on a.announcement_id = c.announcement_id
where c.claim_id = $claim;
