# تابلو، گزاره‌ها و طرف‌ها.

board-title = توافق‌های ما
board-all-topics = همهٔ موضوع‌ها
board-by-capacity = بر پایهٔ نقش
board-ground = { $answers ->
    [one] تا کنون { $answers } پاسخ
   *[other] تا کنون { $answers } پاسخ
}؛ { $parties } طرف شمرده می‌شوند و وزن همه یکسان است.
board-parties-caption = پاسخ‌ها به تفکیک طرف
board-see-parties = موضع هر طرف را ببینید
board-party = طرف
board-interval = موافق – مخالف
board-answers = پاسخ‌ها
board-by-ten = شمارها ده نفر ده نفر تغییر می‌کنند تا کسی نتواند رأی یک نفر را بفهمد؛ تا نُه نفر هنوز دیده نمی‌شوند.
board-begin-text = آغاز متن از آنچه توافق شده
column-agreed = موافقیم
column-agreed-about = برای پذیرفتن یا رد کردن با هم.
column-agreed-empty = هنوز هیچ. آنچه طرف‌ها به طور گسترده بر آن توافق دارند اینجا می‌آید، با نام آن‌ها که بیرون‌اند.
column-divided = اختلاف داریم
column-divided-about = یک طرف به موافقت و طرف دیگر به مخالفت گرایش دارد.
column-divided-empty = هنوز هیچ. جایی که طرف‌ها دور از هم‌اند اینجا نشان داده می‌شود.
column-not-yet-asked = هنوز پرسیده نشده
column-not-yet-asked-about = سکوت موافقت نیست: کسی هنوز شنیده نشده است.
column-not-yet-asked-empty = همه چیز از همه پرسیده شده است.
column-open = هنوز روشن نیست
column-open-about = به اندازه پرسیده شده و روشن نشده. اکثریت ساده اینجا می‌آید.
column-open-empty = چیزی ناروشن نیست.
short-agreed = توافق
short-divided = اختلاف
short-not-yet-asked = پرسیده‌نشده
short-open = ناروشن
capacity-everybody = همه
capacity-official-plural = مقام‌های رسمی
capacity-expert-plural = کارشناسان
capacity-organisation-plural = سازمان‌ها
capacity-resident-plural = ساکنان
finding-grade-unanimous = به اتفاق آرا
finding-grade-consensus = اجماع
finding-grade-broad-consensus = اجماع گسترده
finding-grade-shared-rejection = رد مشترک
finding-grade-divided = اختلاف
finding-grade-not-yet-asked = هنوز پرسیده نشده
finding-grade-majority = اکثریت ساده
finding-grade-open = هنوز روشن نیست
finding-robust = حتی اگر از هر ده رأی‌دهندهٔ هر طرف یکی ساختگی باشد، با { $percent }٪ برقرار است.
finding-nobody-yet = هنوز کسی به این پاسخ نداده است.
finding-asked = از { $asked } طرف از { $of } طرف پرسیده شده است
outside-disagrees = بیرون از توافق: مخالف
outside-undecided = بیرون از توافق: نامصمم
outside-not-asked = { $needed ->
    [0] هنوز پرسیده نشده
   *[other] هنوز پرسیده نشده: { $needed } پاسخ دیگر
}
party-weakest = پایین‌ترین طرف: مرز آنچه مسلم است
lean = { $agree }٪ موافق، { $disagree }٪ مخالف، از { $answers } پاسخ
lean-nobody = کسی پاسخ نداد
tier-attested = تأییدشده
tier-invited = دعوت‌شده، جدا شمرده می‌شود
tier-open = آزاد، جدا شمرده می‌شود
statement-beside = { $answers ->
    [one] { $answers } پاسخ
   *[other] { $answers } پاسخ
}، { $agree }٪ موافق؛ این‌ها چیزی را گواهی نمی‌کنند.
statement-answer = پاسخ دهید
statement-parties = طرف‌ها چه می‌گویند
statement-history = چگونه شکل گرفت
statement-history-table = همان به صورت جدول
statement-languages = به زبان‌های دیگر
statement-act = ثبت‌شده در اقدام { $act } سند.
history-when = زمان
history-answers = پاسخ‌ها
history-agree = موافق، ٪
history-disagree = مخالف، ٪
history-words = { $answers ->
    [one] { $answers } پاسخ تأییدشده
   *[other] { $answers } پاسخ تأییدشده
}: سهم موافقان از { $from }٪ به { $to }٪ رسید. خط‌چین موافقتی است که از همه با هم خواسته می‌شود؛ یافته آن را از هر طرف می‌خواهد.
party-since = از سال { $year } در این جایگاه.
party-population = { $people } نفر ({ $source }، { $date }). جمعیت وزن آن را تغییر نمی‌دهد.
party-home = مقر: { $party }.
party-beside = پاسخ‌هایش نشان داده می‌شود و در یافته‌ها شمرده نمی‌شود: جایگاهش این حق را ندارد.
party-alone = کجا بیرون از توافق است
party-nowhere-alone = در هیچ‌یک از توافق‌های دیگران بیرون نیست.
party-stands = چه می‌گوید
board-as-data = همه به صورت داده:
beside-line = در کنار آن‌ها، { $who }: { $grade }
beside-title = در کنار آن‌ها: { $who }
