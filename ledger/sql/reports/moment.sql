-- The moment that is looked at: NULL parameters mean as posted. Grain: one row.
-- $as_of: day in the world; $known: UTC time of knowledge. is_posted: the stored positions answer.
select
    coalesce($as_of::date, (select value::date from ledger_fact where key = 'as_of'),
        (select max(published_on) from truth.announcement), date '1970-01-01') as day,
    coalesce($known::timestamp, timestamp '9999-12-31') as known_utc,
    $as_of::date is null and $known::timestamp is null as is_posted;
