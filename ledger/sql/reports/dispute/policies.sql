-- The policies that can be chosen. Grain: one row per policy.
select distinct policy from policy_choice order by policy;
