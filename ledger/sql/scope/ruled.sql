-- With an account come those that a ruling joins it to. Grain: one row per account that is new.
insert into scope_account
with pair as (
    select a.donors, a.recipients, b.donors as other_donors, b.recipients as other_recipients
    from truth.decision d
    join truth.claim a on a.claim_id = d.subject_id
    join truth.claim b on b.claim_id = d.other_id
    where d.kind in ('same', 'different', 'revise')
), touched as (
    select other_donors as donors, other_recipients as recipients
    from pair p semi join scope_account s on s.donors = p.donors and s.recipients = p.recipients
    union
    select p.donors, p.recipients
    from pair p
    semi join scope_account s on s.donors = p.other_donors and s.recipients = p.other_recipients
)
select array_to_string(donors, '+'), array_to_string(recipients, '+'), donors, recipients
from touched
where (donors, recipients) not in (select (donors, recipients) from scope_account);
