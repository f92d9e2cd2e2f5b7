# Предложения о выводах. Аргументы — как в en/sentence.ftl.
# block-one — предложный падеж со словом «каждый»; block-many — родительный после «из».

block-one = { $blocks ->
    [group] каждой группе
    [block] каждом блоке
   *[party] каждой стороне
}
block-many = { $blocks ->
    [group] { $n ->
        [one] группы
       *[other] групп
    }
    [block] { $n ->
        [one] блока
       *[other] блоков
    }
   *[party] { $n ->
        [one] стороны
       *[other] сторон
    }
}
block-named = { $blocks ->
    [group] группа { $name }
   *[party] { $name }
}
do-they = { $direction ->
    [against] против
   *[for] за
}

list-two = { $a } и { $b }
list-more = { $a }, { $b }
list-end = { $a } и { $b }
outside-one = { $party } ({ outside-reason })
outside-reason = { $reason ->
    [disagrees] { $direction ->
        [against] за
       *[for] против
    }
    [undecided] не определилась
   *[not_asked] не опрошена
}
needed-one = { $party } (ещё { $needed })

sentence-unanimous = Единогласие среди участвовавших: { $n } из { $n } { block-many }, и каждый ответ — «за».
sentence-unanimous-votes = Единогласие среди участвовавших: «за» — { $n } из { $n } { block-many }.
sentence-consensus = Среди участвовавших: мы на { $confidence } % уверены, что в { block-one } не менее { $percent } % согласны.
sentence-consensus-votes = Консенсус участвовавших: «за» — { $n } из { $n } { block-many }.
sentence-broad-consensus = Широкий консенсус участвовавших: { $inside } из { $n } { block-many }; вне его: { $outside }.
sentence-broad-consensus-unnamed = Широкий консенсус участвовавших: мы на { $confidence } % уверены не менее чем в { $inside } из { $n } { block-many }.
sentence-rejected = Участвовавшие вместе отвергают: мы на { $confidence } % уверены, что в { block-one } не менее { $percent } % против.
sentence-rejected-votes = Участвовавшие вместе отвергают: против — { $n } из { $n } { block-many }.
sentence-rejected-broad = Участвовавшие широко отвергают: против — { $inside } из { $n } { block-many }; вне этого: { $outside }.
sentence-rejected-broad-unnamed = Участвовавшие широко отвергают: мы на { $confidence } % уверены не менее чем в { $inside } из { $n } { block-many }.
sentence-divided = Мнения участвовавших разделились: { $against } — согласны не более { $low } %, { $for } — согласны не менее { $high } %.
sentence-divided-votes = Мнения участвовавших разделились: за — { $agree }, против — { $disagree }, воздержались — { $pass }.
sentence-divided-unnamed = Мнения участвовавших разделились в обе стороны.
sentence-not-yet-asked = Ещё не спрошены: { $parties }. Прежде чем что-либо утверждать, { $count ->
    [1] нужно
   *[other] от каждой нужно
} ещё { $more ->
    [one] { $more } ответ
    [few] { $more } ответа
   *[many] { $more } ответов
}.
sentence-not-yet-asked-apiece = Ещё не спрошены в достаточной мере: { $parties }; без этих ответов нельзя ничего утверждать.
sentence-not-yet-asked-many = Ещё не спрошены { $lacking } из { $n } { block-many }: прежде чем что-либо утверждать, нужно всего ещё { $missing ->
    [one] { $missing } ответ
    [few] { $missing } ответа
   *[many] { $missing } ответов
}.
sentence-not-yet-asked-single = Ещё не спрошено: прежде чем что-либо утверждать, нужно ещё { $more ->
    [one] { $more } ответ
    [few] { $more } ответа
   *[many] { $more } ответов
}.
sentence-not-yet-asked-votes = Ещё не спрошено: не голосовали { $parties }.
sentence-not-yet-asked-votes-many = Ещё не спрошено: не голосовали { $lacking } из { $n } { block-many }.
sentence-majority = Большинство среди участвовавших: мы на { $confidence } % уверены, что более чем в половине из { $n } { block-many } более половины — { do-they }.
sentence-majority-single = Большинство участвовавших: мы на { $confidence } % уверены, что более половины — { do-they }.
sentence-majority-votes = Большинство среди участвовавших: { do-they } — { $inside } из { $n } { block-many }.
sentence-open = Открыто: ответов достаточно, ясности нет.
sentence-open-expected = Открыто: ответов достаточно, ясности нет; ожидается, что её внесут ещё около { $more ->
    [one] { $more } ответа
   *[other] { $more } ответов
}.
sentence-open-exhausted = Открыто: все списки исчерпаны, ясности нет.
sentence-open-votes = Открыто: все голоса поданы, ясности нет: за — { $agree }, против — { $disagree }, воздержались — { $pass }.
sentence-open-beyond = Открыто: само мнение стоит у порога; даже ещё { $more ->
    [one] { $more } ответ
    [few] { $more } ответа
   *[many] { $more } ответов
} в { block-one } вряд ли внесут ясность.
sentence-open-beyond-single = Открыто: само мнение стоит у порога; даже ещё { $more ->
    [one] { $more } ответ
    [few] { $more } ответа
   *[many] { $more } ответов
} вряд ли внесут ясность.
