-- The names mean again what the schema and the views say, for whoever uses this connection next.
drop macro table if exists temp.reported_as_of;
drop macro table if exists temp.record_as_of;
drop table if exists temp.base_claim;
drop table if exists temp.base_entry;
drop table if exists temp.near_text;
drop table if exists temp.record;
drop table if exists temp.report;
drop table if exists temp.position;
drop table if exists temp.standing_reported;
drop table if exists temp.standing_record;
drop table if exists temp.standing_position;
