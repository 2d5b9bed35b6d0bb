-- The policy that stood at a time of knowledge, before the posted one. Temporary.
-- Grain: one row per choice. $known: UTC.
create or replace temp table policy as
select key, value, meaning from policy_choice
where policy = coalesce((
    select max_by(value::json->>'policy', decision_id) from decision_as_of($known::timestamp)
    where kind = 'policy'), 'cautious');
