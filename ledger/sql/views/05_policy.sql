-- One choice of the posted policy, as a number (NULL when the policy lacks it) or as text.
create or replace macro policy_number(wanted) as
    (select value::decimal(20, 3) from policy where key = wanted);

create or replace macro policy_text(wanted) as
    (select value from policy where key = wanted);
