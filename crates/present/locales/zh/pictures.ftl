# 图，以及意见如何聚合。参数见 en/pictures.ftl。

picture-same = 同样内容的文字与数字
picture-first = 显示 { $count } 条中的前 { $shown } 条。

hang-title = 意见如何聚合
hang-groups = 在答复足够、可以定位的 { $placed } 人中有 { $k } 个意见群：群内答法相近，群与群之间的人很少。
hang-stability = 换成同类的其他人，这些意见群重现时至少有 { $percent }% 重合。
hang-chance-groups = 均匀分布的单一人群看上去如此分开，一百次抽样中至多 { $draws } 次。
hang-spectrum = 没有彼此分开的意见群：意见连成一片。
hang-chance-spectrum = 均匀分布的单一人群，一百次抽样中有 { $draws } 次看上去至少这样分开。
hang-unstable = 看似分开之处，换成同类的其他人就不再重现：至多 { $percent }% 重合。
hang-small = 分出来的部分太小，不能称为意见群。
hang-too-few = 尚不能说是否有意见群：{ $placed ->
    [0] 从目前的答复还不能确定任何人的位置
   *[other] 从目前的答复只能确定 { $placed } 人的位置
}。
hang-about = 意见群只描述参与者。若确有意见群，一致意见也必须在每个群中成立；意见群本身不能认证任何结论。

group-title = 意见群 { $name }
group-size = { $people } 人 · 占可定位者的 { $percent }%
group-stability = 重现时有 { $percent }% 重合
group-agrees = { $share } 同意；其余的人 { $others }
group-disagrees = { $share } 反对；其余的人 { $others }
group-alike = 没有哪条陈述能确定地把这一群与其他人区别开来。
group-apart = 与意见群 { $name } 的同意比例平均相差 { $points } 个百分点。
group-more-agrees = 比其他人更同意
group-more-disagrees = 比其他人更反对

map-title = 意见图
map-nobody = 这里将显示作出答复的人。目前尚无人答复。
map-nobody-placed = 从目前的答复还不能确定任何人在图上的位置。
map-says-groups = 按答法排列的 { $people } 人：答法相近的人彼此靠近。图上勾出 { $k } 个意见群。
map-says-spectrum = 按答法排列的 { $people } 人：答法相近的人彼此靠近。他们连成一片，没有彼此分开的意见群。
map-says-too-few = 按答法排列的 { $people } 人：答法相近的人彼此靠近。尚不能说他们是否成群。
map-left = 越靠左越同意：
map-right = 越靠右越同意：
map-up = 越靠上越同意：
map-down = 越靠下越同意：
map-key-cells = 圆点越大，人越多：
map-key-marks = 每个记号是一个人，形状表示所属意见群。
map-key-mark = 每个记号是一个人。
map-key-outlines = 轮廓圈住一群中离中心最近的五分之四。
map-key-outline = 轮廓圈住离中心最近的五分之四。
map-key-unplaced = 灰色：{ $people } 人的答复不足以确定其位置。
map-key-left-out = 未上图：{ $people } 人的答复不足以确定其位置。
map-key-ring = 围绕意见群 A 中心的虚线圈：一般人的位置确知到这个范围（95%）。
map-key-ring-one = 围绕中心的虚线圈：一般人的位置确知到这个范围（95%）。
map-key-own-rings = 圈：每个位置确知到这个范围（95%）。
map-key-you = 您在这里；有 95% 的把握在圈内。
map-you = 您
map-table = 图上的意见群
map-all = 全部
map-unplaced = 未定位
map-axes = 坐标轴的含义
map-head-group = 意见群
map-head-people = 人数
map-head-share = 占可定位者
map-head-axis = 轴
map-head-first = 第一轴（横）
map-head-second = 第二轴（纵）
map-head-low = 低端更同意
map-head-high = 高端更同意
map-twin-cells = { $cells } 个圆点；最大的代表 { $most } 人。各种大小代表的人数：
map-twin-ring = 一般人的位置有 95% 的把握确知到圈的长半轴 { $long }、短半轴 { $short }（以第一轴为单位）。
map-twin-you = 您在第一轴的 { $first }、第二轴的 { $second }；有 95% 的把握在长半轴 { $long }、短半轴 { $short } 的圈内。

plane-title = 何者凝聚，何者分歧
plane-nothing = 还没有充分征询过的陈述可以显示。
plane-says = { $count } 条陈述。越往前同意的越多（各方权重相同）；越往上，答复越取决于在意见图上的位置。
plane-says-single = { $count } 条陈述。越往前同意的越多；越往上，答复越取决于在意见图上的位置。
plane-across = 同意比例
plane-upwards = 两侧相差的百分点
plane-apart = 两侧相差 { $points } 个百分点
plane-apart-about = 百分点：沿意见图第一轴，两侧的同意比例预计相差多少（由图的模型估计）。
plane-left-out = { $count } 条陈述尚未充分征询，未列入。
plane-head-statement = 陈述
plane-head-apart = 两侧相差（百分点）

by-statement-title = 逐条并列
heat-title = 各方并列
heat-title-groups = 各意见群并列
heat-title-both = 各方与各意见群并列
heat-says = 同意的比例，占全部答复（含弃权）的百分比。
heat-says-votes = 各方的表决：✓ 同意，– 弃权，✕ 反对。意见群为同意的百分比。
heat-nothing = 还没有陈述得到答复。
heat-not-asked = ○ 尚未征询
heat-withheld = · 少于 { $least } 份答复：不显示
heat-withheld-cell = 不显示
heat-weakest = 加框：决定下限的一方

floors-title = 下限与各方的区间
floors-title-single = 下限
floors-nothing = 各方都征询之后，这里显示下限。
floors-says = 条形填到下限：有 { $confidence }% 的把握，每一方至少有这么多人同意。
floors-says-single = 条形填到下限：有 { $confidence }% 的把握，至少有这么多人同意。
floors-key = 每条线是一方的区间（{ $confidence }%），圆点是预计比例；粗线是最低的一方。虚线是所要求的 { $agreement }%。
floors-key-single = 线是区间（{ $confidence }%），圆点是预计比例。虚线是所要求的 { $agreement }%。
floors-key-rejected = 共同反对的从另一端填起：至少有这么多人反对。
floor-agree = 至少 { $percent }% 同意
floor-disagree = 至少 { $percent }% 反对
floors-head-floor = 下限
floors-head-intervals = 同意比例：区间（预计）

opinions-too-few = 待有十位经认证者作答之后，意见之间的关联将显示于此。他们的共识见于共识板。
opinions-too-many = 地图略去：回答已超过 { $most } 条，绘制会拖慢投票。共识板是完整的。
opinions-ground = 依据 { $people } 位经认证者的回答。至少再有十人、且票数增加二十分之一时，图才重新绘制；不足十人的情况一概不显示。
opinions-yours = 回答过的人可在此看到自己的位置；旁人看不到。
opinions-own = 您的位置只显示给您本人。
