-- The claims behind the records of one line, with their quotes and sources.
-- Grain: one row per counted claim. Offsets are code points into the announcement's text; context_*
-- cut the sentence, evidence_* the words inside it.
select
    p.record_id, p.claim_id, p.announcement_id, p.ladder as stage, p.low, p.high, p.qualifier,
    p.quantity_text, p.date_text, p.published_on, p.publisher, p.title, p.url, p.language,
    p.origin_hash, p.confidence, p.rule, p.origin, p.speaker, p.speaker_side,
    p.evidence_start, p.evidence_end, p.sentence_start, p.sentence_end,
    substr(a.text, p.sentence_start + 1, p.sentence_end - p.sentence_start) as sentence,
    p.evidence_text, p.joined_by
from at_report p
join truth.announcement a on a.announcement_id = p.announcement_id
where p.line_id = $line
order by p.published_on, p.publisher, p.claim_id;
