-- The macros mean again what the views say, for whoever uses this connection next.
drop macro table if exists temp.reported_as_of;
drop macro table if exists temp.record_as_of;
