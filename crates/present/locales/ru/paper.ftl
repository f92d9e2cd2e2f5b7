# Документы: текст и протокол его принятия в печатном виде.
paper-kind-declaration = Декларация
paper-kind-initiative = Инициатива
paper-kind-plan = План действий
paper-kind-chairs_summary = Резюме председателя
paper-kind-communique = Коммюнике
paper-status-draft = Проект
paper-status-frozen = Окончательный текст, вынесен на принятие
paper-status-issued = Выпущено председателем, который один за него отвечает. Не согласовывалось и не принималось, никого не обязывает
paper-where = { $place }, { $days }
paper-done = Совершено: { $place }, { $day }
paper-authentic = { $count ->
    [one] Язык аутентичного текста: { $languages }.
   *[other] Языки аутентичных текстов: { $languages }; все тексты имеют одинаковую силу.
}
paper-translation = Перевод. Язык аутентичного текста: { $languages }.
paper-lang-en = английский
paper-lang-fa = персидский
paper-lang-ru = русский
paper-lang-zh = китайский
paper-note-footnote = Сноска
paper-note-reservation = Оговорка
paper-note-interpretative-statement = Заявление о толковании
paper-note-dissociation = Заявление о неприсоединении
paper-note-explanation = Разъяснение позиции
paper-note-opinion = Точка зрения в протоколе
paper-note-by = { $what }, { $party }
paper-notes-whole = К тексту в целом
paper-changes = Показаны изменения: добавленное подчёркнуто, удалённое зачёркнуто.
paper-grounds = На чём основаны пункты
paper-grounds-about = Каждый пункт вырос из утверждений, по которым голосовали люди. Выводы о них относятся к тем, кто участвовал.
paper-place-chapeau = Вступление
paper-place-preamble = Преамбула, { $number }
paper-place-closing = Заключение
paper-clause = Пункт
paper-statement = Утверждение
paper-found = Вывод
paper-rests = Основано на { $count ->
    [one] { $count } выводе
   *[other] { $count } выводах
}: { $grades }
paper-snapshot = Снимок выводов
paper-digest = Хеш текста
paper-record-head = Запись
paper-record-acts = { $count ->
    [one] { $count } акт, хеш дерева
    [few] { $count } акта, хеш дерева
   *[many] { $count } актов, хеш дерева
}
paper-adoption-record = Протокол принятия
paper-adoption-of = «{ $title }», { $symbol }
paper-opened = Открыто
paper-deadline = Ответы принимались до
paper-declared = Объявлено
paper-result = Итог
paper-result-pending = ещё не объявлен
paper-counts = Подсчёт
paper-count-counted = Стороны с правом решения
paper-count-present = из них присутствуют
paper-count-accepting = Принимают
paper-count-objecting = Возражают
paper-count-standing_aside = Просят времени или не участвуют
paper-count-silent = Возражений не поступило
paper-count-yes = За
paper-count-no = Против
paper-count-abstain = Воздержались
paper-absent = отсутствует
paper-concerned = решение касается её
paper-said = Что сказано, акт за актом
paper-said-object = возражает
paper-said-opinion = точка зрения в протоколе
paper-said-reservation = оговорка
paper-said-other = сказано иное
paper-on-whole = весь текст
paper-on = К чему
paper-act = Акт
paper-act-kind = Вид
paper-act-hash = Начало хеша
paper-received = Получено
paper-words = Дословно
paper-effect = Без последствий для решения
paper-effect-not_on_roll = не в списке
paper-effect-does_not_decide = статус без права решения
paper-effect-concerned = решение касается этой стороны
paper-effect-other_text = относится к другому тексту
paper-effect-late = поступило поздно
paper-effect-absent = сторона отсутствует
paper-effect-beside = занесено в протокол наряду с решением
paper-effect-other_rule = иной вид ответа, чем требует правило
paper-effect-replaced = заменено сказанным позже
paper-effect-no_reason = возражение без указания причины
paper-effect-broken = молчание уже было нарушено
paper-effect-no_break = поправка, по этому правилу ничего не прерывающая
paper-effect-on_the_clock = просьба о дополнительном времени
paper-effect-not_named = сторона не названа в совместном письме
paper-effect-no_letter = совместное письмо не имеет действия
paper-effect-nothing_to_maintain = нет собственного возражения, на которое дан ответ
paper-clause-digests = Хеши пунктов
paper-clause-digest = SHA-256 этой редакции
paper-signatures = Подписи
paper-signed-for = { $name }, { $party }
