# 论坛的信函与投递记录。

letters-title = 信函
letters-by-server = 信函由 { $server } 发送。
letters-by-folder = 尚未设置邮件服务器。信函以文件形式存入本服务器的发件文件夹，由工作人员从该处寄出。
letters-none = 尚无信函。任命代表或邀请各方时会写信。
letters-to = 收信人
letters-about = 事由
letters-written = 写信时间
letters-fate = 结果
letters-retry = 重试
letters-remind = 提醒
letters-remind-about = 已受邀而尚未答复的各方：
letters-post = 同时致函团长和副团长
letters-post-links = 将链接寄给所有留有地址的人
letters-unreachable = 以下各方的团长或副团长均未留地址：{ $parties }。
letter-waiting = 等待发送
letter-sent = 已于 { $when } 发出
letter-given-up = 未能发出，{ $when } 放弃
letter-link = 个人链接
letter-invitation = 邀请
letter-reminder = 提醒
letter-link-subject = { $forum }：您的个人链接
letter-link-text =
    { $name }，您好：
    
    您代表{ $party }参加{ $forum }。请用此个人链接进入：
    
    { $link }
    
    请勿转发。
letter-invitation-subject = 邀请函：{ $forum }
letter-invitation-text =
    { $name }，您好：
    
    谨邀请{ $party }参加{ $forum }。请于{ $day }前答复。您可用此个人链接答复、申报名册并发放个人代码：
    
    { $link }
    
    请勿转发。
letter-reminder-subject = 敬请答复：{ $forum }
letter-reminder-text =
    { $name }，您好：
    
    { $party }已受邀参加{ $forum }，尚未答复。答复期限为{ $day }。请在此答复：
    
    { $link }
    
    请勿转发此链接。
letter-close = 此信由论坛服务器写出，回信无人阅读。
done-retried = 正在重新发送该信函。
done-reminded = 提醒信等待发送。
letters-by-nobody = 本服务器不发送信函，信函在此等候。请以其他方式交付链接。
letter-negotiation = 磋商
letter-negotiation-subject = { $party }的立场？{ $title }
letter-negotiation-text =
    尊敬的 { $name }：
    
    { $forum } 正在磋商《{ $title }》，{ $party } 尚未就以下条款表明立场。请在此表明：
    
    { $link }
    
    每条下方的链接会打开该条并预先选好答案；在您确认之前，不视为表态。请勿转发这些链接。
letter-clause-found = { $found }。
letter-clause-stands = 接受或可以接受：{ $accepting }。反对：{ $objecting }。
letter-more-clauses = 页面上还有 { $count } 条待表态。
letter-adoption = 通过
letter-adoption-subject = 截至 { $when }：{ $title }
letter-adoption-text =
    尊敬的 { $name }：
    
    { $forum } 正在通过《{ $title }》，{ $party } 尚未表态。作答截止于 { $when }。如反对，请说明理由；如不作答，记录将写“未收到反对”，绝不写“同意”。请在此作答：
    
    { $link }
    
    请勿转发此链接。文本附后。
