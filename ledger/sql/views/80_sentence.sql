-- Words for the sentences of findings: numbers and intervals, none of which a verb has to agree with.

-- A number with thousands marks and without empty decimals: 1,235 or 2.5.
create or replace macro number_text(x) as
    format('{:,}', trunc(x)::bigint)
        || case when x = trunc(x) then ''
            else rtrim(substr((abs(x) - trunc(abs(x)))::decimal(20, 3)::varchar, 2), '0') end;

-- An interval in words. A NULL high is open; both NULL is not stated.
create or replace macro bounds_text(low, high) as
    case
        when high is null and coalesce(low, 0) = 0 then 'an unstated quantity'
        when high is null then 'at least ' || number_text(low)
        when low = high then number_text(low)
        when coalesce(low, 0) = 0 then 'up to ' || number_text(high)
        else number_text(low) || ' to ' || number_text(high) end;

-- An interval with its unit. measure: of line_name, "" or beginning with a space.
create or replace macro quantity_text(low, high, measure) as
    case
        when high is null and coalesce(low, 0) = 0 then bounds_text(low, high)
        when low = 1 and high = 1 then '1' || measure
        when regexp_matches(measure, '(^|[^a-z])$|s$') then bounds_text(low, high) || measure
        when regexp_matches(measure, '(ch|sh|x|z)$') then bounds_text(low, high) || measure || 'es'
        else bounds_text(low, high) || measure || 's' end;

-- A number of days.
create or replace macro days_text(n) as format('{} {}', n, case when n = 1 then 'day' else 'days' end);

-- A span of days in words; a first day of NULL is not stated.
create or replace macro day_text(day) as strftime(day, '%-d %B %Y');

create or replace macro period_text(first_day, last_day) as
    case
        when first_day is null then 'by ' || day_text(last_day)
        when first_day = last_day then 'on ' || day_text(last_day)
        when first_day = date_trunc('year', last_day) and last_day = first_day + interval 1 year - interval 1 day
            then 'in ' || year(last_day)
        else 'from ' || day_text(first_day) || ' to ' || day_text(last_day) end;
