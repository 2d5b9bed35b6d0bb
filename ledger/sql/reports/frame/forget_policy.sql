-- The posted policy answers again. Grain: as its table.
drop table if exists temp.policy;
