-- All rows of item_ancestor: one list for each column, in the order of the table.
insert into item_ancestor select unnest(?), unnest(?);
