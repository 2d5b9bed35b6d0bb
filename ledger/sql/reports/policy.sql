-- The choices of the policy in force. Grain: one row per choice.
select key, value, meaning from policy order by key;
