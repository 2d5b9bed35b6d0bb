-- Append to truth.claim what is not yet there; `incoming` is an Arrow table, each id once.
insert into truth.claim by name from incoming anti join truth.claim using (claim_id);
