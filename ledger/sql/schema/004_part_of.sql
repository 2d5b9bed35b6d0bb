-- Rows that were set aside and come back corrected belong to the import that set them aside.
-- part_of: that batch; '' for a batch of its own.
alter table truth.batch add column part_of varchar default '';
alter table truth.batch alter column part_of set not null;
