# 一份分析：标题、栏目、数字。

analysis-title = 结论
ground = 就参与者而言：{ $n } { block-many }的 { $participants } 人对 { $statements } 条陈述作出 { $votes } 份答复。
ground-single = 就参与者而言：{ $participants } 人对 { $statements } 条陈述作出 { $votes } 份答复。
ground-votes = 就参与者而言：{ $n } { block-many }对 { $statements } 条陈述投出 { $votes } 票。
settings-line = 把握 { $confidence }% · 同意不少于 { $agreement }% · 反对不超过 { $veto }% · { $outside ->
    [0] 不容许任何{ block-one }在外
   *[other] { $n } 中至多 { $outside } { block-many }可在外
} · 满 { $minimum } 份答复为已征询
settings-line-single = 把握 { $confidence }% · 满 { $minimum } 份答复为已征询
answers-line = { $agree } 同意 · { $pass } 弃权 · { $disagree } 反对
revotes-line = { $revotes } 票改投：以最后一次为准
skipped-line = 略去 { $skipped } 行错误数据
exact-line = 精确计数：{ $objection } 条陈述无人反对，{ $all } 条陈述得到全部 { $n } { block-many }支持。
simulation-notice = 模拟数据，种子 { $seed }；不代表任何一方的真实意见

section-agreed = 我们同意
section-rejected = 我们共同反对
section-differ = 我们有分歧
section-not-asked = 尚未征询
section-open = 仍未定
section-agreed-about = 各{ block-one }都接受，或除列明的少数之外都接受。
section-rejected-about = 各{ block-one }都反对，或除列明的少数之外都反对。
section-differ-about = 有的{ block-one }倾向同意，有的倾向反对，相距甚远。
section-not-asked-about = 沉默不等于同意：还有人的意见没有听到。
section-open-about = 已充分征询，尚无定论。单纯的多数列在这里，仅此而已。
section-open-about-single = 不分各方时，至多只能得出多数。

grade-unanimous = 一致同意
grade-consensus = 共识
grade-broad_consensus = 广泛共识
grade-shared_rejection = 共同反对
grade-divided = 分歧
grade-not_yet_asked = 尚未征询
grade-majority = 多数
grade-open = 未定

vote-agree = 同意
vote-pass = 弃权
vote-disagree = 反对

label-outside = 在外
label-outside-head = 在外
label-weakest = 最低
label-more = … 还有 { $hidden } 条（全部见 --json 或 --html）
rows-in-full = 前 { $count } 条可展开，显示全部数字；其余各用一行列出。全部数字见 JSON。
rows-more = … 还有 { $count } 条：见 JSON 与 CSV。
label-excluded = 未纳入结论
label-excluded-count = { $excluded } 条陈述未纳入结论（--json 列出名目与原因）
label-none = 这里没有内容。
label-digest = 摘要值
label-majority-for = 多数同意
label-majority-against = 多数反对
label-missing = { $n } 中 { $count } 未征询
label-missing-single = 还差 { $more } 份
label-open = 未定

figure-percent = { $percent }%
figure-inside = { $n } 中的 { $inside }
figure-all = 全部 { $n }
figure-at-least-long = 至少 { $percent }%
figure-at-least = ≥ { $percent }%
figure-apart = { $low } ⇄ { $high }%
figure-range = { $low }–{ $high }%
figure-floor = 下限：有 { $confidence }% 的把握，各{ block-one }至少 { $percent }% 同意。
figure-rejection-floor = 反对下限：有 { $confidence }% 的把握，各{ block-one }至少 { $percent }% 反对。
figure-weakest = 其中最低：{ $party }。
figure-robust = 即使各{ block-one }有 { $fake }% 是假的，也至少 { $percent }% 同意。
figure-certified = 各{ block-one }都有 { $agreement }% 以上同意且至多 { $veto }% 反对的可能性：{ $percent }%。
figure-certified-broad = 容许至多 { $outside } { block-many }在外时：{ $percent }%。
figure-contrast = 最高与最低的{ block-one }相差 { $percent } 个百分点。
figure-balanced = 均衡得分（各{ block-one }权重相同）：{ $percent }%。
figure-weightings = 三分之二权重有 { $agreement }% 以上同意的可能性
figure-equal = 权重相同
figure-population = 按人口
figure-penrose = 按人口平方根
figure-unknown = 不详
figure-single-floor = 有 { $confidence }% 的把握，至少 { $percent }% 同意。
figure-totals = 全部答复：{ $agree } 同意，{ $pass } 弃权，{ $disagree } 反对。

groups-floor = 每个意见群中至少有 { $percent }% 同意。
groups-stopped = 并非在每个意见群中成立：群组 { $group } 至多 { $percent }% 同意。
groups-stopped-against = 并非在每个意见群中成立：群组 { $group } 至少 { $percent }% 同意。
groups-unasked = 意见群 { $group } 尚未得到倾听：还需 { $needed } 个回答。

# 答复相似的人。措辞平实谨慎：这是查看的理由，不是指控。“组合”不是意见群。
alike-title = 谁的答复相似
alike-none = 没有人的答复相似到偶然与共同意见无法解释的程度。
alike-found = { $people } 人分属 { $sets } 个组合，其答复相似的程度超出偶然与共同意见所能解释的范围。
alike-about = 这只是一个值得查看的理由，别无他意：朋友们一起填写也会如此。每一票都照原样计入。
alike-same = 若每个组合只算一位投票人，所有结论都不变。
alike-changed = 若每个组合只算一位投票人，有 { $count } 条结论会不同：
alike-apart = 他们各属不同的{ block-many }，计数因此没有变化。
alike-as-counted = 照实计数：{ $sentence }
alike-as-one = 每个组合算一位：{ $sentence }
alike-set = { $people } 人
alike-together = 在意见未能决定的部分中，{ $percent }% 相同
alike-identical = { $people } 人的答复完全相同，而预期至多 { $expected } 人
alike-moments = 大多在相同的分钟内
alike-order = 大多按相同的顺序
alike-burst = 多数在同一个五分钟内开始
alike-pace = 两次答复之间通常不到 { $seconds } 秒
alike-one-answer = 每人只给出一种答复
alike-more = … 还有 { $count } 个（全部见 --json）
alike-large = 未查看是否有人的答复相似到偶然无法解释的程度：票数如此之多，只有在要求时（--guard）才查看。
alike-asked = 按要求（--no-guard）未查看是否有人的答复相似到偶然无法解释的程度。
alike-one-vote-each = 未查看是否有人的答复相似到偶然无法解释的程度：这里每个{ block-one }一票，各自负责。
