-- The names of codes, for showing what is not yet in the ledger. Grain: one row per kind and code. Money has kind currency.
select 'item' as kind, item_code as code, label from item
union all select 'party', party_code, label from party
union all select 'place', place_code, label from place
union all select case kind when 'money' then 'currency' else 'unit' end, unit_code, label from unit;
