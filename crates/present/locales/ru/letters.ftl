# Письма форума и журнал отправки.

letters-title = Письма
letters-by-server = Письма отправляет { $server }.
letters-by-folder = Почтовый сервер не задан. Письма складываются файлами в папку исходящих этого сервера; оттуда их кто-то отправляет.
letters-none = Писем ещё нет. Они уходят, когда называют делегатов или приглашают стороны.
letters-to = Кому
letters-about = О чём
letters-written = Написано
letters-fate = Что с ним стало
letters-retry = Попробовать снова
letters-remind = Напомнить
letters-remind-about = Стороны, которые приглашены и не ответили:
letters-post = с письмами главам делегаций и их заместителям
letters-post-links = Отправить ссылку всем, у кого есть адрес
letters-unreachable = Неизвестен адрес главы или заместителя: { $parties }.
letter-waiting = ждёт отправки
letter-sent = отправлено { $when }
letter-given-up = не отправлено, попытки прекращены { $when }
letter-link = личная ссылка
letter-invitation = приглашение
letter-reminder = напоминание
letter-link-subject = { $forum }: ваша личная ссылка
letter-link-text =
    Здравствуйте, { $name }!
    
    Вы действуете от имени стороны: { $party }. Форум: { $forum }. По этой личной ссылке вы войдёте:
    
    { $link }
    
    Пожалуйста, не передавайте её другим.
letter-invitation-subject = Приглашение: { $forum }
letter-invitation-text =
    Здравствуйте, { $name }!
    
    На форум приглашается { $party }. Форум: { $forum }. Просим ответить до { $day }. По этой личной ссылке вы ответите, объявите состав и выдадите личные коды:
    
    { $link }
    
    Пожалуйста, не передавайте её другим.
letter-reminder-subject = Просим ответить: { $forum }
letter-reminder-text =
    Здравствуйте, { $name }!
    
    Приглашение получено, ответа ещё нет: { $party }. Форум: { $forum }. Ответ просили дать до { $day }. Ответить можно здесь:
    
    { $link }
    
    Пожалуйста, не передавайте эту ссылку другим.
letter-close = Это письмо написал сервер форума; ответы на него никто не читает.
done-retried = Письмо отправляется снова.
done-reminded = Напоминания ждут отправки.
