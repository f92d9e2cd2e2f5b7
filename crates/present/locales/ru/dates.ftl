# Дни и моменты. Сами дни пишутся по правилам Unicode для языка; здесь то, что их соединяет.

day-both = { $own } ({ $gregorian })
days-of-month = { $from }–{ $to }
days-of-year = { $from } — { $to }
days-apart = { $from } — { $to }
moment = { $day }, { $time } ({ $zone })
weekday-day = { $weekday }, { $day }
weekday-monday = понедельник
weekday-tuesday = вторник
weekday-wednesday = среда
weekday-thursday = четверг
weekday-friday = пятница
weekday-saturday = суббота
weekday-sunday = воскресенье
