-- The published position. $donor: '' = all.
select * from position where $donor = '' or donor = $donor;
