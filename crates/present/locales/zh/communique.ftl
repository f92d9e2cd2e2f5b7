# 论坛新闻稿。这里没有任何数字和名称：每一个都出自记录中的行为，由测试保证。
# “共识”只用于结论确已达到的等级；参数说明见 en/communique.ftl。

headline-adopted = 《{ $title }》{ $basis }通过
headline-not-adopted = 《{ $title }》未获通过
headline-found = 各方赞同之处与分歧所在
headline-convened = 论坛召开

basis = { $basis ->
    [without_objection] 无异议
    [without_objection_minus_one] 在不计当事方的情况下无异议
    [tacit_assent] 经默许程序，未收到异议
    [by_consensus] 以协商一致方式
    [without_vote] 未经表决
    [rough] 以大致共识方式，对每项异议均作出答复
    [general_agreement] 以普遍同意方式，无持续反对意见
   *[by_vote] 经表决
}

section-opening = 论坛概况
section-who = 与会各方
section-found = 讨论结论
section-text = 论坛文本
section-adoption = 文本通过情况
section-deed = 从言到行
section-notes = 各句出处

met = { $forum }于{ $opens }在{ $place }举行。
met-days = { $forum }于{ $days }在{ $place }举行。
theme = 论坛主题为“{ $theme }”。
co-organised = 共同主办单位：{ $names }。

took-part = { $count } 个{ $one }与会：{ $names }。
people = { $names }人口合计 { $people } 人（{ $source }，{ $date }）。
the-parties = 上述 { $count } 方
topics = 论坛讨论了 { $count } 个议题：{ $names }。
votes = { $participants } 人就 { $statements } 项陈述投出 { $votes } 票。以下所有数字仅代表参与者，从不代表全体人口。

found-all = 全部议题共 { $all } 项陈述，其中{ $parts }。
found-topic = { $topic }：{ $all } 项陈述中，{ $parts }。
count-unanimous = 全体一致 { $count } 项
count-consensus = 达成共识 { $count } 项
count-broad_consensus = 达成广泛共识 { $count } 项
count-shared_rejection = 遭共同反对 { $count } 项
count-divided = 各方存在分歧 { $count } 项
count-not_yet_asked = 尚未充分征询 { $count } 项
count-majority = 仅有多数 { $count } 项
count-open = 仍无定论 { $count } 项
statement-found = “{ $statement }”{ $found }

clause-forum = 论坛{ $text }
clause-forum-numbered = { $number }. 论坛{ $text }
clause-named = { $names }{ $text }
clause-named-numbered = { $number }. { $names }{ $text }

adopted = 《{ $title }》由有决定权的 { $count } 方{ $basis }通过：{ $names }。适用规则：{ $rule }。
adopted-by-vote = 《{ $title }》经表决通过：{ $yes } 票赞成，{ $no } 票反对，{ $abstain } 票弃权。适用规则：{ $rule }。
not-adopted = 《{ $title }》未获通过。适用规则：{ $rule }。
rule = { $rule ->
    [sco16] 有决定权的各方无一反对即为通过；记录在案的意见不妨碍通过
    [sco16_minus_one] 有决定权的各方无一反对即为通过，当事方可以陈述意见，但不计入
    [majority] 赞成票超过赞成票与反对票总数的一半即为通过
    [two_thirds] 赞成票达到赞成票与反对票总数的三分之二即为通过
    [un_consensus] 无正式反对即不经表决通过
    [silence] 在时限前无人打破默许即通过
    [wto] 出席成员无正式反对即通过
    [osce] 无人对作出决定表示反对即通过
    [osce_minus_one] 除明显、严重且未纠正地违反承诺的国家外，无人反对即通过
    [asean] 经协商一致、无人反对即通过
    [asean_minus_x] 无人反对即通过；不参加者不妨碍他方先行，并可后续加入
    [qmv] 经特定多数成员并代表特定比例人口赞成即通过
    [qmv_reinforced] 经更高特定多数成员并代表特定比例人口赞成即通过
    [unanimity_constructive] 无人反对即通过；附声明弃权者不受约束
    [iso] 普遍同意且重要一方没有持续反对即通过
    [rough] 每项成立的反对均获书面答复后通过
    [consent] 无附理由的反对即通过，并在规定日期重新审视
    [opec] 无人反对且在时限内无相反通知即通过
   *[other] { $rule }
}
objection-stands = { $party }表示反对：“{ $words }”
accepted = { $names }已表示接受。
no-objection-received = 未收到{ $names }的反对意见。沉默不是同意，也不计为同意。
stood-aside = { $names }暂不参加。
opinion = { $party }就{ $scope }阐述意见，要求记录在案：“{ $words }”该意见载入会议纪要，不妨碍文本通过。
reservation = { $party }对{ $scope }作出保留：“{ $words }”该保留附于文本，不妨碍文本通过。
scope-whole = 整个文本
scope-clause = 以“{ $clause }”开头的段落
scope-clause-numbered = 第 { $number } 条
objection-recorded = { $party }（{ $standing }）表示反对：“{ $words }”该反对已记录在案；此身份没有决定权，不影响文本通过。
heard = 没有决定权、其立场已听取并记录在案的各方中，{ $names }表示接受。
heard-nothing = 未收到{ $names }的表态，其没有决定权。
late = { $party }的来文逾期送达，已记录在案，不产生效力。

promise = { $names }承诺{ $deliverable }{ $measured ->
    [yes] （{ $unit }：{ $target }）
   *[no] {""}
}{ $dated ->
    [yes] ，期限为{ $due }
   *[no] {""}
}。
promise-confirmed = { $names }已确认这一承诺。经核实后方计为兑现。
promise-open = 这一承诺尚未得到确认，因而还不是任何一方的承诺。

head = 记录的树哈希
note-acts = 第 { $acts } 号行为
section-register = 上述行为
