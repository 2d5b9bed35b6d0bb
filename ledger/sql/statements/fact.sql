-- One fact about this ledger; no row where it is not known.
select value from ledger_fact where key = ?;
