-- Journal lines back into truth.announcement. $types: column name to type, as JSON, from the table itself;
-- a line that lacks a column or holds another type is refused.
insert into truth.announcement by name
select unnest(json_transform_strict(line, $types)) from incoming;
