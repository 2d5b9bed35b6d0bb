-- The findings of what was posted make room for new ones: those on its lines, and those that concern
-- no line. $is_whole: everything was posted; $kept: codes of checks that are not run now.
delete from book.finding
where $is_whole or line_id in (select line_id from scope_line)
    or (line_id = '' and not list_contains($kept::varchar[], code));
