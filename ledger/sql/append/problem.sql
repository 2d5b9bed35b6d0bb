-- Append to truth.problem what is not yet there; `incoming` is a registered Arrow table.
insert into truth.problem by name select * from incoming on conflict do nothing;
