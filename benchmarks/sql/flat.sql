-- The floor's table: the generated claims without anything that makes a ledger of them.
create table flat as
select
    donors[1] as donor, recipients[1] as recipient, item_code, unit, stage, published_on,
    coalesce(quantity_low, 0) as low, coalesce(quantity_high, 1e15)::decimal(20, 3) as high
from incoming;
