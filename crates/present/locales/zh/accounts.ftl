# 以他处账户进入秘书处。
account-title = 您的账户
account-about = 您可以用 { $provider } 的账户进入秘书处，不必使用链接。这里只保存账户编号，并随您的资料一并删除。
account-is = 您以 { $name } 的身份进入。
account-none = 尚未关联账户。
account-connect = 关联我在 { $provider } 的账户
account-another = 关联另一个
account-forget = 取消关联
enter-account-about = 已关联账户的主办方、审核员和共同主办方：
enter-account = 用 { $provider } 进入
done-account-connected = 账户已关联，今后可用它进入。
done-account-forgotten = 已取消关联。您的链接和本次会话保留。
refused-sign-in-over = 此次登录已结束，或是在另一个浏览器中开始的。请重新开始；未作任何更改。
refused-account-taken = 此账户已由他人在此关联。未作任何更改。
refused-account-unknown = 此账户尚未在此关联。请先用链接进入，再在秘书处关联。
problem-sign-in = 登录未成功：{ $why }。未作任何更改；请用链接进入，或告知服务器的管理者。
moderate-by-machine = 由 { $name } 翻译
moderate-by-machine-about = 此时无需填写上面的文字。机器翻译会注明，人工翻译将取而代之。
refused-no-translator = 此服务器未设置翻译服务。
refused-no-such-statement = 没有这个编号的观点。
refused-same-language = 该观点原本就是这种语言。
refused-translator = 未能翻译：{ $why }。

# 谁在秘书处。
people-there = 在此人员
people-there-about = 移除某人会立即终止其链接、会话、程序令牌和账户，并删除其姓名。其所做之事保留在记录中。链接和代码有效期为一年。
people-by-account = 以账户 { $name } 进入
people-by-link = 持有链接，有效期至 { $day }
people-by-session = 链接已用完；以设备上已打开的会话进入
people-convener = 召集论坛的人
people-you = （您）
people-remove = 移除
people-remove-whom = 移除 { $name }
done-removed = 已移除。其链接、会话和账户均已终止。
refused-yourself = 不能移除自己，以保证始终有人在场。请另一位主办方操作。
refused-not-at-desk = 秘书处已没有此人。
api-no-address = 地址 { $name } 处没有可更改的内容。
api-not-in-scope = 此令牌不能更改 { $name } 处的内容。
