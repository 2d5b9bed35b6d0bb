-- Rows of the posted relations.
select (select count(*) from pledge), (select count(*) from delivery),
    (select count(*) from position), (select count(*) from finding);
