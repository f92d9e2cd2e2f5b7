# Анализ: заголовок, разделы, показатели.

analysis-title = Выводы
ground = Среди участвовавших: { $participants ->
    [one] { $participants } человек
    [few] { $participants } человека
   *[many] { $participants } человек
} от { $n } { block-many }, ответов — { $votes }, утверждений — { $statements }.
ground-single = Среди участвовавших: { $participants ->
    [one] { $participants } человек
    [few] { $participants } человека
   *[many] { $participants } человек
}, ответов — { $votes }, утверждений — { $statements }.
ground-votes = Среди участвовавших: голосов от { $n } { block-many } — { $votes }, утверждений — { $statements }.
settings-line = уверенность { $confidence } % · согласие от { $agreement } % · возражения до { $veto } % · { $outside ->
    [0] вне согласия не может быть никто
   *[other] вне согласия — до { $outside } из { $n }
} · опрошены — от { $minimum } ответов
settings-line-single = уверенность { $confidence } % · опрошены — от { $minimum } ответов
answers-line = за — { $agree } · воздержались — { $pass } · против — { $disagree }
revotes-line = изменённых голосов — { $revotes }: считается последний
skipped-line = пропущено неверных строк — { $skipped }
exact-line = По точному подсчёту: утверждений без возражений — { $objection }, с поддержкой всех { $n } { block-many } — { $all }.
simulation-notice = Моделирование, зерно { $seed }; это не действительное мнение какой-либо стороны

section-agreed = Мы согласны
section-rejected = Мы вместе отвергаем
section-differ = Мы расходимся
section-not-asked = Ещё не спрошено
section-open = Пока открыто
section-agreed-about = Принято в { block-one } либо во всех, кроме немногих, названных поимённо.
section-rejected-about = Отвергнуто в { block-one } либо во всех, кроме немногих, названных поимённо.
section-differ-about = Одни склоняются «за», другие «против», и расстояние велико.
section-not-asked-about = Молчание — не согласие: кого-то ещё не услышали.
section-open-about = Ответов достаточно, ясности нет. Простое большинство стоит здесь и не значит большего.
section-open-about-single = Без деления на стороны нельзя найти ничего сильнее большинства.

grade-unanimous = единогласно
grade-consensus = консенсус
grade-broad_consensus = широкий консенсус
grade-shared_rejection = вместе отвергнуто
grade-divided = мнения разделились
grade-not_yet_asked = ещё не спрошено
grade-majority = большинство
grade-open = открыто

vote-agree = за
vote-pass = воздержались
vote-disagree = против

label-outside = вне
label-outside-head = Вне согласия
label-weakest = слабее всех
label-more = … и ещё { $hidden } (все — через --json или --html)
rows-in-full = Первые { $count } раскрываются со всеми показателями; остальные — по строке. Все показатели — в JSON.
rows-more = … и ещё { $count }: в JSON и CSV.
label-excluded = Не вошло в выводы
label-excluded-count = не вошло в выводы утверждений — { $excluded } (какие и почему — в --json)
label-none = Здесь пусто.
label-digest = хеш
label-majority-for = большинство за
label-majority-against = большинство против
label-missing = не спрошены { $count } из { $n }
label-missing-single = ещё { $more }
label-open = открыто

figure-percent = { $percent } %
figure-inside = { $inside } из { $n }
figure-all = все { $n }
figure-at-least-long = не менее { $percent } %
figure-at-least = ≥ { $percent } %
figure-apart = { $low } ⇄ { $high } %
figure-range = { $low }–{ $high } %
figure-floor = Нижняя граница: с уверенностью { $confidence } % в { block-one } согласны не менее { $percent } %.
figure-rejection-floor = Нижняя граница отказа: с уверенностью { $confidence } % в { block-one } против не менее { $percent } %.
figure-weakest = Слабее всех: { $party }.
figure-robust = Даже если { $fake } % голосов в { block-one } подставные, согласны не менее { $percent } %.
figure-certified = Вероятность, что в { block-one } за не менее { $agreement } % и против не более { $veto } %: { $percent } %.
figure-certified-broad = То же, если вне согласия до { $outside }: { $percent } %.
figure-contrast = Между самой высокой и самой низкой долей — { $percent } п. п.
figure-balanced = Уравновешенная оценка при равном весе: { $percent } %.
figure-weightings = Вероятность, что у двух третей веса за не менее { $agreement } %
figure-equal = вес равный
figure-population = по населению
figure-penrose = по корню из него
figure-unknown = неизвестно
figure-single-floor = С уверенностью { $confidence } % согласны не менее { $percent } %.
figure-totals = Все ответы: за — { $agree }, воздержались — { $pass }, против — { $disagree }.

groups-floor = В каждой группе мнений согласны не менее { $percent } %.
groups-stopped = Не во всех группах мнений: в группе { $group } согласны не более { $percent } %.
groups-stopped-against = Не во всех группах мнений: в группе { $group } согласны не менее { $percent } %.
groups-unasked = Группу мнений { $group } ещё не выслушали: не хватает ответов: { $needed }.

# Люди, которые отвечают одинаково. Просто и осторожно: повод присмотреться, а не обвинение. «Набор» — не группа мнений.
alike-title = Кто отвечает одинаково
alike-none = Никто не отвечает настолько одинаково, чтобы это не объяснялось случаем и общими взглядами.
alike-found = Отвечают настолько одинаково, что случай и общие взгляды этого не объясняют: людей — { $people }, наборов — { $sets }.
alike-about = Это повод присмотреться, и не больше: так же выглядят друзья, заполнившие один листок вместе. Каждый голос учтён так, как подан.
alike-same = Если считать каждый набор одним голосующим, все выводы остаются прежними.
alike-changed = Если считать каждый набор одним голосующим, меняются выводы — { $count }:
alike-apart = Из каждой стороны среди них не больше одного, поэтому подсчёт не меняется.
alike-as-counted = Как посчитано: { $sentence }
alike-as-one = Каждый набор как один: { $sentence }
alike-set = { $people ->
    [one] { $people } человек
    [few] { $people } человека
   *[many] { $people } человек
}
alike-together = из того, что взгляды оставляют открытым, у них общее — { $percent } %
alike-identical = полностью совпали ответы у { $people }, а ожидалось бы не более { $expected }
alike-moments = большей частью в одни и те же минуты
alike-order = большей частью в одном порядке
alike-burst = большинство начали в одни и те же пять минут
alike-pace = обычно от ответа до ответа меньше { $seconds } с
alike-one-answer = каждый давал ответы только одного вида
alike-more = … и ещё { $count } (все — в --json)
alike-large = Не проверялось, отвечают ли люди одинаково сверх случайного: столько голосов просматриваются только по просьбе (--guard).
alike-asked = По желанию (--no-guard) не проверялось, отвечают ли люди одинаково сверх случайного.
alike-one-vote-each = Не проверялось, отвечают ли люди одинаково сверх случайного: здесь у каждой стороны один голос, и она отвечает за себя.
