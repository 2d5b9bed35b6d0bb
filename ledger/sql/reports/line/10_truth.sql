-- One line's part of the truth in the working memory of this connection, so that its levels can be
-- asked day by day without deriving every other line as well: lines are independent (DESIGN.md 5).
-- Grain: one row per claim. $line; $known: UTC, claims whose reading stood then.
create or replace temp table line_claim as
select claim_id, announcement_id from claim_as_of($known::timestamp) where line_id = $line;
