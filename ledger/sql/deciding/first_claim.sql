-- The claim that a record begins with. Grain: one row; NULL where there is no such record.
-- $record: its id.
select min_by(claim_id, (joined_by <> 'first', published_on, claim_id)) from report
where record_id = $record;
