-- The entries of the claims in scope. Temporary.
create or replace temp table base_entry as
select e.* from truth.claim_entry e semi join temp.base_claim c on c.claim_id = e.claim_id;
