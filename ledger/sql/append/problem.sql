-- Append to truth.problem what is not yet there; `incoming` is an Arrow table.
insert into truth.problem by name select * from incoming on conflict do nothing;
