-- Journal lines back into truth.decision. $types: column name to type, as JSON, from the table itself;
-- a line that lacks a column or holds another type is refused.
insert into truth.decision by name
select unnest(json_transform_strict(line, $types)) from incoming;
