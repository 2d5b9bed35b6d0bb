-- All rows of place: one list for each column, in the order of the table.
insert into place select unnest(?), unnest(?), unnest(?), unnest(?), unnest(?);
