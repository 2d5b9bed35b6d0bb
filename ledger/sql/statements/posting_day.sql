-- The latest day on which anything was recorded: the as_of of the published position.
select max(recorded_utc)::date from truth.batch;
