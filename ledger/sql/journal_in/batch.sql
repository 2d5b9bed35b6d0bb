-- Journal lines back into truth.batch. $types: column name to type, as JSON, from the table itself;
-- a line that lacks a column or holds another type is refused; part_of came later than the others.
insert into truth.batch by name
select unnest(json_transform_strict(json_merge_patch('{"part_of": ""}', line), $types)) from incoming;
