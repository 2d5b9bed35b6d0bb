-- Generated claims as rows of truth.claim, with the day of publication. Grain: one row per claim.
-- $count: claims, five a line; $donors, $recipients, $items: codes to draw from ($items: an even
-- number). Each pair of lines is one package: announced together, page by page. Of a line's claims
-- the first is a promise; of the rest 15 in 100 tell the one before again, 20 promise more, and the
-- others move, total, install or cancel. The same count gives the same rows.
with numbered as (
    select i, i % greatest($count::bigint // 5, 1) as line, i // greatest($count::bigint // 5, 1) as k
    from range($count::bigint) t(i)
), paired as (
    select
        *, line // 2 as pair,
        k > 0 and hash(line // 2, k, 'again') % 100 < 15 as is_again,
        -- A prime step spreads few lines over all parties and items.
        line // 2 * 7919 % (len($donors) * len($recipients) * (len($items) // 2)) as place
    from numbered
), told as (
    select
        *, k - is_again::int as event,
        hash(pair, k - is_again::int, 'stage') % 100 as stage_draw,
        hash(line, k - is_again::int, 'number') as number_draw,
        hash(line, k - is_again::int, 'word') % 100 as word_draw,
        date '2021-01-04' + (hash(pair, 'day') % 900)::int + (40 * (k - is_again::int))::int
            + case when is_again then (hash(pair, k, 'delay') % 3)::int else 0 end as published_on,
        $donors[place % len($donors) + 1] as donor,
        $recipients[place // len($donors) % len($recipients) + 1] as recipient,
        $items[(place // (len($donors) * len($recipients)) * 2 + line % 2)
            % len($items) + 1] as item_code
    from paired
), counted as (
    select
        *, (1 + number_draw % 500)::decimal(20, 3) as number,
        case
            when event = 0 or stage_draw < 20 then 'pledged'
            when stage_draw < 32 then 'shipped'
            when stage_draw < 88 then 'delivered'
            when stage_draw < 95 then 'installed'
            else 'cancelled'
        end as stage,
        case
            when word_draw < 75 then 'exact' when word_draw < 87 then 'at_least'
            when word_draw < 95 then 'about' else 'at_most'
        end as qualifier,
        event > 0 and stage_draw between 80 and 87 as is_total
    from told
)
select
    printf('C-%016d', i) as claim_id,
    printf('A-%012d%04d', pair, k) as announcement_id,
    published_on,
    stage, false as is_planned,
    case when is_total then 'total' else 'flow' end as reporting,
    'unknown' as additional,
    [donor] as donors, [recipient] as recipients, donor as speaker, 'donor' as speaker_side,
    '' as handover_point, item_code as item_text, item_code, '' as variant,
    case when qualifier = 'at_most' then 0 else number end::decimal(20, 3) as quantity_low,
    case when qualifier <> 'at_least' then number end::decimal(20, 3) as quantity_high,
    qualifier, number::bigint::varchar as quantity_text, 'C62' as unit,
    null::decimal(20, 2) as amount_low, null::decimal(20, 2) as amount_high,
    '' as currency, '' as amount_basis, false as is_per_unit, false as is_aggregate,
    case when is_total then published_on - 200 end as start_on,
    case when stage = 'pledged' then published_on + 180 else published_on end as end_on,
    '' as date_text, []::varchar[] as places, '' as place_precision,
    0.9::decimal(4, 3) as confidence, 'generated' as rule, 'parser' as origin,
    0::bigint as evidence_start, 20::bigint as evidence_end,
    number::bigint || ' ' || item_code as evidence_text,
    0::bigint as sentence_start, 60::bigint as sentence_end, '{}' as spans
from counted
order by i;
