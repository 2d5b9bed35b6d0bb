-- Which claims carry which record. Grain: one row per counted claim.
create or replace table report as
select claim_id, record_id, line_id, announcement_id, origin_hash, ladder as stage, is_planned,
    on_date, published_on
from reported_as_of(timestamp '9999-12-31')
order by claim_id;
