-- The vocabulary files are the source of place: it is emptied before it is filled anew.
truncate table place;
