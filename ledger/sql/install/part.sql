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
delete from book.near_text
where announcement_id in (select announcement_id from base_claim)
    and other_id in (select announcement_id from base_claim);
insert into book.near_text select * from temp.near_text order by all;
