-- The records as known now, worked out once; see 10_reported. Temporary.
create or replace temp table standing_record as
select * from told_record_as_of(timestamp '9999-12-31');

create or replace temp macro record_as_of(known) as table
select * from standing_record;
