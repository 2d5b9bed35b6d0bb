-- The claims of the accounts in scope, and their entries, in place of all of them: whatever is
-- derived on this connection from now on is derived from these. Temporary.
create or replace temp table base_claim as
select c.* from truth.claim c
semi join scope_account a on a.donors = c.donors and a.recipients = c.recipients;

create or replace temp table base_entry as
select e.* from truth.claim_entry e semi join base_claim c on c.claim_id = e.claim_id;
