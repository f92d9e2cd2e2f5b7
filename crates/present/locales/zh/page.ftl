# 页面：读者看到的、数字以外的一切。

page-skip = 跳到结论
page-description = 就参与者而言：各方同意什么，分歧在哪里，还有谁没有被征询。
page-made-by = 由 Plenary 制作。本页不需要网络，也不需要脚本。
page-digest = 本结果的摘要值
page-input-digest = 投票的摘要值
page-summary = 概览
page-jump = { $count } 条陈述
table-party = { $blocks ->
    [group] 意见群
    [block] 分组
   *[party] 参与方
}
table-parties-caption = 各{ block-one }的答复
table-bar = 比例
table-interval = 同意，{ $confidence }% 区间
table-all = 全体
table-needed = 还差 { $needed } 份答复
table-not-voted = 未投票
excluded-about = 这些陈述有人答复，但不据此得出结论。

read-title = 如何阅读
read-ground = 每个数字只说明参与者的意见，不说明其他任何人，更不代表全体人口。
read-weight = 各{ block-one }不论大小，权重相同。其他加权方式列在每条陈述之下。
read-floor = 下限是我们有 { $confidence }% 的把握、各{ block-one }同时达到的比例。横条填到下限为止；每个小标记是一{ block-many }，长标记是最低的，虚线是所要求的同意比例。方块表示在外：实心为反对，灰色为未定，空心为未征询。
read-silence = 沉默绝不是同意。答复少于 { $minimum } 份（名册更小时以名册为准）的{ block-one }视为尚未征询；弃权是一种答复，但绝不是同意。
read-grades = 等级，按检验的先后排列；最先成立的即为结论
read-unanimous = 各{ block-one }都已征询，每份答复都同意。精确计数，不是估计。
read-consensus = 有 { $confidence }% 的把握，各{ block-one }至少 { $agreement }% 同意，且反对都不超过 { $veto }%。
read-broad_consensus = 同上，但至多容许 { $outside } { block-many }在外。在外者一律列名并说明原因。
read-shared_rejection = 对“反对”达成的共识或广泛共识。
read-divided = 有 { $confidence }% 的把握，一{ block-many }倾向同意、另一{ block-many }倾向反对，至少相差 { $gap } 个百分点。弃权不是反对。
read-not_yet_asked = 以上都不成立，而且还有人的意见没有听到。
read-majority = 有 { $confidence }% 的把握，过半数的{ block-one }里过半数的人倾向同一边。绝不称为共识。
read-majority-single = 有 { $confidence }% 的把握，过半数的人倾向同一边。绝不称为共识。
read-open = 已充分征询，尚无定论。
read-check = 任何人用同样的投票和设定，在任何机器上都会得到同样的摘要值。
