# Days and moments. The days themselves are written by Unicode's rules for the language; here is what joins them.

# The readers' own calendar and the Gregorian day beside it, in languages that have both.
day-both = { $own } ({ $gregorian })
days-of-month = { $from }–{ $to }
days-of-year = { $from } – { $to }
days-apart = { $from } – { $to }
moment = { $day }, { $time } ({ $zone })
weekday-day = { $weekday }, { $day }
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
