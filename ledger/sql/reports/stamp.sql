-- What every export says of itself. Grain: one row. $as_of, $known: NULL = as posted.
-- policy: the one in force (see reports/frame/policy); revision: of the truth as it is now.
select
    coalesce((select value from policy where key = 'name'), '') as policy,
    coalesce($as_of::date, (select value::date from ledger_fact where key = 'as_of')) as as_of,
    coalesce($known::timestamp, (select max(recorded_utc) from truth.batch)) as known,
    coalesce((select value from ledger_fact where key = 'revision'), '') as revision;
