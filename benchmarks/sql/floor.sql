-- The floor: sums by line and stage up to $day, no records, totals, two times or exclusive states.
-- Grain: one row per line. $donor: '' = all.
select
    donor, recipient, item_code, unit,
    sum(low) filter (stage = 'pledged') as pledged_low,
    sum(high) filter (stage = 'pledged') as pledged_high,
    sum(low) filter (stage = 'shipped') as shipped_low,
    sum(high) filter (stage = 'shipped') as shipped_high,
    sum(low) filter (stage = 'delivered') as delivered_low,
    sum(high) filter (stage = 'delivered') as delivered_high,
    sum(low) filter (stage = 'installed') as installed_low,
    sum(high) filter (stage = 'installed') as installed_high,
    count(*) as claim_count
from flat
where published_on <= $day::date and ($donor = '' or donor = $donor)
group by all;
