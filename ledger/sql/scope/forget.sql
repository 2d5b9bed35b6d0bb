-- All claims are posted after all.
drop table temp.base_claim;
