-- Each line's position on the posted day, as known now. Grain: one row per line; see position_as_of.
create or replace table position as
select * exclude (due) from standing_position
order by donor, recipient, item_code, line_id;
