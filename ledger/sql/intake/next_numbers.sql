-- Where the numbering of batches, entries and decisions goes on. Grain: one row.
select
    (select count(*) from truth.batch) + 1 as batch_no,
    (select coalesce(max(entry_no), 0) from truth.claim_entry) + 1 as entry_no,
    (select count(*) from truth.decision) + 1 as decision_no;
