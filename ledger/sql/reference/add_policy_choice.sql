-- All rows of policy_choice: one list for each column, in the order of the table.
insert into policy_choice select unnest(?), unnest(?), unnest(?), unnest(?);
