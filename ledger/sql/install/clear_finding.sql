-- The findings of what was posted, in place of those that stood on its lines. Findings that concern
-- no line are always found anew.
delete from finding
where line_id = '' or $is_whole or line_id in (select line_id from scope_line);
