# Доска, утверждения и стороны.

board-title = В чём мы согласны
board-all-topics = Все темы
board-by-capacity = По роли
board-ground = { $answers ->
    [one] Пока { $answers } ответ
    [few] Пока { $answers } ответа
   *[many] Пока { $answers } ответов
}; учитывается сторон: { $parties }, и вес у всех одинаков.
board-parties-caption = Ответы по сторонам
board-see-parties = Как стоит каждая сторона
board-party = Сторона
board-interval = Согласны – не согласны
board-answers = Ответы
board-by-ten = Счёт меняется по десять человек за раз, чтобы никто не узнал, как проголосовал один человек; до девяти человек ещё не видны.
board-begin-text = Начать текст с того, в чём согласны
column-agreed = Мы согласны
column-agreed-about = Принять или вместе отвергнуть.
column-agreed-empty = Пока ничего. Здесь будет то, в чём стороны широко согласны, с указанием тех, кто вне согласия.
column-divided = Мы расходимся
column-divided-about = Одна сторона склоняется «за», другая — «против».
column-divided-empty = Пока ничего. Здесь будет видно, где стороны далеки друг от друга.
column-not-yet-asked = Ещё не спрошены
column-not-yet-asked-about = Молчание — не согласие: кого-то ещё не услышали.
column-not-yet-asked-empty = Обо всём спрошены все.
column-open = Пока не решено
column-open-about = Спрошено достаточно, ясности нет. Простое большинство стоит здесь.
column-open-empty = Нерешённого нет.
short-agreed = согласие
short-divided = расхождение
short-not-yet-asked = ещё не спрошены
short-open = не решено
capacity-everybody = Все
capacity-official-plural = Должностные лица
capacity-expert-plural = Эксперты
capacity-organisation-plural = Организации
capacity-resident-plural = Жители
finding-grade-unanimous = Единогласно
finding-grade-consensus = Консенсус
finding-grade-broad-consensus = Широкий консенсус
finding-grade-shared-rejection = Отвергнуто вместе
finding-grade-divided = Расхождение
finding-grade-not-yet-asked = Ещё не спрошены
finding-grade-majority = Простое большинство
finding-grade-open = Пока не решено
finding-robust = Держится на уровне { $percent } %, даже если бы каждый десятый голос каждой стороны был поддельным.
finding-nobody-yet = На это ещё никто не ответил.
finding-asked = Спрошено сторон: { $asked } из { $of }
outside-disagrees = вне согласия: не согласна
outside-undecided = вне согласия: не определилась
outside-not-asked = { $needed ->
    [0] ещё не спрошена
   *[other] ещё не спрошена: не хватает { $needed }
}
party-weakest = самая низкая: она ограничивает то, что достоверно
lean = согласны { $agree } %, не согласны { $disagree } %, ответов: { $answers }
lean-nobody = никто не ответил
tier-attested = Удостоверенные
tier-invited = По приглашению, отдельно
tier-open = Открытые, отдельно
statement-beside = { $answers ->
    [one] { $answers } ответ
    [few] { $answers } ответа
   *[many] { $answers } ответов
}, согласны { $agree } %; они ничего не удостоверяют.
statement-answer = Ответить
statement-parties = Как стоят стороны
statement-history = Как это сложилось
statement-history-table = То же таблицей
statement-languages = На других языках
statement-act = Внесено действием { $act } протокола.
history-when = Когда
history-answers = Ответы
history-agree = Согласны, %
history-disagree = Не согласны, %
history-words = { $answers ->
    [one] { $answers } удостоверенный ответ
    [few] { $answers } удостоверенных ответа
   *[many] { $answers } удостоверенных ответов
}: доля согласных изменилась с { $from } % до { $to } %. Пунктир — требуемое согласие по всем вместе; вывод требует его от каждой стороны.
party-since = В этом статусе с { $year } года.
party-population = { $people } человек ({ $source }, { $date }). На вес это не влияет.
party-home = Местонахождение: { $party }.
party-beside = Её ответы показываются, но в выводах не учитываются: её статус не даёт такого права.
party-alone = Где она вне согласия
party-nowhere-alone = Она не вне согласия ни в чём, в чём согласны другие.
party-stands = Как она стоит
board-as-data = Всё в виде данных:
beside-line = Отдельно, { $who }: { $grade }
beside-title = Отдельно: { $who }
