-- Whether the accounts in scope hold so many claims that posting everything is quicker.
select (select count(*) from temp.base_claim)
    > greatest(50000, (select count(*) from truth.claim) // 3);
