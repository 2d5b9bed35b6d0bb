-- Append to truth.decision what is not yet there; `incoming` is an Arrow table.
insert into truth.decision by name select * from incoming on conflict do nothing;
