# روزها و لحظه‌ها. خود روزها به قاعدهٔ یونیکد برای این زبان نوشته می‌شوند؛ اینجا آنچه آن‌ها را به هم می‌پیوندد.

day-both = { $own } ({ $gregorian })
days-of-month = { $from } تا { $to }
days-of-year = { $from } تا { $to }
days-apart = { $from } تا { $to }
moment = { $day }، ساعت { $time } ({ $zone })
weekday-day = { $weekday } { $day }
weekday-monday = دوشنبه
weekday-tuesday = سه‌شنبه
weekday-wednesday = چهارشنبه
weekday-thursday = پنج‌شنبه
weekday-friday = جمعه
weekday-saturday = شنبه
weekday-sunday = یکشنبه
