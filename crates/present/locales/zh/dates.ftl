# 日期与时刻。日期本身按 Unicode 的语言规则书写，这里只是连接用语。

day-both = { $own }（{ $gregorian }）
days-of-month = { $from }至{ $to }
days-of-year = { $from }至{ $to }
days-apart = { $from }至{ $to }
moment = { $day }{ $time }（{ $zone }）
