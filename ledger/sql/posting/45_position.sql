-- The position of each line on the posted day. Temporary. Grain: one row per line.
create or replace temp table position as
select * exclude (due) from standing_position;
