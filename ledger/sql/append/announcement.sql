-- Append to truth.announcement what is not yet there; `incoming` is a registered Arrow table.
insert into truth.announcement by name select * from incoming on conflict do nothing;
