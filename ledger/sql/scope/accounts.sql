-- How many accounts are in scope.
select count(*) from scope_account;
