-- What this snapshot is. Grain: one row.
select
    coalesce((select value from ledger_fact where key = 'revision'), '') as revision,
    coalesce((select value from policy where key = 'name'), '') as policy,
    coalesce((select value::date from ledger_fact where key = 'as_of'),
        (select max(published_on) from truth.announcement)) as as_of,
    coalesce((select value::timestamp from ledger_fact where key = 'posted_utc'),
        (select max(recorded_utc) from truth.batch)) as posted_utc,
    (select count(*) from truth.announcement) as announcement_count,
    (select count(*) from truth.claim) as claim_count,
    (select count(*) from position) as line_count,
    (select count(*) from finding) as finding_count,
    (select max(published_on) from truth.announcement) as last_published;
