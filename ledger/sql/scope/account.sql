-- The accounts (donor and recipient) of some claims. Grain: one row per account. $claims: ids.
create or replace temp table scope_account as
select distinct array_to_string(donors, '+') as donor, array_to_string(recipients, '+') as recipient,
    donors, recipients
from truth.claim where claim_id in (select unnest($claims::varchar[]));
