-- With a new day of posting come the accounts on which the day itself changes something: a record
-- begins to count, a promise falls due, or a line has been silent for long enough.
-- $before, $after: the days of the last posting and of this one.
insert into scope_account
with touched as (
    select donor, recipient from book.record
    where on_date between $before::date + 1 and $after::date
        or on_date between $after::date + 1 and $before::date
        or due_on between least($before::date, $after::date) - 1
            and greatest($before::date, $after::date)
        or last_published + policy_number('silent_days')::int
            between least($before::date, $after::date) - 1
            and greatest($before::date, $after::date)
        or list_has_any(list_transform(verbs, lambda v: v.verb_on),
            list_transform(range(least($before::date, $after::date)::timestamp,
                greatest($before::date, $after::date)::timestamp + interval 1 day,
                interval 1 day), lambda d: d::date))
)
select distinct donor, recipient,
    case when donor = '' then [] else string_split(donor, '+') end,
    case when recipient = '' then [] else string_split(recipient, '+') end
from touched
where (donor, recipient) not in (select (donor, recipient) from scope_account);
