# Текст: его подготовка, согласование и принятие.
room-text = Текст
text-nothing = Текст ещё не начат. Когда выводы опубликованы, секретариат может начать по ним проект; читать его можно будет здесь.
text-next = Что вы можете сделать сейчас
text-digest = Хеш закреплённого текста (SHA-256):
text-kind-declaration = Декларация
text-kind-initiative = Инициатива
text-kind-plan = План действий
text-kind-chairs-summary = Резюме председателя
text-stage-nothing = Текста нет
text-stage-zero = Нулевой проект, ещё не разослан делегациям
text-stage-open = На согласовании
text-stage-frozen = Закреплён: больше ничего не меняется
text-stage-round = На принятии
text-stage-failed = Не принят
text-stage-adopted = Принят
text-stage-published = Принят и опубликован
text-stage-summary = Закончен; председатель может выпустить его
text-stage-summary-zero = Пишется председателем
text-stage-issued = Выпущено председателем
summary-about = Резюме председателя: за него отвечает только председатель. Его никто не согласовывает и не принимает, и оно никого не обязывает.
need-issue = Выпустить резюме
need-finish = Закончить резюме
finish-about = После этого ничего не меняется: отпечаток берётся по всем языкам, на которых написан каждый пункт.
finish-do = Закончить
issue-about = Оно публикуется от имени председателя, вместе с документами и комплектом.
issue-do = Выпустить
refused-summary = Резюме председателя принадлежит председателю: его никто не согласовывает и не принимает. Закончите его и выпустите.
text-agreed-count = Согласовано ad referendum: { $agreed } из { $clauses } пунктов
text-agreed = согласовано ad referendum
text-open-amendments = { $count ->
    [0] открытых поправок нет
    [one] { $count } открытая поправка
    [few] { $count } открытые поправки
    [many] { $count } открытых поправок
   *[other] { $count } открытой поправки
}
text-objected = { $count ->
    [0] возражений против пунктов нет
    [one] возражения против { $count } пункта
   *[other] возражения против { $count } пунктов
}
text-circulated = Разослан { $when }
text-amendments-until = Поправки до { $when }
text-second = Рядом:
text-one-language = один язык
text-legend-live = Знаки позиций: ✓ принимает, ✓* с оговоркой, ≈ может согласиться, … нужно время, ✕ возражает, – не участвует. Пунктирная рамка: выслушана и занесена в протокол, не решает.
leaf-title = Части текста
leaf-more = Другие части текста
leaf-all = всё на одной странице
clause-older-versions = { $count ->
    [one] Ещё { $count } изменение до них
    [few] Ещё { $count } изменения до них
   *[other] Ещё { $count } изменений до них
}
text-provenance = { $count ->
    [0] Без вывода
    [one] Из { $count } вывода
   *[other] Из { $count } выводов
}
text-weakened = новые голоса его больше не подтверждают
text-more-amendments = { $count ->
    [one] ещё { $count } поправка
    [few] ещё { $count } поправки
   *[other] ещё { $count } поправок
}
amendment-conflict = Текст с тех пор изменился, и одни и те же слова изменены по-разному. Автор может снять поправку и написать её к нынешним словам.
clash-base = при внесении
clash-wanted = в поправке
clash-now = в тексте сейчас
clash-nothing = (ничего)
clash-verb = Обе стороны изменили глагол.
clash-names = Обе стороны изменили, кто действует или кого приглашают.
clash-place = Обе стороны переместили пункт, но в разные места.
clash-sources = Обе стороны изменили высказывания, на которых стоит пункт.
text-stale = Перевод старше нынешней формулировки: { $languages }
clause-stale = Этот перевод старше формулировки, которую он передаёт.
hold-do = Он по-прежнему верен
hold-label = Перевод ({ $language }) по-прежнему верен
clause-earlier = Согласованные формулировки прежних текстов
clause-earlier-common = совпадает на { $percent } %
text-part-chapeau = Вступление
text-part-preamble = Преамбула
text-part-operative = Постановляющая часть
text-part-closing = Заключение
text-why = Почему
text-proposed-new = Предложенные новые пункты
text-sponsors = Соавторы
text-sponsor-join = Стать соавтором текста
text-sponsor-leave = Выйти из соавторов
text-check = Проверьте сами
text-check-about = Выводы, сказанное сторонами и результат правила можно пересчитать из опубликованного комплекта без нас:
text-bundle = Скачать комплект
text-files = Текст в файлах
text-file-text = Текст
text-file-adoption-record = Протокол принятия
text-file-communique = Коммюнике
text-receipt = квитанция
text-receipt-label = Квитанция акта { $act }
problem-text-not-published = Текст ещё не опубликован. После публикации здесь будут его файлы и комплект.
problem-no-key = У этого сервера нет ключа, поэтому он не может подписывать ни комплекты, ни квитанции. Ключ может дать тот, кто его содержит.
problem-no-receipt = Квитанции этого акта нет: такого акта нет, на него не даются квитанции или вы не можете его читать.
problem-no-papers = Этот файл не удалось изготовить: { $why }. Сообщите организаторам; другие форматы могут быть доступны.
refused-no-papers = Текст публикуется со всеми бумагами или не публикуется, а изготовить их не удаётся: { $why }
text-earlier = Прежние тексты

verb-class-recall = напоминает
verb-class-assess = оценивает
verb-class-support = поддерживает
verb-class-urge = призывает
verb-class-commit = обязывает
plain-recall = Напоминает: говорит, что есть, и ничего ни от кого не требует.
plain-assess = Оценивает: говорит, что о чём думают, и ничего ни от кого не требует.
plain-support = Поддерживает: кто принимает, тот стоит за этим; действовать никто не обязан.
plain-urge = Призывает: других приглашают действовать; никто не обязан.
plain-commit = Обязывает: кто в нём назван, тот берётся это сделать.
draft-holds = { "" } следующее: { $statement }
draft-rejects = , что следующее утверждение неверно: { $statement }

need-begin = Начать текст
need-circulate = Разослать текст делегациям
need-settle = { $count ->
    [one] Решить по { $count } поправке
   *[other] Решить по { $count } поправкам
}
need-freeze = Закрепить текст для принятия
need-open = Открыть принятие
need-conduct = Вести принятие
need-reopen = Вернуться к работе над текстом
need-publish = Опубликовать текст
need-receive = Подтвердить получение текста
need-answer = Ответить по принятию до { $when }
need-anew = { $count ->
    [one] Заявите позицию заново: изменён { $count } пункт
    [few] Заявите позицию заново: изменены { $count } пункта
   *[other] Заявите позицию заново: изменено пунктов: { $count }
}
need-positions = { $count ->
    [one] Заявите позицию по { $count } пункту
   *[other] Заявите позицию по { $count } пунктам
}

begin-title = Начать текст
begin-about = Текст начинается с того, в чём стороны согласны. Каждое выбранное утверждение становится пунктом в своих словах, на всех языках, какие у него есть, вместе со своим выводом. Потом всё можно изложить иначе.
begin-kind = Чем он станет
begin-name = Название
begin-audience = Кто может читать до публикации
audience-delegations = Делегации, соорганизаторы и этот секретариат
audience-participants = Они и все, кто участвует в обсуждении
audience-public = Все
begin-statements = Утверждения, которые станут пунктами
begin-none = В опубликованных выводах пока ничего не согласовано. Сначала опубликуйте выводы или начните с пустого текста.
begin-conclusions = Выводы докладов по темам
begin-conclusions-about = Каждый отмеченный становится абзацем вступления, словами докладчика.
begin-do = Начать текст

clause-title = Пункт { $number }
clause-title-n = Пункт { $number }
clause-before = Предыдущий пункт
clause-after = Следующий пункт
clause-gone = Этого пункта в тексте больше нет.
clause-no-findings = За этим пунктом нет вывода; его кто-то предложил.
clause-now = сейчас: { $grade }
clause-stands = Позиции сторон
clause-no-stands = По этим словам никто не заявил позицию. Молчание не есть согласие.
clause-position = Позиция
clause-reason = Этими словами
clause-remedy = Примет, если:
clause-heard = выслушана, не решает
clause-fallen = Пункт изложен иначе; заново позицию заявляют:
clause-amendments = Поправки
clause-no-amendments = К этому пункту ничего не предложено.
clause-versions = Как сложились эти слова
clause-part = Часть
clause-verb = Глагол
clause-no-verb = нет
clause-words-about = На каждом языке пункт открывается утверждённой формулировкой своего глагола.

position-accept = принимает
position-accept_with_reservation = принимает с оговоркой
position-can_live_with = может согласиться
position-needs_time = нужно время
position-object = возражает
position-not_participating = не участвует
stand-title = Позиция вашей делегации
stand-mine = Ваша позиция по этим словам: { $position }.
stand-reason = Причина или слова оговорки
stand-remedy = При чём вы приняли бы (для возражения)
stand-do = Занести позицию

amendment-insert = новый пункт
amendment-delete = исключить пункт
amendment-move = переместить пункт
move-title = Предложить другое место
move-where = Где он должен стоять
move-first = первым в своей части
move-after = после { $clause }
move-do = Внести перемещение
amendment-replace = другие слова
amendment-supported = поддерживают
amendment-late = после назначенного дня
amendment-why = Почему:
amendment-support = Поддержать
amendment-withdraw = Отозвать
amendment-take = Внести в текст
amendment-decline = Не вносить
amendment-taken = Внесена в текст
amendment-declined = Не внесена: { $why }
amendment-withdrawn = Отозвана
amendment-fell = Отпала вместе с пунктом
amendment-unfit = Больше не подходит: { $what }
amend-title = Предложить изменение
amend-do = Внести поправку
delete-do = Предложить исключить
insert-title = Предложить новый пункт
insert-do = Внести новый пункт
revise-title = Изложить иначе
revise-do = Изложить так
drop-do = Исключить
agree-do = Отметить как согласованный ad referendum
add-title = Добавить пункт
add-do = Добавить
alternative-do = Поставить эти слова рядом как вариант
choose-do = Взять этот вариант; остальные убрать
pack-title = Без связи
pack-about = Возьмите текст с собой простым файлом, впишите после «position:» вашу позицию и сдайте файл здесь, когда будет связь. Принимается всё или ничего.
pack-take = Скачать файл
pack-file = Заполненный файл
pack-hand = Сдать
pack-how = После «position:» впишите одно из слов ниже, при необходимости — причину (reason) и что изменило бы позицию (remedy). О чём не говорите — оставьте пустым. Строки с # — для чтения.
note-title = Заметки вашей делегации
note-about = Это читают только делегаты вашей стороны. В записях этого нет, организаторы этого не видят, и за вас это ничего не говорит.
note-when = Записано { $when }.
note-words = Заметка
note-do = Сохранить заметку
bring-title = Внести уже написанный текст
bring-about = Файл Word или простой текст с нумерованными абзацами становится пунктами пустого проекта. Если пункты уже есть, текст берётся как их формулировки на этом языке, по абзацу на пункт.
bring-file = Файл Word (.docx) или простой текст (.txt)
bring-paste = Или вставьте текст сюда
bring-do = Внести
circulate-about = Делегации читают текст как есть, под его обозначением, и с этого времени могут вносить поправки.
circulate-until = Поправки до (время форума)
circulate-do = Разослать делегациям
freeze-about = После этого ничего не меняется: хеш берётся по всем языкам, на которых изложен каждый пункт. Сначала решаются открытые поправки.
freeze-do = Закрепить текст
reopen-do = Вернуться к тексту
publish-do = Опубликовать

round-title = Принятие
round-not-frozen = Текст ещё не закреплён; принятие открывается только по закреплённому тексту.
round-no = Раунд { $no }
round-opened = Открыт { $when }
round-announced = Ничьё время не началось
round-running = Ответы принимаются
round-paused = Часы стоят: запрошено дополнительное время
round-broken = Молчание нарушено
round-elapsed = Время всех истекло
round-closed = Закрыт
round-confirmed = Подтверждён на заседании
round-until = Ответы принимаются до { $when }
round-until-own = Для вашей делегации: до { $when }
round-concerned = решение о ней: выслушана, не считается
round-substantial = По существенному вопросу
round-not-substantial = Не по существенному вопросу
round-join-letter = Подтвердить от нашей стороны
round-maintain = Поддерживать наше возражение
round-outcome = Как обстоит дело
round-seats = Кто вызван
round-seats-about = Время стороны идёт с вручения ей текста. «Возражений не получено» означает молчание; согласием оно не считается.
round-served = Вручено
round-not-served = ещё не вручено
round-ends = Конец её времени
round-heard = Что сказано
round-no-effect = Без влияния на решение: { $why }
round-answer = Ответ на возражение
round-answer-do = Ответить
round-answered = Ответ:
round-past = Прежние раунды
rule-words = Правило: { $rule }.
rule-silence-hours = { $hours ->
    [one] У каждой стороны не менее { $hours } часа.
   *[other] У каждой стороны не менее { $hours } часов.
}
rule-silence-minutes = { $minutes ->
    [one] У каждой стороны не менее { $minutes } минуты.
   *[other] У каждой стороны не менее { $minutes } минут.
}
rule-prior-acceptance = Молчание есть согласие только для стороны, заранее это принявшей.
outcome-not-yet = Ещё ничего не решено.
outcome-not-adopted = Не принят.
outcome-would-not = При нынешнем положении не принят.
outcome-adopted = Принят: { $grade }.
outcome-would = При нынешнем положении принят: { $grade }.
outcome-silent = { $count ->
    [one] От { $count } решающей стороны возражений не получено.
   *[other] От { $count } решающих сторон возражений не получено.
}
agreement-none = согласия нет
agreement-majority = голосованием
agreement-rough = приблизительный консенсус; на каждое возражение дан ответ
agreement-no_objection = возражений не получено
agreement-general = общее согласие без устойчивого противодействия
agreement-consensus_with_reservations = консенсусом, с оговорками
agreement-consensus = консенсусом
agreement-unanimous = единогласно
reason-before-deadline = Ответы принимаются до { $when }.
reason-notifications = Уведомления о несогласии принимаются до { $when }.
reason-own-end = { $party }: текст вручён позже, время до { $when }.
reason-not-served = Текст ещё не вручён: { $parties }.
reason-objection = { $party } возражает.
reason-amendment = { $party }: предложена поправка, которая нарушает молчание.
reason-extension = { $party }: запрошено время, что нарушает молчание.
reason-unanswered = { $party }: на возражение нет письменного ответа, данного в срок.
reason-paused = { $party }: запрошено время; председатель не ответил.
reason-absent = { $party } отсутствует.
reason-withdrawn = Текст снят: { $why }
reason-quorum = Присутствует сторон: { $there }; нужно { $needed }.
reason-too-few = Принимают: { $there }; нужно { $needed }.
reason-population = Стороны за представляют слишком малую часть населения.
reason-declared = Слишком многие воздержались с заявлением.
reason-sustained = Значительная часть настаивает на возражениях.
reason-roll = По этому списку правило не позволяет решить.
reason-nobody-voted = Никто не голосовал ни за, ни против.
reason-clock = Часы пошли назад; по таким часам ничего не решается.
receive-about = Отсюда идёт ваше время на ответ. Протокол хранит, когда текст дошёл до вас.
receive-do = Мы получили текст
answer-title = Ваш ответ
answer-silence = Чтобы пропустить, ничего делать не нужно: в протоколе будет «возражений не получено», но не «согласна». Чтобы нарушить молчание, возразите и назовите причину.
answer-beside = Или нечто помимо решения
answer-on = По
answer-whole = всему тексту
answer-do = Занести ответ
answer-for-others = Возражение также от других сторон
answer-for-others-about = Для отмеченных сторон оно считается, когда они сами подтвердят его здесь. До этого это лишь имя в письме.
answer-after-title = Рядом с решением
answer-after-about = Решение принято. Сказанное вашей делегацией стоит рядом с ним в протоколе и в документах.
answer-after-what = Что это
answer-after-words = Вашими словами
answer-after-do = Внести в протокол
assent-title = Молчание как согласие
assent-about = Ваше молчание есть согласие, только если делегация приняла это заранее. Действует для принятий, открытых позже.
assent-do = Принять, что наше молчание есть согласие
assent-lift = Больше не принимать
stands-heard = выслушана
said-accept = принимает
said-accept_with_reservation = принимает с оговоркой
said-can_live_with = может согласиться
said-needs_time = нужно время
said-object = возражает
said-not_participating = не участвует
said-explanation = разъяснение позиции
said-explanation-after = разъяснение позиции после решения
said-reservation = оговорка
said-interpretative = толковательное заявление
said-dissociation = не присоединяется
said-footnote = сноска
said-opinion = мнение для протокола
said-more-time = просит время
said-amendment = предлагает поправку
said-joint-objection = возражает от имени нескольких сторон
said-joins = подтверждает совместное возражение
said-maintains = настаивает на возражении
said-yes = голосует за
said-no = голосует против
said-abstain = воздерживается
said-declare = воздерживается с заявлением
open-about = Список вызывается по закреплённому тексту: место есть у всех участников, считаются те, чей статус даёт право решать.
open-until = До (время форума)
open-concerned = Сторона, о которой решение
open-violation = Нарушение, как оно установлено
open-do = Открыть принятие
serve-evidence = Откуда это известно
serve-do = Вручено
conduct-title = Ведение
extend-do = Дать время
refuse-time-do = Не давать времени
tell-do = Сообщить всем, что молчание нарушено
declare-do = Объявить результат

did-begun = Текст начат.
did-add = Пункт добавлен.
did-pack = Сказанное в файле внесено в записи.
did-move = Перемещение внесено.
did-note = Заметка сохранена.
did-alternative = Вариант стоит рядом с пунктом. Текст не замораживается, пока один из них не выбран.
did-choose = Выбрано; остальные варианты убраны.
did-bring = Текст внесён. Прочтите его, прежде чем рассылать.
did-revise = Пункт изложен иначе.
did-drop = Пункт исключён.
did-circulate = Текст у делегаций.
did-readers = Теперь текст могут читать больше людей.
readers-title = Открыть текст для других читателей
readers-about = От того, кто мог его читать, он больше не закрывается.
readers-participants = Открыть всем, кто участвует в обсуждении
readers-public = Открыть всем
text-read-by-participants = Читают все, кто участвует в обсуждении
text-read-by-public = Читают все, пока над ним работают
refused-audience = Они уже могут читать этот текст.
did-take = Поправка внесена в текст.
did-decline = Поправка не внесена, причина в протоколе.
did-agree = Отмечено как согласованное ad referendum.
did-hold = Отмечено: перевод по-прежнему верен.
did-freeze = Текст закреплён.
did-open = Принятие открыто.
did-serve = Вручение отмечено.
did-extend = Время продлено.
did-refuse-time = В просьбе о времени отказано.
did-tell = Всем сообщено.
did-answer = Ответ в протоколе.
did-substantial = Решение председателя в протоколе.
did-not-substantial = Решение председателя в протоколе.
did-close = Раунд закрыт.
did-confirm = Подтверждено.
did-declare = Результат объявлен.
did-reopen = Над текстом снова можно работать.
did-publish = Текст опубликован.
did-insert = Новый пункт внесён.
did-replace = Поправка внесена.
did-delete = Поправка внесена.
did-support = Ваша поддержка в протоколе.
did-withdraw = Поправка отозвана.
did-stand = Ваша позиция в протоколе.
did-sponsor = Вы соавтор текста.
did-leave = Вы больше не соавтор текста.
did-assent = Ваше согласие в протоколе.
did-dissent = Это больше не действует.
did-receive = Получение в протоколе.
did-say = Ваш ответ в протоколе.
did-confirm-letter = Общее возражение теперь и возражение вашей стороны.
did-maintain = Ваше возражение поддержано.

problem-text-not-public = Делегации работают над текстом. После принятия и публикации его читают здесь.
refused-no-text = Текст не начат.
refused-text-begun = Над одним текстом уже идёт работа.
refused-frozen = Текст закреплён; больше ничего не меняется.
refused-not-frozen = Текст ещё не закреплён.
refused-not-circulated = Текст ещё не разослан делегациям.
refused-not-adopted = Текст не принят, поэтому опубликовать его нельзя.
refused-not-approved = Соорганизаторы ещё не одобрили именно этот текст.
refused-brought-long = Абзац, который начинается в строке { $line }, длиннее { $most } знаков, допустимых для пункта. Разделите его на два.
refused-brought-count = В проекте пунктов: { $clauses }, а абзацев в тексте: { $brought }. Каждому пункту нужен один абзац, в том же порядке.
refused-brought-part = Абзац в строке { $line } стоит в другой части, чем пункт на его месте: нумеруются только пункты постановляющей части.
refused-pack-line = Ничего не принято. Часть в строке { $line } ({ $about }) принять нельзя: { $why } Возьмите новый файл или исправьте этот.
refused-pack-unread = Ничего не принято. Строку { $line } не прочесть: строка пуста, начинается с #, открывает часть знаком == или содержит position:, reason: или remedy:.
refused-pack-empty = В файле ничего не сказано: ни одной позиции.
refused-alternatives = У пункта не больше семи вариантов. Выберите из тех, что есть.
refused-no-alternatives = Выбирать не из чего: у пункта нет вариантов.
refused-no-conclusion = В докладе по теме { $topic } нет выводов.
refused-brought-opening = Абзац в строке { $line } должен начинаться словами «{ $wording }», как его пункт на других языках.
refused-not-yet = Ещё ничего не решено, объявить нечего.
refused-no-adoption = Принятие не открыто.
refused-no-clauses = В тексте ещё нет пунктов.
refused-no-findings = Выводы не опубликованы. Сначала опубликуйте их или начните с пустого текста.
refused-not-agreed = По утверждению { $statement } в опубликованных выводах согласия нет.
refused-no-wording = Утверждения { $statement } нет на языке, где у его глагола есть утверждённая формулировка. Добавьте пункт вручную.
refused-no-title = Дайте тексту название.
refused-no-words = Напишите пункт хотя бы на одном языке.
refused-opening = На языке { $lang } пункт должен открываться словами «{ $wording }» или иметь другой глагол.
refused-no-language = Ни на одном языке форума не изложены все пункты. Дополните сначала один.
refused-open-amendment = Поправка { $amendment } открыта. Сначала решите по ней.
refused-moment = Укажите день и время.
refused-past = Это время прошло.
refused-window = { $hours ->
    [one] По правилу у каждой стороны не менее { $hours } часа. Выберите более поздний срок.
   *[other] По правилу у каждой стороны не менее { $hours } часов. Выберите более поздний срок.
}
refused-clause-changed = Пункт с тех пор изложен иначе. Посмотрите его нынешний вид и повторите.
refused-clause-gone = Этого пункта в тексте больше нет.
refused-clause-unknown = Так этот пункт никогда не звучал. Посмотрите его нынешний вид и повторите.
refused-conflict = Тем временем пункт изменён в том же месте. Составьте поправку к нынешнему виду.
refused-amendment-over = По поправке уже решено.
refused-no-position = Выберите позицию.
refused-no-objection-reason = Для возражения нужна причина.
refused-no-reservation = Напишите оговорку.
refused-no-words-said = Напишите, что должно войти в протокол.
refused-rule-of-all = По правилу этого форума считаются все; исключить никого нельзя.
refused-no-violation = По этому правилу сторону не считают только при установленном нарушении. Укажите его.
refused-power = Делегация не дала вам этого полномочия. Это может сделать глава делегации.
refused-power-day = Ваш срок в делегации истёк или не начался.
refused-power-seat = Полномочия вашей делегации ещё не признаны.
refused-power-right = Статус вашей стороны не даёт на это права.
refused-few-voted = Нигде ещё { $people } человек от одной стороны не ответили на одно и то же утверждение. Подсчёты по меньшему числу людей не публикуются.
record-withheld-text = не раскрывается, пока текст у делегаций
record-withheld-tally = не раскрывается: промежуточный ход голосования
remind-do = Напомнить тем, кто ничего не сказал
remind-clauses-do = Написать тем, кто не сообщил позицию
did-remind = Письма ждут отправки.
freeze-discord = { $count ->
    [one] { $count } место для проверки: языки, возможно, говорят не одно и то же
    [few] { $count } места для проверки: языки, возможно, говорят не одно и то же
   *[other] мест для проверки: { $count }; языки, возможно, говорят не одно и то же
}
refused-discord = В тексте остался открытый вопрос: { $what }
refused-left-behind = Формулировка пункта { $clause } ({ $leading }) изменена после перевода: { $languages }. Обновите перевод или отметьте, что он по-прежнему верен.
refused-not-behind = Перевод ({ $lang }) не отстаёт от исходной формулировки.
begin-report = доклад по теме
text-brackets = { $count ->
    [0] скобок нет
    [one] { $count } место в скобках
    [few] { $count } места в скобках
   *[other] { $count } мест в скобках
}
confirm-title = Подлежит подтверждению на заседании
confirm-meeting = Какое заседание
confirm-do = Подтвердить

clause-asserted-by = От имени: { $parties }
clause-acted-by = Кто действует: { $parties }
clause-asserted = От чьего имени, если не от всего форума (стороны через запятую)
clause-actors = Кто действует, если глагол обязывает (стороны через запятую)
clause-host = принимающей стороны
refused-party-unknown = «{ $name }» здесь не сторона. Укажите коды или названия через запятую.
near-title = Что близко
near-nobody = { $said ->
    [one] никто не возражает; о своей позиции сказала { $said } из { $all } решающих сторон
    [few] никто не возражает; о своей позиции сказали { $said } из { $all } решающих сторон
    [many] никто не возражает; о своей позиции сказали { $said } из { $all } решающих сторон
   *[other] никто не возражает; о своей позиции сказали { $said } из { $all } решающих сторон
}
near-few = возражают: { $parties }
discord-at = Пункт { $clause }, { $language }: { $what }
discord-missing = нет слов; переведите.
discord-stale = ведущая формулировка изменилась после перевода; переведите заново или подтвердите, что перевод верен.
discord-numbers = другие числа или дни, чем в ведущем языке (там { $leading }, здесь { $here }); сделайте одинаковыми.
discord-symbols = другие обозначения документов, чем в ведущем языке (там { $leading }, здесь { $here }); сделайте одинаковыми.
discord-brackets = мест в скобках: { $here }, в ведущем языке: { $leading }; сделайте одинаково.
discord-unbalanced = скобка без пары.
discord-open = { $count ->
    [one] { $count } место в скобках: согласуйте его и снимите скобки.
    [few] { $count } места в скобках: согласуйте их и снимите скобки.
    [many] { $count } мест в скобках: согласуйте их и снимите скобки.
   *[other] { $count } места в скобках: согласуйте их и снимите скобки.
}
discord-alternative = это { $label } пункта { $clause }; оставьте один из вариантов и снимите остальные.
discord-unapproved = { $verb } — не утверждённый глагол этого класса; выберите другой.
discord-verb = не начинается с «{ $wording }»; начните с этого.
