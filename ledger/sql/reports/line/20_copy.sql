-- The rows behind line_claim, and what the arithmetic looks up, in this connection's own memory.
-- Grain: as their tables; what the arithmetic does not read is empty, so that nothing posted
-- answers in its place.
create schema if not exists memory.truth;
create or replace table memory.truth.claim as
select c.* from truth.claim c semi join line_claim l on l.claim_id = c.claim_id;
create or replace table memory.truth.announcement as
select a.* from truth.announcement a
semi join line_claim l on l.announcement_id = a.announcement_id;
create or replace table memory.truth.claim_entry as
select e.* from truth.claim_entry e semi join line_claim l on l.claim_id = e.claim_id;
create or replace table memory.truth.decision as
select d.* from truth.decision d
where d.kind = 'withdraw' or d.subject_id in (select claim_id from line_claim);
create or replace table memory.truth.batch as select * from truth.batch limit 0;
create or replace table memory.truth.problem as select * from truth.problem limit 0;
create or replace table memory.main.item as select * from item;
create or replace table memory.main.item_ancestor as select * from item_ancestor;
create or replace table memory.main.unit as select * from unit;
create or replace table memory.main.party as select * from party;
create or replace table memory.main.policy as select * from policy;
create schema if not exists memory.book;
create or replace table memory.book.near_text as select n.* from near_text n
semi join line_claim l on l.announcement_id = n.announcement_id;
create or replace table memory.book.record as select * from record limit 0;
create or replace table memory.book.report as select * from report limit 0;
create or replace table memory.book.position as select * from position limit 0;
create or replace table memory.book.finding as select * from finding limit 0;
