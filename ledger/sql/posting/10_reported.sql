-- The counted claims with their records as known now, worked out once for all that follows; from
-- here to the end of the posting the macro answers with them. Temporary.
create or replace temp table standing_reported as
select * from reported_as_of(timestamp '9999-12-31');

create or replace temp macro reported_as_of(known) as table
select * from standing_reported;
