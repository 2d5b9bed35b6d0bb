-- The positions as they stand now. Temporary. Grain: one row per line.
create or replace temp table position_after as select * from book.position;
