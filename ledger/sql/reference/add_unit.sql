-- All rows of unit: one list for each column, in the order of the table.
insert into unit select unnest(?), unnest(?), unnest(?);
