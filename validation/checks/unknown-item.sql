-- Things that stand in no vocabulary. They are counted under their own words.
-- severity: info
select
    o.line_id, '' as record_id,
    format('{}: ‹{}› stands in no vocabulary; add it to data/vocabulary, or an alias for it', l.name,
        replace(o.item_code, 'unlisted:', '')) as message,
    'an item or alias of data/vocabulary' as expected,
    replace(o.item_code, 'unlisted:', '') as found, '' as difference,
    (select list_sort(list(r.claim_id)) from report r where r.line_id = o.line_id) as claim_ids
from position o
join line_name() l using (line_id)
where o.item_code like 'unlisted:%' and not o.is_money;
