-- Each line's position on $as_of, as known now. Grain: one row per line; see position_as_of.
create or replace table position as
select * from position_as_of($as_of::date, timestamp '9999-12-31')
order by line_id;
