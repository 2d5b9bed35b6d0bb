-- What the ledger cannot reconcile; filled from validation/checks. Grain: one row per failing row.
create or replace table finding (
    finding_id varchar not null,
    code varchar not null,             -- the check's file name
    severity varchar not null,         -- error | warning | info
    line_id varchar not null,          -- '' where it concerns no line
    record_id varchar not null,
    message varchar not null,
    expected varchar not null,
    found varchar not null,
    difference varchar not null,
    claim_ids varchar[] not null
);
