-- The first row of a journal whose other half is missing, as a sentence; NULL where all is whole.
-- Grain: one row.
select min(told) from (
    select 'entry ' || entry_no || ' concerns ' || claim_id || ', which is missing' as told
    from truth.claim_entry where claim_id not in (select claim_id from truth.claim)
    union all
    select 'claim ' || claim_id || ' belongs to ' || announcement_id || ', which is missing'
    from truth.claim where announcement_id not in (select announcement_id from truth.announcement)
    union all
    select decision_id || ' concerns ' || subject_id || ', which is missing'
    from truth.decision where subject_id like 'C-%'
        and subject_id not in (select claim_id from truth.claim)
    union all
    select decision_id || ' concerns ' || other_id || ', which is missing'
    from truth.decision where other_id like 'C-%'
        and other_id not in (select claim_id from truth.claim)
    union all
    select 'announcement ' || announcement_id || ' belongs to ' || batch_id || ', which is missing'
    from truth.announcement where batch_id not in (select batch_id from truth.batch)
    union all
    select 'entry ' || entry_no || ' belongs to ' || batch_id || ', which is missing'
    from truth.claim_entry where batch_id not in (select batch_id from truth.batch)
    union all
    select decision_id || ' belongs to ' || batch_id || ', which is missing'
    from truth.decision where batch_id not in (select batch_id from truth.batch)
);
