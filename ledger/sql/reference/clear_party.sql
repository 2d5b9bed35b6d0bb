-- The vocabulary files are the source of party: it is emptied before it is filled anew.
truncate table party;
