-- The accounts (donor and recipient) of one line, in the working memory of this connection, so that
-- its levels can be asked day by day without deriving every other line as well: accounts are
-- independent, but for rulings, whose claims stand among the line's reports.
-- Grain: one row per claim. $line.
create or replace temp table line_claim as
with own as (
    select c.donors, c.recipients from at_report r join truth.claim c on c.claim_id = r.claim_id
    where r.line_id = $line
)
select c.claim_id, c.announcement_id from truth.claim c
semi join own o on o.donors = c.donors and o.recipients = c.recipients;
