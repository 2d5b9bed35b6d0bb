-- What decides which account a claim belongs to, on which step of the ladder and on which day: said
-- once, for what stands and for what is about to be imported.

-- Whether money alone is stated: it is counted in its currency; things are counted in their unit.
create or replace macro is_money(quantity_low, quantity_high, amount_low, amount_high) as
    quantity_low is null and quantity_high is null
        and (amount_low is not null or amount_high is not null);

-- Several act jointly: one account.
create or replace macro party_set(parties) as array_to_string(list_sort(parties), '+');

-- The item of an account; money that is given for nothing in particular has one too.
create or replace macro account_item(item_code, item_text, currency) as
    case when item_code <> '' then item_code
        when item_text = '' and currency <> '' then 'financial-aid'
        else 'unlisted:' || lower(item_text) end;

-- The id of an account.
create or replace macro line_key(donor, recipient, item, measure) as
    'L-' || substr(md5(concat_ws('|', donor, recipient, item, measure)), 1, 10);

-- The step of the ladder that a stage stands on.
create or replace macro ladder_of(stage, is_planned) as
    case when is_planned then 'planned' when stage = 'committed' then 'pledged' else stage end;

-- What a claim says has happened cannot lie after its publication; a promise is dated by it.
create or replace macro event_day(stage, reporting, end_on, published_on) as
    case when stage in ('pledged', 'committed') and reporting = 'flow' then published_on
        else least(coalesce(end_on, published_on), published_on) end;

-- What tells a thing once: a register its rows, a page its claims.
create or replace macro register_of(source_key) as
    case when starts_with(source_key, 'register:') then split_part(source_key, ' | ', 1)
        else source_key end;
