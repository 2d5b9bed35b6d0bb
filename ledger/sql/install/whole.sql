-- The whole book was posted anew: its tables take the place of those that stood. In the order of
-- the lines, so that what belongs to one line lies together.
create or replace table book.record as from temp.record order by line_id, record_id;
create or replace table book.report as from temp.report order by line_id, claim_id;
create or replace table book.position as from temp.position order by line_id;
delete from book.near_text;
insert into book.near_text select * from temp.near_text order by all;
