-- One policy before the posted one. Temporary. Grain: one row per choice. $policy: its name.
create or replace temp table policy as
select key, value, meaning from policy_choice where policy = $policy;
