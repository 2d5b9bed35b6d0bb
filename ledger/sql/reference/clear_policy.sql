-- The vocabulary files are the source of policy: it is emptied before it is filled anew.
truncate table policy;
