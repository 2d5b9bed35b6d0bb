-- The positions as they stand before something is written. Temporary. Grain: one row per line.
create or replace temp table position_before as select * from book.position;
