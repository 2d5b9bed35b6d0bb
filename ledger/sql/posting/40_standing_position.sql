-- The position on $as_of as known now, with its promises, worked out once. Temporary.
create or replace temp table standing_position as
select * from position_with_due_as_of($as_of::date, timestamp '9999-12-31');
