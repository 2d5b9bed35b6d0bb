-- The lines that their sources dispute. Temporary. Grain: one row per line.
create or replace temp table disputed_line as
select line_id from record where has_rival_stages or has_rival_qualifiers
union
select line_id from finding
where code in ('rival-quantities', 'rival-stages', 'totals-disagree', 'unit-conflict')
    and line_id <> '';
