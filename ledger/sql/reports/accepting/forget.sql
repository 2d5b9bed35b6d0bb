-- The accounts of the claim are no longer set before all others. Grain: none.
drop table if exists temp.scope_account;
drop table if exists temp.position_before;
drop table if exists temp.position_after;
