-- The vocabulary files are the source of unit: it is emptied before it is filled anew.
truncate table unit;
