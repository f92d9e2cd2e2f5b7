# Что сказал бы Polis о тех же голосах.

polis-title = Что сказал бы Polis
polis-ground = { $clustered } из { $people } участников распределены по группам, групп: { $groups }.
polis-snapshot = Все голоса сразу, как если бы Polis увидел их впервые.
polis-remembering = Все голоса сразу, вместе со всеми, кто когда-либо попал бы в группу.
polis-replay = Голоса в порядке поступления, по { $votes } за шаг.
polis-given = По опубликованным группам.
polis-group = Группа { $name } · { $people ->
    [one] { $people } участник
    [few] { $people } участника
   *[many] { $people } участников
}
polis-share = { $vote } { $percent } % ({ $successes } из { $trials }) ·
polis-most-agree = Большинство согласно
polis-most-disagree = Большинство не согласно
polis-note = У чисел Polis нет погрешности, и групп у него никогда не меньше двух. Здесь ничего не удостоверено: чтобы увидеть выводы, уберите --method polis.
