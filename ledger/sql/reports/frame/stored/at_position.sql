-- The stored positions. Grain: one row per line.
create or replace temp table at_position as
select * from position;
