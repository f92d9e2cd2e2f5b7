# 论坛的整套页面：凡读者所见而非他人所写、亦非从记录计得者，皆在此处。

forum-page-description = { $forum }：从投票到行动，每一步都注明出自哪些行为。
nav-label = 本页内容
nav-press = 新闻
nav-topics = 议题
nav-findings = 结论
nav-text = 文本
nav-adoption = 通过
nav-deeds = 行动
nav-record = 记录

phase-label = 进程
phase-done = 已完成
phase-now = 进行中

dateline = { $place }，{ $day }
dateline-days = { $place }，{ $days }
standing-count = { $count } 个{ $one }
co-organised-line = 共同主办：{ $names }

lead-read = 阅读新闻稿
lead-text = 纯文本
chain-title = 从言到行的链条
chain-statements = 项陈述
chain-votes = 票，由 { $participants } 人投出
chain-agreed = 项得到赞同的结论
chain-clauses = 个由此起草的条款
chain-positions = 方就文本表态
chain-deeds = 项经承诺方确认的承诺
chain-acts = 项记录在案的行为

topics-title = 议题
topic-agreed = { $all } 项中 { $agreed } 项得到赞同
topic-none = 此处尚无得到赞同的陈述。

findings-title = 讨论结论
findings-ground = 所有数字仅代表参与者。结论以 { $count } 方为准；各方无论大小，分量相同。
findings-legend = 横条的长度表示我们对每一方同时确信的同意比例；若有方在外，则表示对其余各方所要求的比例。每个小标记代表一方，最高的标记是同意比例最低的一方；宽标记表示在外的一方。
findings-more = 各方、区间与全部数字
findings-data = 投票数据表
finding-beside = 另有不计入者：{ $count } 个{ $many }中有 { $leaning } 个倾向赞成。
finding-parties = 各方情况
clause-of = 已载入文本
sign-agreed = 赞同
sign-rejected = 共同反对
sign-divided = 分歧
sign-not-asked = 尚未征询
sign-open = 未定

text-title = 文本
text-about = 每一条款都来自经投票的陈述；它列于此处，是因为其结论达到了要求。
text-legend = 立场符号：✓ 接受，○ 未收到表态，✕ 反对，* 就该条款有所表示。实线框：有决定权的一方；虚线框：其立场已听取并记录在案。
text-plain = 仅看文本
text-subject = 论坛
text-speaks = { $subject }
text-from = 出自 { $count } 项结论
text-positions = 立场
text-none = 没有起草文本：没有得到赞同、可据以写成条款的内容。
text-act = 第 { $act } 号行为

stands-accepts = 接受
stands-accepts-with-reservation = 接受，附保留
stands-can-live-with = 可以接受
stands-not-participating = 不参加
stands-needs-time = 需要时间
stands-objects = 反对
stands-no-objection-received = 未收到反对意见
stands-tacit-assent = 未收到反对意见；依其事先接受的规则，沉默视为同意
stands-voted-yes = 投赞成票
stands-voted-no = 投反对票
stands-abstained = 弃权
stands-did-not-vote = 未投票
heard-accepts = 接受
heard-opinion = 记录在案的意见
heard-reservation = 保留
heard-objects = 反对，不产生效力
heard-nothing-short = 未收到表态
twin-count = { $what }：{ $names }

adoption-title = 文本如何通过
adoption-result = { $basis }通过
adoption-result-not = 未获通过
adoption-rule = 适用规则
adoption-decide = 有决定权者
adoption-heard = 听取并记录在案，没有决定权者
adoption-party = 参与方
adoption-standing = 身份
adoption-position = 立场
adoption-said = 表态内容
adoption-silence = “未收到反对意见”即为沉默，从不计为同意。
adoption-none = 没有提交通过的文本。

deeds-title = 从言到行
deed-owner = 承诺方
deed-what = 内容
deed-measure = 指标
deed-due = 期限
deed-state = 状况
deed-confirmed = 承诺方已确认
deed-candidate = 已提出；还不是任何一方的承诺
deed-note = 承诺须经承诺方以外的人核实，方计为兑现。
deed-clause = 所依据的条款
deed-none = 没有作出承诺。

record-recomputed = 本页全部内容由 { $acts } 项行为重新算出，每项行为以哈希与前一项相连。改动其中任何一个字，其后的哈希便全部不再成立。
record-head-now = 树哈希
record-file = 记录
record-all = 逐项列出全部行为
record-check = 您可自行核对：此命令仅凭记录重新写出新闻稿，记录若不成立则予以拒绝。
record-acts-title = 全部行为
record-cut = 该行为的其余内容见记录文件。
record-back = 返回论坛
twin-names = { $names }
quoted = “{ $words }”
said-as = { $what }：“{ $words }”
