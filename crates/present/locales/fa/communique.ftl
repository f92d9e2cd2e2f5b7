# خبر مجمع. هیچ رقم و نامی در اینجا نیست: هر یک از اقدامی در سند می‌آید و آزمونی آن را می‌پاید.
# «اجماع» تنها دربارهٔ یافته‌ای گفته می‌شود که به آن درجه رسیده است. نشانوندها همان‌اند که در en/communique.ftl آمده است.

headline-adopted = «{ $title }» { $basis } به تصویب رسید
headline-not-adopted = «{ $title }» به تصویب نرسید
headline-found = موارد توافق و اختلاف طرف‌ها
headline-convened = مجمع فراخوانده شد

basis = { $basis ->
    [without_objection] بدون مخالفت
    [without_objection_minus_one] بدون مخالفت و بدون احتساب طرف ذی‌نفع
    [tacit_assent] به روش سکوت، بدون دریافت مخالفت
    [by_consensus] با اجماع
    [without_vote] بدون رأی‌گیری
    [rough] با اجماع تقریبی و پاسخ به هر مخالفت
    [general_agreement] با توافق عمومی و بدون مخالفت پایدار
   *[by_vote] با رأی‌گیری
}

section-opening = مجمع
section-who = شرکت‌کنندگان
section-found = یافته‌ها
section-text = مجمع چه می‌گوید
section-adoption = چگونگی تصویب متن
section-deed = از سخن تا عمل
section-notes = مأخذ هر جمله

met = { $forum } در { $opens } در { $place } برگزار شد.
met-days = { $forum } در روزهای { $days } در { $place } برگزار شد.
theme = شعار آن «{ $theme }» بود.
co-organised = برگزارکنندگان مشترک: { $names }.

took-part = { $count } { $one } { $count ->
    [one] شرکت کرد
   *[other] شرکت کردند
}: { $names }.
people = جمعیت { $names } بر پایهٔ { $source } روی‌هم { $people } نفر است، در { $date }.
the-parties = { $count } طرف
topics = { $count } موضوع بررسی شد: { $names }.
votes = { $participants } نفر دربارهٔ { $statements } گزاره { $votes } رأی دادند. همهٔ ارقام زیر تنها از شرکت‌کنندگان می‌گوید و هرگز از کل جمعیت نمی‌گوید.

found-all = از { $all } گزاره در همهٔ موضوع‌ها، { $parts }.
found-topic = { $topic }: از { $all } گزاره، { $parts }.
count-unanimous = { $count } مورد به اتفاق آرا رسید
count-consensus = { $count } مورد به اجماع رسید
count-broad_consensus = { $count } مورد به اجماع گسترده رسید
count-shared_rejection = { $count } مورد به‌طور مشترک رد شد
count-divided = در { $count } مورد میان طرف‌ها اختلاف است
count-not_yet_asked = در { $count } مورد هنوز به‌اندازهٔ کافی پرسیده نشده است
count-majority = { $count } مورد تنها اکثریت ساده دارد
count-open = { $count } مورد هنوز روشن نیست
statement-found = «{ $statement }» { $found }

clause-forum = مجمع { $text }
clause-forum-numbered = { $number }. مجمع { $text }
clause-named = { $names } { $text }
clause-named-numbered = { $number }. { $names } { $text }

adopted = «{ $title }» { $basis } به تصویب { $count } طرف تصمیم‌گیرنده رسید: { $names }. قاعده: { $rule }.
adopted-by-vote = «{ $title }» با رأی‌گیری به تصویب رسید: { $yes } موافق، { $no } مخالف، { $abstain } ممتنع. قاعده: { $rule }.
not-adopted = «{ $title }» به تصویب نرسید. قاعده: { $rule }.
rule = { $rule ->
    [sco16] متن هنگامی تصویب می‌شود که هیچ طرف تصمیم‌گیرنده‌ای مخالفت نکند؛ نظر ثبت‌شده مانع تصویب نیست
    [sco16_minus_one] متن هنگامی تصویب می‌شود که هیچ طرف تصمیم‌گیرنده‌ای مخالفت نکند؛ سخن طرف ذی‌نفع شنیده می‌شود، اما به حساب نمی‌آید
    [majority] متن هنگامی تصویب می‌شود که بیش از نیمی از آرای موافق و مخالف به سود آن باشد
    [two_thirds] متن هنگامی تصویب می‌شود که دست‌کم دو سوم آرای موافق و مخالف به سود آن باشد
    [un_consensus] متن بدون رأی‌گیری تصویب می‌شود اگر مخالفت رسمی نشود
    [silence] متن تصویب می‌شود اگر تا مهلت کسی سکوت را نشکند
    [wto] متن تصویب می‌شود اگر هیچ عضو حاضری رسماً مخالفت نکند
    [osce] متن تصویب می‌شود اگر کسی با گرفتن تصمیم مخالفت نکند
    [osce_minus_one] متن تصویب می‌شود اگر جز کشوری که تعهداتش را آشکارا، فاحش و جبران‌نشده نقض کرده کسی مخالفت نکند
    [asean] متن با مشورت و اجماع و بی‌مخالفت تصویب می‌شود
    [asean_minus_x] متن تصویب می‌شود اگر کسی مخالفت نکند؛ آنکه شرکت نمی‌کند راه دیگران را نمی‌بندد و بعداً می‌تواند بپیوندد
    [qmv] متن با اکثریت کیفی اعضا و سهم کیفی جمعیت تصویب می‌شود
    [qmv_reinforced] متن با اکثریت تقویت‌شدهٔ اعضا و سهم کیفی جمعیت تصویب می‌شود
    [unanimity_constructive] متن تصویب می‌شود اگر کسی رأی مخالف ندهد؛ ممتنع همراه با اعلامیه متعهد نیست
    [iso] متن با توافق عمومی و بی‌مخالفت پایدار بخشی مهم تصویب می‌شود
    [rough] متن پس از پاسخ کتبی به هر مخالفت تصویب می‌شود
    [consent] متن تصویب می‌شود اگر مخالفت مستدلی نباشد و در روز معین بازنگری می‌شود
    [opec] متن تصویب می‌شود اگر کسی مخالفت نکند و در مهلت اعلام مخالفتی نرسد
   *[other] { $rule }
}
objection-stands = { $party } مخالفت می‌کند: «{ $words }»
accepted = { $names } پذیرش خود را اعلام { $count ->
    [one] کرده است
   *[other] کرده‌اند
}.
no-objection-received = از { $names } مخالفتی نرسید. سکوت به معنای موافقت نیست و موافقت شمرده نمی‌شود.
stood-aside = { $names } کنار { $count ->
    [one] ماند
   *[other] ماندند
}.
opinion = { $party } نظر خود را دربارهٔ { $scope } به ثبت رساند: «{ $words }» این نظر در صورت‌جلسه می‌ماند و مانع تصویب نیست.
reservation = { $party } دربارهٔ { $scope } حق شرط اعلام کرد: «{ $words }» این حق شرط به متن پیوست می‌شود و مانع تصویب نیست.
scope-whole = کل متن
scope-clause = بندی که با «{ $clause }» آغاز می‌شود
scope-clause-numbered = بند { $number }
objection-recorded = { $party } ({ $standing }) مخالفت می‌کند: «{ $words }» این مخالفت ثبت شد؛ این جایگاه حق تصمیم‌گیری ندارد و مخالفتش بر تصویب متن اثری ندارد.
heard = شنیده و ثبت شد، بی‌آنکه حق تصمیم‌گیری داشته باشند: { $names } پذیرش خود را اعلام { $count ->
    [one] کرد
   *[other] کردند
}.
heard-nothing = از { $names } که حق تصمیم‌گیری { $count ->
    [one] ندارد
   *[other] ندارند
}، چیزی نرسید.
late = آنچه { $party } فرستاد پس از مهلت رسید و بدون اثر ثبت شد.

promise = { $names } وعده { $count ->
    [one] می‌دهد
   *[other] می‌دهند
} که { $deliverable }{ $measured ->
    [yes] : { $target } { $unit }
   *[no] {""}
}{ $dated ->
    [yes] ، تا { $due }
   *[no] {""}
}.
promise-confirmed = { $names } این وعده را تأیید { $count ->
    [one] کرد
   *[other] کردند
}. این وعده تنها پس از راستی‌آزمایی، عملی‌شده به شمار می‌آید.
promise-open = این وعده هنوز تأیید نشده است و از این رو وعدهٔ کسی نیست.

head = هش درختی سند
note-acts = { $count ->
    [one] اقدام
   *[other] اقدام‌های
} { $acts }
section-register = اقدام‌های یادشده
