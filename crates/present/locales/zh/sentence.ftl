# 每项结论一句话。参数见 en/sentence.ftl。

block-one = { $blocks ->
    [group] 意见群
    [block] 分组
   *[party] 方
}
block-many = { $blocks ->
    [group] 个意见群
    [block] 个分组
   *[party] 方
}
block-named = { $blocks ->
    [group] 意见群 { $name }
   *[party] { $name }
}
do-they = { $direction ->
    [against] 反对
   *[for] 同意
}

list-two = { $a }和{ $b }
list-more = { $a }、{ $b }
list-end = { $a }和{ $b }
outside-one = { $party }（{ outside-reason }）
outside-reason = { $reason ->
    [disagrees] { $direction ->
        [against] 同意
       *[for] 反对
    }
    [undecided] 未定
   *[not_asked] 未征询
}
needed-one = { $party }（还差 { $needed } 份）

sentence-unanimous = 参与者一致同意：全部 { $n } { block-many }中每份答复都同意。
sentence-unanimous-votes = 参与者一致同意：全部 { $n } { block-many }都同意。
sentence-consensus = 就参与者而言：我们有 { $confidence }% 的把握，每{ $blocks ->
    [group] 个意见群
    [block] 个分组
   *[party] 一方
}中至少 { $percent }% 同意。
sentence-consensus-votes = 参与者的共识：全部 { $n } { block-many }都同意。
sentence-broad-consensus = 参与者的广泛共识：{ $n } { block-many }中的 { $inside } { block-many }；在外的是{ $outside }。
sentence-broad-consensus-unnamed = 参与者的广泛共识：我们有 { $confidence }% 的把握，{ $n } { block-many }中至少 { $inside } { block-many }如此。
sentence-rejected = 参与者共同反对：我们有 { $confidence }% 的把握，每{ $blocks ->
    [group] 个意见群
    [block] 个分组
   *[party] 一方
}中至少 { $percent }% 反对。
sentence-rejected-votes = 参与者共同反对：全部 { $n } { block-many }都反对。
sentence-rejected-broad = 参与者广泛反对：{ $n } { block-many }中有 { $inside } { block-many }反对；在外的是{ $outside }。
sentence-rejected-broad-unnamed = 参与者广泛反对：我们有 { $confidence }% 的把握，{ $n } { block-many }中至少 { $inside } { block-many }如此。
sentence-divided = 参与者意见分歧：{ $against }至多 { $low }% 同意，{ $for }至少 { $high }% 同意。
sentence-divided-votes = 参与者意见分歧：{ $agree } { block-many }同意，{ $disagree } { block-many }反对，{ $pass } { block-many }弃权。
sentence-divided-unnamed = 参与者意见分歧：两边都有。
sentence-not-yet-asked = 尚未征询{ $parties }：{ $count ->
    [1] 还需 { $more } 份答复
   *[other] 各还需 { $more } 份答复
}，才能下结论。
sentence-not-yet-asked-apiece = 尚未充分征询{ $parties }：补足这些答复之前不能下结论。
sentence-not-yet-asked-many = { $n } { block-many }中有 { $lacking } { block-many }尚未征询：共还需 { $missing } 份答复，才能下结论。
sentence-not-yet-asked-single = 尚未征询：还需 { $more } 份答复，才能下结论。
sentence-not-yet-asked-votes = 尚未征询：{ $parties }没有投票。
sentence-not-yet-asked-votes-many = 尚未征询：{ $n } { block-many }中有 { $lacking } { block-many }没有投票。
sentence-majority = 参与者的多数：我们有 { $confidence }% 的把握，{ $n } { block-many }中过半数的{ block-one }里，过半数的人{ do-they }。
sentence-majority-single = 参与者的多数：我们有 { $confidence }% 的把握，过半数的人{ do-they }。
sentence-majority-votes = 参与者的多数：{ $n } { block-many }中有 { $inside } { block-many }{ do-they }。
sentence-open = 未定：已充分征询，尚无定论。
sentence-open-expected = 未定：已充分征询，尚无定论；预计再有约 { $more } 份答复可见分晓。
sentence-open-exhausted = 未定：名册已全部答复，仍无定论。
sentence-open-votes = 未定：票已投完，仍无定论：{ $agree } { block-many }同意，{ $disagree } { block-many }反对，{ $pass } { block-many }弃权。
sentence-open-beyond = 未定：意见本身就在界线附近；即使每{ $blocks ->
    [group] 个意见群
    [block] 个分组
   *[party] 一方
}再有 { $more } 份答复，预计也难有定论。
sentence-open-beyond-single = 未定：意见本身就在界线附近；即使再有 { $more } 份答复，预计也难有定论。
