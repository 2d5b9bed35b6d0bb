-- The rows behind line_claim, and what the arithmetic looks up, in this connection's own memory.
-- Grain: as their tables; what the arithmetic does not read is empty.
create schema if not exists memory.truth;
create or replace table memory.truth.claim as
select c.* from truth.claim c semi join line_claim l on l.claim_id = c.claim_id;
create or replace table memory.truth.announcement as
select a.* from truth.announcement a
semi join line_claim l on l.announcement_id = a.announcement_id;
create or replace table memory.truth.claim_entry as
select e.* from truth.claim_entry e semi join line_claim l on l.claim_id = e.claim_id;
create or replace table memory.truth.decision as
select d.* from truth.decision d semi join line_claim l on l.claim_id = d.subject_id;
create or replace table memory.truth.batch as select * from truth.batch limit 0;
create or replace table memory.truth.problem as select * from truth.problem limit 0;
create or replace table memory.main.item as select * from item;
create or replace table memory.main.policy as select * from policy;
