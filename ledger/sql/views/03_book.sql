-- What was posted, as readers and rules see it. While a part of the book is posted anew, temporary
-- tables of these names stand before the views.

-- The events that claims report, promises and movements alike. Grain: one row per record.
create or replace view record as select * from book.record;

-- Which claims carry which record, and what joined them. Grain: one row per counted claim.
create or replace view report as select * from book.report;

-- Each line's position on the posted day, as known now. Grain: one row per line; see position_as_of.
create or replace view position as select * from book.position;

-- What the ledger cannot reconcile, from validation/checks. Grain: one row per failing row.
create or replace view finding as select * from book.finding;

-- Announcements of nearly the same words. Grain: one row per pair, the smaller id first.
create or replace view near_text as select * from book.near_text;
