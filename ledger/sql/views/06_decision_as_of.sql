-- The rulings that stood at a time of knowledge: those withdrawn by then are not among them.
-- Grain: one row per ruling. known: UTC timestamp.
create or replace macro decision_as_of(known) as table
select d.* from truth.decision d
where d.recorded_utc <= known::timestamp and d.kind <> 'withdraw'
    and d.decision_id not in (
        select w.subject_id from truth.decision w
        where w.kind = 'withdraw' and w.recorded_utc <= known::timestamp);
