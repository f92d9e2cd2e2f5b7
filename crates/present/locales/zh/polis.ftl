# 同样的投票，Polis 会怎样说。

polis-title = Polis 会怎样说
polis-ground = { $people } 人中有 { $clustered } 人分在 { $groups } 个群组。
polis-snapshot = 一次读入全部投票，如同 Polis 首次看到它们。
polis-remembering = 一次读入全部投票，并包括任何时候曾被分组的人。
polis-replay = 按投票先后重放，每步 { $votes } 票。
polis-given = 采用已公布的群组。
polis-group = 群组 { $name } · { $people } 人
polis-share = { $vote } { $percent }%（{ $trials } 人中 { $successes } 人）·
polis-most-agree = 多数同意
polis-most-disagree = 多数不同意
polis-note = Polis 的数字没有误差范围，群组也从不少于两个。此处没有任何经认证的结论：要看结论，请去掉 --method polis。
