-- Which readings begin and cease to stand when the incoming announcements are recorded.
-- Grain: one row per claim whose standing changes: claim_id, action, reason.
-- incoming_announcement, incoming_claim: registered tables, columns as in schema truth.
-- Of a source's versions the one published last counts, then the one recorded last, then the
-- greater id: never the order of arrival within one recording. Of a register's row the one recorded
-- last counts, since a correction may well set its date back. What an editor said is not dropped:
-- it does not depend on the text. A reading that an editor corrected stays dropped, and so does a
-- new reading of the same words by the parser. Announcements whose batches were all undone are not
-- known. A text in a language without rules was not read, and says nothing against what was read
-- before. $read: the languages with rules.
with incoming as (
    select source_key, announcement_id, published_on, recorded_utc from incoming_announcement
    where starts_with(source_key, 'register:') or list_contains($read::varchar[], language)
), known as materialized (
    select source_key, announcement_id, published_on, recorded_utc from known_announcement
    where source_key in (select source_key from incoming)
        and (starts_with(source_key, 'register:') or list_contains($read::varchar[], language))
), version as (
    select * from known
    union all
    select * from incoming where announcement_id not in (select announcement_id from known)
), current_version as (
    select source_key, max_by(announcement_id,
        (case when starts_with(source_key, 'register:') then date '0001-01-01'
            else coalesce(published_on, date '0001-01-01') end, recorded_utc, announcement_id))
        as announcement_id
    from version group by source_key
), reread as (
    select source_key, announcement_id,
        announcement_id in (select announcement_id from known) as is_known
    from current_version
    where announcement_id in (select announcement_id from incoming)
), wanted as (
    select distinct claim_id from incoming_claim
    where announcement_id in (select announcement_id from reread)
), concerned as (
    -- Few claims of many: the log of all others need not be read.
    select claim_id from incoming_claim
    union
    select c.claim_id from truth.claim c
    join truth.announcement a on a.announcement_id = c.announcement_id
    where a.source_key in (select source_key from reread)
), last_entry as (
    select claim_id, max_by(action, entry_no) as action, max_by(reason, entry_no) as reason
    from truth.claim_entry
    where claim_id in (select claim_id from concerned)
    group by claim_id
), corrected as (
    -- A reading that an editor replaced, with the words that it was read from.
    select l.claim_id, l.reason, a.source_key, c.evidence_text
    from last_entry l
    join truth.claim c on c.claim_id = l.claim_id
    join truth.announcement a on a.announcement_id = c.announcement_id
    where l.action = 'drop' and l.reason like 'corrected by %'
), replaced as (
    -- What the parser now reads in the place of such a reading.
    select n.claim_id, min(o.reason) as reason
    from incoming_claim n
    join reread r on r.announcement_id = n.announcement_id
    join corrected o on o.source_key = r.source_key and o.evidence_text = n.evidence_text
    where n.claim_id in (select claim_id from wanted)
        and n.claim_id not in (select claim_id from last_entry)
        and o.claim_id not in (select claim_id from wanted)
    group by n.claim_id
), held as (
    select c.claim_id, r.is_known
    from last_entry e
    join truth.claim c on c.claim_id = e.claim_id and c.origin <> 'editor'
    join truth.announcement a on a.announcement_id = c.announcement_id
    join reread r on r.source_key = a.source_key
    where e.action = 'hold'
)
select claim_id, 'drop' as action,
    case when is_known then 'read anew' else 'no longer in the text' end as reason
from held where claim_id not in (select claim_id from wanted)
union all
select claim_id, 'hold', 'read' from wanted
where claim_id not in (select claim_id from last_entry where action = 'hold')
    and claim_id not in (select claim_id from corrected)
    and claim_id not in (select claim_id from replaced)
union all
select claim_id, 'drop', reason from replaced
union all
select distinct claim_id, 'drop', 'an earlier version of the page' from incoming_claim
where claim_id not in (select claim_id from wanted)
    and claim_id not in (select claim_id from last_entry)
order by action, claim_id;
