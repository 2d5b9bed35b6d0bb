-- All rows of party: one list for each column, in the order of the table.
insert into party select unnest(?), unnest(?), unnest(?);
