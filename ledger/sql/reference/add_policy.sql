-- All rows of policy: one list for each column, in the order of the table.
insert into policy select unnest(?), unnest(?), unnest(?);
