-- The claims behind the disputed lines. Grain: one row per claim.
select claim_id from report where line_id in (select line_id from disputed_line);
