# Секретариат.

problem-not-organiser = Это секретариат организаторов. Войдите по ссылке, которую вам дали.
problem-not-convener = Созвать форум здесь можно только по ссылке, которую сервер написал при запуске.
desk-title = Секретариат организаторов
desk-done-parties = Стороны добавлены.
desk-done-topics = Темы открыты.
desk-done-statements = Об утверждениях теперь спрашивают.
desk-done-published = Выводы опубликованы и внесены в протокол.
desk-step-parties = Назвать стороны
desk-step-topics = Открыть темы
desk-step-statements = Задать первые утверждения
desk-step-codes = Раздать коды
desk-step-publish = Опубликовать выводы
desk-parties = Стороны
desk-code = Код
desk-name = Название
desk-standing = Статус
desk-parties-about = Вставьте из таблицы, по одной стороне в строке: код, название, статус, население, его источник, на какой день. Всё, начиная со статуса, можно опустить.
desk-add = Добавить
desk-topics-about = По одной теме в строке.
desk-statements = Утверждения
desk-topics-first = Сначала откройте тему.
desk-topic = Тема
desk-statements-about = По одному краткому утверждению в строке, не более 280 знаков. Текст не меняется, как только о нём спросили.
desk-codes = Личные коды
desk-codes-about = Каждый код даёт одному человеку право голосовать за сторону. При входе он расходуется, и ничто не связывает его с ответами.
desk-parties-first = Сначала назовите сторону.
desk-codes-count = Сколько
desk-codes-make = Создать коды
desk-publish = Публикация выводов
desk-publish-about = Нынешние выводы становятся снимком в протоколе. Позднейшие голоса его не меняют.
desk-publish-now = Опубликовать сейчас
desk-never-published = Пока ничего не опубликовано.
desk-published = Последняя публикация: { $when }
desk-leave = Выйти из секретариата
codes-title = Личные коды
codes-once = Эти коды показаны один раз. Распечатайте или сохраните страницу сейчас; сервер хранит только то, из чего их не прочесть.
convene-title = Созвать форум
convene-name = Название
convene-theme = Девиз
convene-place = Место
convene-zone = Часовой пояс, например Asia/Shanghai
convene-opens = Первый день
convene-closes = Последний день
convene-template = Начать как
convene-intergovernmental = Межправительственный форум: государства в разных статусах
convene-city-network = Сеть городов
convene-rule = Как принимаются тексты
convene-rule-which = Правило
convene-rule-usual = Обычное для выбранного начала
convene-silence = Часов на возражение, если текст принимается молчанием
convene-silence-about = Оставьте пустым, чтобы решать в зале. Молчание означает согласие только той стороны, которая приняла это заранее; её срок идёт с момента вручения текста.
refused-hours = Целое число часов от 1 до { $most } или ничего.
convene-go = Созвать
refused-empty-list = Список пуст.
refused-long-list = В списке больше { $most } строк. Вставьте его частями.
refused-line-code = Строка { $line }: код состоит из букв, цифр и дефисов, не более 24.
refused-line-name = Строка { $line }: названия нет или оно слишком длинное.
refused-line-twice = Строка { $line }: такое уже есть.
refused-line-standing = Строка { $line }: такого статуса нет. Есть: { $known }
refused-line-number = Строка { $line }: население — не число.
refused-line-day = Строка { $line }: дата пишется так: 2021-01-31.
refused-line-long = Строка { $line }: длиннее { $most } знаков.
refused-no-topic = Такой темы нет.
refused-count = Укажите число от 1 до { $most }.
refused-form = Форма пришла не полностью. Ничего не изменено.
refused-needed = Это нужно заполнить.
refused-day = Укажите день, например 2027-05-01.
refused-order = Последний день раньше первого.
refused-zone = Такой часовой пояс не известен. Он пишется как Asia/Tashkent.
desk-statements-count = { $count ->
    [one] { $count } утверждение
    [few] { $count } утверждения
   *[many] { $count } утверждений
}
codes-count = { $count ->
    [one] { $count } код, на одного человека.
    [few] { $count } кода, каждый на одного человека.
   *[many] { $count } кодов, каждый на одного человека.
}
desk-done-phase = Форум перешёл в следующую фазу.
desk-step-open = Открыть форум для голосования
desk-close-topic = Закрыть
desk-topic-closed = закрыта
desk-reopen-topic = Открыть снова
desk-hide = Снять утверждение
desk-hide-about = О снятом утверждении больше не спрашивают и его не считают. Оно остаётся в протоколе с причиной и может быть возвращено.
desk-hide-which = Его ключ, как в адресе
desk-hide-reason = Причина
desk-hide-go = Снять
desk-restore = Вернуть
desk-phase-about = Голосуют только пока форум открыт. Фазы идут вперёд; назад можно лишь от принятия к проекту текста.
desk-phase-next = Следующая фаза
desk-phase-go = Перейти
refused-reason = Укажите причину; она войдёт в протокол.
refused-import-key = «{ $key }» не может быть ключом: не больше 40 латинских букв, цифр, дефисов, точек.

names-title = Названия на других языках
names-about = Как форум, его темы и стороны называются на языке этой страницы. Чтобы заполнить названия на другом языке, выберите его вверху. Данное название остаётся; перевод можно изменить.
names-missing = { $count ->
    [one] На этом языке не хватает { $count } названия: читатели видят его на другом языке.
    [few] На этом языке не хватает { $count } названий: читатели видят их на другом языке.
    [many] На этом языке не хватает { $count } названий: читатели видят их на другом языке.
   *[other] На этом языке не хватает { $count } названия: читатели видят их на другом языке.
}
names-what = Что
names-given = Название
names-here = На языке этой страницы
names-stands = дано так
names-keep = Сохранить названия
names-forum = Форум
names-theme = Девиз
names-place = Место
names-topic = Тема
names-question = Вопрос
names-party = Сторона
names-co-organiser = Соорганизатор
done-names = Названия сохранены.
