-- The claims of the accounts in scope in place of all of them: whatever is derived on this connection
-- from now on is derived from these. Temporary.
create or replace temp table base_claim as
select c.* from truth.claim c
semi join scope_account a on a.donors = c.donors and a.recipients = c.recipients;
