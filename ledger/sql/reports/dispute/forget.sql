-- The posted policy and the whole truth answer again. Grain: none.
drop table if exists temp.policy;
drop table if exists temp.disputed_line;
drop table if exists temp.scope_account;
