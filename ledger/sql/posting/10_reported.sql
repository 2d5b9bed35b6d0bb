-- The counted claims with their records as known now, worked out once for all that follows; from
-- here to the end of the posting the macro answers with them. Only what records are made of: whole
-- claims would take five times the memory. Temporary.
create or replace temp table standing_reported as
select claim_id, announcement_id, record_id, line_id, joined_by, donor, recipient, item,
    measure_unit, is_money, reporting, ladder, speaker_side, origin_hash, published_on, low, high,
    qualifier, on_date, start_on, end_on, date_text, additional, places, amount_low, amount_high,
    currency, is_planned
from reported_as_of(timestamp '9999-12-31');

create or replace temp macro reported_as_of(known) as table
select * from standing_reported;
