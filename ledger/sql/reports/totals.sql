-- Sums over the lines in the lens. Grain: one row per group and unit; units are never added.
-- $by: item | sector | donor | recipient | unit (one group for all). A NULL high stays open: one open high
-- makes the sum open. *_count columns are numbers of records (levels), lines or kinds of item;
-- only_item: the item where it is one, else ''. A sum over several kinds counts unlike things.
select
    case $by when 'item' then item_code when 'sector' then sector when 'donor' then donor
        when 'recipient' then recipient else '' end as code,
    any_value(case $by when 'item' then item_label when 'sector' then sector
        when 'donor' then donor_label when 'recipient' then recipient_label else '' end) as label,
    unit,
    any_value(unit_label) as unit_label,
    any_value(is_money) as is_money,
    bool_or(is_installable) as is_installable,
    sum(promised_low) as promised_low,
    case when bool_or(promised_high is null) then null else sum(promised_high) end as promised_high,
    sum(outstanding_low) as outstanding_low,
    case when bool_or(outstanding_high is null) then null else sum(outstanding_high) end
        as outstanding_high,
    sum(transit_low) as transit_low,
    case when bool_or(transit_high is null) then null else sum(transit_high) end as transit_high,
    sum(delivered_low) as delivered_low,
    case when bool_or(delivered_high is null) then null else sum(delivered_high) end
        as delivered_high,
    sum(installed_low) as installed_low,
    case when bool_or(installed_high is null) then null else sum(installed_high) end
        as installed_high,
    sum(unpledged_low) as unpledged_low,
    case when bool_or(unpledged_high is null) then null else sum(unpledged_high) end
        as unpledged_high,
    sum(overdue_low) as overdue_low,
    case when bool_or(overdue_high is null) then null else sum(overdue_high) end as overdue_high,
    coalesce(bool_or(is_about), false) as is_about,
    count(*) as line_count,
    count(distinct item_code) as item_count,
    case when count(distinct item_code) = 1 then any_value(item_label) else '' end as only_item,
    sum(unstated_count)::bigint as unstated_count,
    sum(pledge_count)::bigint as pledge_count,
    sum(shipped_count)::bigint as shipped_count,
    sum(delivered_count)::bigint as delivered_count,
    sum(installed_count)::bigint as installed_count,
    sum(report_count)::bigint as report_count,
    count(*) filter (list_contains(states, 'overdue')) as overdue_line_count,
    max(last_on) as last_on
from lens_line
where len(misses) = 0
group by 1, unit
order by any_value(is_money), count(*) desc, sum(outstanding_low) desc nulls last, label, unit;
