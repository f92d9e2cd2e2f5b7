# Новости форума. Здесь нет ни одной цифры и ни одного имени: каждое взято из действия протокола, за этим следит тест.
# Имена приходят в именительном падеже, поэтому сказуемое стоит в настоящем времени и не зависит от рода.

headline-adopted = Текст «{ $title }» принят { $basis }
headline-not-adopted = Текст «{ $title }» не принят
headline-found = В чём стороны сходятся и в чём расходятся
headline-convened = Форум созван

basis = { $basis ->
    [without_objection] без возражений
    [without_objection_minus_one] без возражений (заинтересованная сторона не учитывалась)
    [tacit_assent] по умолчанию: возражений не поступило
    [by_consensus] консенсусом
    [without_vote] без голосования
    [rough] приблизительным консенсусом, с ответом на каждое возражение
    [general_agreement] на основе общего согласия, без устойчивых возражений
   *[by_vote] голосованием
}

section-opening = О форуме
section-who = Участники
section-found = Выводы
section-text = Что заявляет Форум
section-adoption = Как принимали текст
section-deed = От слов к делам
section-notes = Откуда взято каждое предложение

met = { $opens } состоялась встреча «{ $forum }» (место проведения: { $place }).
met-days = { $days } состоялась встреча «{ $forum }» (место проведения: { $place }).
theme = Тема встречи: «{ $theme }».
co-organised = Соорганизаторы: { $names }.

took-part = { $count ->
    [1] Участвует { $one }
   *[other] Участвуют { $many }
} ({ $count }): { $names }.
people = Общее население { $names } — { $people } { $people ->
    [few] человека
   *[many] человек
} ({ $source }, на { $date }).
the-parties = { $count } { $count ->
    [one] стороны
   *[other] сторон
}
topics = { $count ->
    [one] Обсуждалась { $count } тема
    [few] Обсуждались { $count } темы
   *[many] Обсуждалось { $count } тем
}: { $names }.
votes = { $participants ->
    [one] { $participants } участник подал
    [few] { $participants } участника подали
   *[many] { $participants } участников подали
} { $votes ->
    [one] { $votes } голос
    [few] { $votes } голоса
   *[many] { $votes } голосов
} по { $statements ->
    [one] { $statements } утверждению
   *[other] { $statements } утверждениям
}. Все приведённые ниже цифры говорят только об участвовавших и никогда — о населении в целом.

found-all = { $all ->
    [one] Всего по всем темам { $all } утверждение
    [few] Всего по всем темам { $all } утверждения
   *[many] Всего по всем темам { $all } утверждений
}: { $parts }.
found-topic = { $topic }. { $all ->
    [one] Из { $all } утверждения
   *[other] Из { $all } утверждений
}: { $parts }.
count-unanimous = по { $count } — единогласие
count-consensus = по { $count } — консенсус
count-broad_consensus = по { $count } — широкий консенсус
count-shared_rejection = { $count ->
    [one] { $count } отвергнуто вместе
    [few] { $count } отвергнуты вместе
   *[many] { $count } отвергнуто вместе
}
count-divided = по { $count } мнения сторон расходятся
count-not_yet_asked = по { $count } спрошены ещё не все стороны
count-majority = по { $count } есть лишь простое большинство
count-open = { $count ->
    [one] { $count } остаётся открытым
    [few] { $count } остаются открытыми
   *[many] { $count } остаются открытыми
}
statement-found = «{ $statement }» { $found }

clause-forum = Форум { $text }
clause-forum-numbered = { $number }. Форум { $text }
clause-named = { $names }: { $text }
clause-named-numbered = { $number }. { $names }: { $text }

adopted = Текст «{ $title }» принят { $basis }. Право решения { $count ->
    [one] имела { $count } сторона
    [few] имели { $count } стороны
   *[many] имели { $count } сторон
}: { $names }. Правило: { $rule }.
adopted-by-vote = Текст «{ $title }» принят голосованием: за — { $yes }, против — { $no }, воздержались — { $abstain }. Правило: { $rule }.
not-adopted = Текст «{ $title }» не принят. Правило: { $rule }.
rule = { $rule ->
    [sco16] текст принят, если ни одна сторона, имеющая право решения, не возражает; точка зрения, занесённая в протокол, принятию не препятствует
    [sco16_minus_one] текст принят, если ни одна сторона, имеющая право решения, не возражает; заинтересованная сторона выслушивается, но не учитывается
    [majority] текст принят, если за него подано более половины голосов «за» и «против»
    [two_thirds] текст принят, если за него подано не менее двух третей голосов «за» и «против»
   *[other] { $rule }
}
objection-stands = { $party } возражает: «{ $words }»
accepted = { $count ->
    [1] О принятии заявляет
   *[other] О принятии заявляют
} { $names }.
no-objection-received = { $count ->
    [1] Не поступило возражений от стороны
   *[other] Не поступило возражений от сторон
}: { $names }. Молчание не означает согласия и согласием не считается.
stood-aside = { $count ->
    [1] Остаётся в стороне
   *[other] Остаются в стороне
}: { $names }.
opinion = { $party } излагает свою точку зрения ({ $scope }): «{ $words }» Она заносится в протокол и принятию не препятствует.
reservation = { $party } делает оговорку ({ $scope }): «{ $words }» Оговорка прилагается к тексту и принятию не препятствует.
scope-whole = текст в целом
scope-clause = пункт, начинающийся словами «{ $clause }»
scope-clause-numbered = пункт { $number }
objection-recorded = { $party } ({ $standing }) возражает: «{ $words }» Возражение занесено в протокол; этот статус не даёт права решения, и на принятие текста возражение не влияет.
heard = Без права решения выслушаны и занесены в протокол заявления о принятии: { $names }.
heard-nothing = { $count ->
    [1] Ничего не поступило от стороны, не имеющей права решения
   *[other] Ничего не поступило от сторон, не имеющих права решения
}: { $names }.
late = Сообщение стороны ({ $party }) поступило после срока; оно занесено в протокол без последствий.

promise = { $names } { $count ->
    [1] обещает
   *[other] обещают
} { $deliverable }{ $measured ->
    [yes] {" "}({ $unit }: { $target })
   *[no] {""}
}{ $dated ->
    [yes] , до { $due } включительно
   *[no] {""}
}.
promise-confirmed = Обещание подтверждено ({ $names }). Выполненным оно считается только после проверки.
promise-open = Обещание ещё не подтверждено, а потому пока ничьё.

head = Хеш дерева протокола
note-acts = { $count ->
    [1] действие
   *[other] действия
} { $acts }
section-register = Названные выше действия
