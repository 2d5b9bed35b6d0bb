-- One claim is sure enough to count, on this connection only. Temporary. Grain: one row per claim.
-- $claim: its id.
create or replace temp table base_claim as
select * replace (
    case when claim_id = $claim then 1 else confidence end::decimal(4, 3) as confidence)
from base_claim;
