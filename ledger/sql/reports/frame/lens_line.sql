-- The lines of at_line, each with the names of the filters that it misses; none = in the lens.
-- Grain: one row per line. List parameters: empty = all. $q: words, '' = all.
-- $donor, $recipient: a party takes part; DEU+NLD: these jointly; '-': nobody is named.
-- $item: an item or one under it; '-': none is named.
create or replace temp table lens_line as
with recursive wanted_item as (
    select unnest($item::varchar[]) as item_code
    union
    select i.item_code from item i join wanted_item w on i.parent_code = w.item_code
), found as (
    select line_id from at_report
    where contains(lower(concat_ws(' ', item_text, evidence_text, title, publisher)), lower($q))
)
select
    l.*,
    list_filter([
        case when len($donor::varchar[]) > 0
            and not list_has_any(list_append(string_split(donor, '+'),
                coalesce(nullif(donor, ''), '-')), $donor::varchar[]) then 'donor' end,
        case when len($item::varchar[]) > 0
            and coalesce(nullif(item_code, ''), '-') not in (select item_code from wanted_item)
            then 'item' end,
        case when len($recipient::varchar[]) > 0
            and not list_has_any(list_append(string_split(recipient, '+'),
                coalesce(nullif(recipient, ''), '-')), $recipient::varchar[]) then 'recipient' end,
        case when len($place::varchar[]) > 0
            and not list_has_any(places, $place::varchar[]) then 'place' end,
        case when len($stage::varchar[]) > 0
            and not list_has_any(stages, $stage::varchar[]) then 'stage' end,
        case when len($status::varchar[]) > 0
            and not list_has_any(states, $status::varchar[]) then 'status' end,
        case when $q <> ''
            and not contains(lower(concat_ws(' ', item_label, item_code, donor_label,
                recipient_label)), lower($q))
            and line_id not in (select line_id from found) then 'q' end
        ], lambda x: x is not null) as misses
from at_line l;
