-- How many accounts are in scope, and whether they hold so much that posting everything is quicker.
select count(*), (select count(*) from truth.claim c
    semi join scope_account a on a.donors = c.donors and a.recipients = c.recipients)
    > greatest(50000, (select count(*) from truth.claim) // 3)
from scope_account;
