-- Which claims carry which record, and what joined them. Temporary.
create or replace temp table report as
select claim_id, record_id, line_id, announcement_id, origin_hash, ladder as stage, is_planned,
    on_date, published_on, joined_by
from standing_reported;
