-- The records as known now, worked out once for the relations below. Temporary.
create or replace temp table standing_record as
select * from record_as_of(timestamp '9999-12-31');
