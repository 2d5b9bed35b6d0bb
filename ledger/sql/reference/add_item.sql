-- All rows of item: one list for each column, in the order of the table.
insert into item select unnest(?), unnest(?), unnest(?), unnest(?), unnest(?), unnest(?), unnest(?);
