-- Whether so many claims are touched that posting everything is quicker, whatever their accounts
-- hold beside them. $touched: how many.
select $touched > greatest(50000, (select count(*) from truth.claim) // 3);
