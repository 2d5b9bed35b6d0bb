-- From here on records are those told just now. Grain: as record_as_of.
create or replace temp macro record_as_of(known) as table
select * from standing_record;
