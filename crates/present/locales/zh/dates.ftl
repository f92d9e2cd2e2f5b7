# 日期与时刻。日期本身按 Unicode 的语言规则书写，这里只是连接用语。

day-both = { $own }（{ $gregorian }）
days-of-month = { $from }至{ $to }
days-of-year = { $from }至{ $to }
days-apart = { $from }至{ $to }
moment = { $day }{ $time }（{ $zone }）
weekday-day = { $day }{ $weekday }
weekday-monday = 星期一
weekday-tuesday = 星期二
weekday-wednesday = 星期三
weekday-thursday = 星期四
weekday-friday = 星期五
weekday-saturday = 星期六
weekday-sunday = 星期日
