-- The vocabulary files are the source of policy_choice: it is emptied before it is filled anew.
truncate table policy_choice;
