-- The claims that are posted: all of them, or, while one part of the book is posted anew, those of
-- its accounts (a temporary table of this name then stands before the view).
create or replace view base_claim as select * from truth.claim;

-- The last moment at which anything was recorded; questions about a later one are about now.
create or replace macro last_recorded() as
    coalesce((select max(recorded_utc) from truth.batch), timestamp '9999-12-31 23:59:59');

-- The entries of those claims.
create or replace view base_entry as select * from truth.claim_entry;
