-- Append to truth.batch what is not yet there; `incoming` is an Arrow table.
insert into truth.batch by name select * from incoming on conflict do nothing;
