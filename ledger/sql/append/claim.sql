-- Append to truth.claim what is not yet there; `incoming` is a registered Arrow table.
insert into truth.claim by name select * from incoming on conflict do nothing;
