-- Some accounts were posted anew: their rows take the place of those that stood.
create or replace temp table scope_line as
select line_id from main.position p
semi join scope_account a on a.donor = p.donor and a.recipient = p.recipient
union select line_id from temp.position;

delete from main.record where line_id in (select line_id from scope_line);
insert into main.record by name from temp.record order by line_id, record_id;
delete from main.report where line_id in (select line_id from scope_line);
insert into main.report by name from temp.report order by line_id, claim_id;
delete from main.position where line_id in (select line_id from scope_line);
insert into main.position by name from temp.position order by line_id;
delete from main.near_text
where announcement_id in (select announcement_id from base_claim)
    and other_id in (select announcement_id from base_claim);
insert into main.near_text select * from temp.near_text order by all;
