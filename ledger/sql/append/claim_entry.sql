-- Append to truth.claim_entry what is not yet there; `incoming` is an Arrow table.
insert into truth.claim_entry by name select * from incoming on conflict do nothing;
