-- The vocabulary files are the source of item: it is emptied before it is filled anew.
truncate table item;
