-- Append to truth.announcement what is not yet there; `incoming` is an Arrow table, each id once.
insert into truth.announcement by name from incoming anti join truth.announcement using (announcement_id);
