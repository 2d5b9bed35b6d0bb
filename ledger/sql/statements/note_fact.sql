-- One fact about this ledger, replaced.
insert or replace into ledger_fact values (?, ?);
