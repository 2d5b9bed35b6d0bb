-- The vocabulary files are the source of item_ancestor: it is emptied before it is filled anew.
truncate table item_ancestor;
