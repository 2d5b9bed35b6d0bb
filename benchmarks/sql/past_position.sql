-- What a user asks of a past day, as known now. $day: included. $donor: '' = all.
select * from position_as_of($day::date, timestamp '9999-12-31') where $donor = '' or donor = $donor;
