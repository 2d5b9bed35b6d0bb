-- A bound for readers: 10^15 and what is left of it stand for "open", shown as NULL.
create or replace macro bound(x) as (case when x >= 900000000000000 then null else x end::decimal(18, 3));
