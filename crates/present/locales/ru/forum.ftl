# Страницы форума: всё, что видит читатель и чего никто не написал и что не подсчитано по протоколу.

forum-page-description = { $forum }: от голосов к делу, каждый шаг — с действиями, из которых он следует.
nav-label = На этой странице
nav-press = Прессе
nav-topics = Темы
nav-findings = Выводы
nav-text = Текст
nav-adoption = Принятие
nav-deeds = Дела
nav-record = Протокол

phase-label = Этапы
phase-done = пройден
phase-now = сейчас

dateline = { $place }, { $day }
dateline-days = { $place }, { $days }
standing-count = { $count ->
    [1] { $one }
   *[other] { $many }
}: { $count }
co-organised-line = Соорганизаторы: { $names }

lead-read = Читать новости форума
lead-text = простым текстом
chain-title = Цепочка
chain-statements = { $count ->
    [one] утверждение
    [few] утверждения
   *[many] утверждений
}
chain-votes = { $count ->
    [one] голос
    [few] голоса
   *[many] голосов
} от { $participants } { $participants ->
    [one] человека
   *[other] человек
}
chain-agreed = { $count ->
    [one] вывод о согласии
    [few] вывода о согласии
   *[many] выводов о согласии
}
chain-clauses = { $count ->
    [one] пункт составлен из них
    [few] пункта составлены из них
   *[many] пунктов составлено из них
}
chain-positions = { $count ->
    [one] сторона высказалась о тексте
    [few] стороны высказались о тексте
   *[many] сторон высказалось о тексте
}
chain-deeds = { $count ->
    [one] обещание подтверждено тем, кто его выполняет
    [few] обещания подтверждены теми, кто их выполняет
   *[many] обещаний подтверждено теми, кто их выполняет
}
chain-acts = { $count ->
    [one] действие в протоколе
    [few] действия в протоколе
   *[many] действий в протоколе
}

topics-title = Темы
topic-agreed = Согласие: { $agreed } из { $all }
topic-none = Здесь согласия пока нет.

findings-title = Выводы
findings-ground = Все цифры говорят только об участвовавших. Выводы сделаны по { $count ->
    [one] { $count } стороне
   *[other] { $count } сторонам
}; вес у всех одинаков, какой бы ни была сторона.
findings-legend = Полоса закрашена до доли, в которой мы уверены сразу для каждой стороны, а где кто-то вне согласия — до доли, требуемой от остальных. Каждая малая отметка — одна сторона, высокая — самая слабая; широкие отметки стоят вне согласия.
findings-more = Все стороны, интервалы и цифры
findings-data = Сами голоса в виде таблиц
finding-beside = Рядом, без учёта: { $many } — склоняются «за» { $leaning } из { $count }.
finding-parties = по сторонам
clause-of = вошло в текст
sign-agreed = согласие
sign-rejected = отвергнуто вместе
sign-divided = расхождение
sign-not-asked = ещё не спрошены
sign-open = открыто

text-title = Текст
text-about = Каждый пункт вырос из утверждений, за которые голосовали; он стоит здесь, потому что так говорят выводы.
text-legend = Знаки позиций: ✓ принимает, ○ ничего не поступило, ✕ возражает, * высказалась по этому пункту. Сплошная рамка: сторона имеет право решения; пунктирная: выслушана и занесена в протокол.
text-plain = Только текст
text-subject = Форум
text-speaks = { $kind ->
    [forum] { $subject }{" "}
   *[parties] { $subject }:{" "}
}
text-from = { $count ->
    [one] из { $count } вывода
   *[other] из { $count } выводов
}
text-positions = Позиции
text-none = Текст не составлен: согласия, из которого можно было бы написать пункт, нет.
text-act = действие { $act }

stands-accepts = принимает
stands-accepts-with-reservation = принимает с оговоркой
stands-can-live-with = готова согласиться
stands-not-participating = не участвует
stands-needs-time = нужно время
stands-objects = возражает
stands-no-objection-received = возражений не поступило
stands-tacit-assent = возражений не поступило; по заранее принятому правилу молчание означает согласие
stands-voted-yes = голос «за»
stands-voted-no = голос «против»
stands-abstained = воздержание
stands-did-not-vote = не голосует
heard-accepts = принимает
heard-opinion = точка зрения в протоколе
heard-reservation = оговорка
heard-objects = возражает, без последствий
heard-nothing-short = ничего не поступило
twin-count = { $what }: { $names }

adoption-title = Как принимали текст
adoption-result = Принят { $basis }
adoption-result-not = Не принят
adoption-rule = Правило
adoption-decide = Имеют право решения
adoption-heard = Выслушаны и занесены в протокол, без права решения
adoption-party = Сторона
adoption-standing = Статус
adoption-position = Позиция
adoption-said = Что сказано
adoption-silence = «Возражений не поступило» — это молчание. Согласием оно никогда не считается.
adoption-none = На принятие ничего не выносилось.

deeds-title = От слов к делам
deed-owner = Кто
deed-what = Что
deed-measure = Мера
deed-due = Срок
deed-state = Состояние
deed-confirmed = подтверждено тем, кто выполняет
deed-candidate = предложено; пока ничьё обещание
deed-note = Обещание считается выполненным только после проверки кем-то, кроме давшего его.
deed-clause = из пункта
deed-none = Обещаний не дано.

record-recomputed = Всё на этой странице заново вычислено из { $acts ->
    [one] { $acts } действия
   *[other] { $acts } действий
}, каждое из которых связано с предыдущим своим хешем. Измените в одном из них одну букву — и все последующие хеши перестанут сходиться.
record-head-now = Хеш дерева
record-file = Протокол
record-all = Все действия по одному
record-check = Проверьте сами: эта команда заново пишет новости форума по одному лишь протоколу и отвергает протокол, который не сходится.
record-acts-title = Все действия
record-cut = Остальное содержание этого действия — в файле протокола.
record-back = К форуму
twin-names = { $names }
quoted = «{ $words }»
said-as = { $what }: «{ $words }»
