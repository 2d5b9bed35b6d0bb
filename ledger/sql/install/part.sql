-- Some accounts were posted anew: their rows take the place of those that stood.
create or replace temp table scope_line as
select line_id from book.position p
semi join scope_account a on a.donor = p.donor and a.recipient = p.recipient
union select line_id from temp.position;

delete from book.record where line_id in (select line_id from scope_line);
insert into book.record by name from temp.record order by line_id, record_id;
delete from book.report where line_id in (select line_id from scope_line);
insert into book.report by name from temp.report order by line_id, claim_id;
delete from book.position where line_id in (select line_id from scope_line);
insert into book.position by name from temp.position order by line_id;
-- A pair may be told on other accounts too: it goes only when no event holds both any more.
delete from book.near_text
where announcement_id in (select announcement_id from base_claim)
    and other_id in (select announcement_id from base_claim)
    and (announcement_id, other_id) not in (
        select (a.announcement_id, b.announcement_id)
        from book.report a join book.report b using (record_id)
        where a.announcement_id in (select announcement_id from base_claim)
            and b.announcement_id in (select announcement_id from base_claim)
            and a.announcement_id < b.announcement_id);
insert into book.near_text
select * from temp.near_text anti join book.near_text using (announcement_id, other_id)
order by all;
