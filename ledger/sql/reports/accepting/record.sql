-- The records told from the claims in scope, whatever was posted. Temporary.
-- Grain: one row per record. $known: UTC.
create or replace temp table standing_record as
select * from told_record_as_of($known::timestamp);
