# Дни и моменты. Сами дни пишутся по правилам Unicode для языка; здесь то, что их соединяет.

day-both = { $own } ({ $gregorian })
days-of-month = { $from }–{ $to }
days-of-year = { $from } — { $to }
days-apart = { $from } — { $to }
moment = { $day }, { $time } ({ $zone })
