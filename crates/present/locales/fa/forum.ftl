# صفحه‌های مجمع: هر آنچه خواننده می‌بیند و نه کسی نوشته و نه از سند شمرده شده است.

forum-page-description = { $forum }: از رأی تا عمل، هر گام با اقدام‌هایی که از آن‌ها برآمده است.
nav-label = در این صفحه
nav-press = رسانه
nav-topics = موضوع‌ها
nav-findings = یافته‌ها
nav-text = متن
nav-adoption = تصویب
nav-deeds = عمل
nav-record = سند

phase-label = مرحله‌ها
phase-done = انجام‌شده
phase-now = اکنون

dateline = { $place }، { $day }
dateline-days = { $place }، { $days }
standing-count = { $count } { $one }
co-organised-line = برگزارکنندگان مشترک: { $names }

lead-read = خواندن خبر
lead-text = به صورت متن ساده
chain-title = زنجیره
chain-statements = گزاره
chain-votes = رأی از { $participants } نفر
chain-agreed = یافتهٔ مورد توافق
chain-clauses = بند برآمده از آن‌ها
chain-positions = طرف دربارهٔ متن نظر داد
chain-deeds = وعدهٔ تأییدشده از سوی وعده‌دهنده
chain-acts = اقدام در سند

topics-title = موضوع‌ها
topic-agreed = { $agreed } از { $all } مورد توافق
topic-none = اینجا هنوز توافقی نیست.

findings-title = یافته‌ها
findings-ground = همهٔ ارقام تنها از شرکت‌کنندگان می‌گوید. یافته‌ها بر پایهٔ { $count } طرف است؛ وزن همه یکسان است، هر اندازه که باشند.
findings-legend = نوار تا سهمی پر شده است که دربارهٔ همهٔ طرف‌ها هم‌زمان از آن اطمینان داریم؛ جایی که برخی بیرون‌اند، تا سهمی که از دیگران خواسته می‌شود. هر نشان کوچک یک طرف است و نشان بلند، پایین‌ترین طرف؛ نشان‌های پهن بیرون‌اند.
findings-more = همهٔ طرف‌ها، بازه‌ها و ارقام
findings-data = خود رأی‌ها به صورت جدول
finding-beside = در کنار آن و بیرون از شمارش: { $leaning } از { $count } ({ $many }) به موافقت گرایش دارند.
finding-parties = به تفکیک طرف
clause-of = در متن آمده است
sign-agreed = توافق
sign-rejected = رد مشترک
sign-divided = اختلاف
sign-not-asked = هنوز پرسیده نشده
sign-open = ناروشن

text-title = متن
text-about = هر بند از گزاره‌هایی برآمده است که دربارهٔ آن‌ها رأی داده‌اند؛ بند اینجاست چون یافته‌هایش سزاوار آن بود.
text-legend = نشان‌های موضع: ✓ می‌پذیرد، ○ چیزی نرسید، ✕ مخالف است، * دربارهٔ این بند سخنی گفت. کادر پیوسته: طرف تصمیم‌گیرنده؛ کادر خط‌چین: سخنش شنیده و ثبت می‌شود.
text-plain = تنها متن
text-subject = مجمع
text-speaks = { $subject }{" "}
text-from = از { $count } یافته
text-positions = موضع‌ها
text-none = متنی نوشته نشد: توافقی نبود که بندی از آن برآید.
text-act = اقدام { $act }

stands-accepts = می‌پذیرد
stands-accepts-with-reservation = با حق شرط می‌پذیرد
stands-can-live-with = با آن کنار می‌آید
stands-not-participating = شرکت نمی‌کند
stands-needs-time = زمان می‌خواهد
stands-objects = مخالف است
stands-no-objection-received = مخالفتی نرسید
stands-tacit-assent = مخالفتی نرسید؛ بنا بر قاعده‌ای که از پیش پذیرفته، سکوتش موافقت است
stands-voted-yes = رأی موافق داد
stands-voted-no = رأی مخالف داد
stands-abstained = رأی ممتنع داد
stands-did-not-vote = رأی نداد
heard-accepts = می‌پذیرد
heard-opinion = نظر ثبت‌شده
heard-reservation = حق شرط
heard-objects = مخالف است، بدون اثر
heard-nothing-short = چیزی نرسید
twin-count = { $what }: { $names }

adoption-title = متن چگونه تصویب شد
adoption-result = { $basis } به تصویب رسید
adoption-result-not = به تصویب نرسید
adoption-rule = قاعده
adoption-decide = تصمیم‌گیرندگان
adoption-heard = شنیده و ثبت می‌شود، بدون حق تصمیم‌گیری
adoption-party = طرف
adoption-standing = جایگاه
adoption-position = موضع
adoption-said = آنچه گفته شد
adoption-silence = «مخالفتی نرسید» یعنی سکوت. سکوت هرگز موافقت شمرده نمی‌شود.
adoption-none = چیزی به تصویب گذاشته نشد.

deeds-title = از سخن تا عمل
deed-owner = چه کسی
deed-what = چه کاری
deed-measure = سنجه
deed-due = مهلت
deed-state = وضعیت
deed-confirmed = تأییدشده از سوی وعده‌دهنده
deed-candidate = پیشنهادشده؛ هنوز وعدهٔ کسی نیست
deed-note = وعده تنها هنگامی عملی‌شده به شمار می‌آید که کسی جز وعده‌دهنده آن را راستی‌آزمایی کرده باشد.
deed-clause = از این بند
deed-none = وعده‌ای داده نشد.

record-recomputed = هر آنچه در این صفحه است از { $acts } اقدام دوباره محاسبه شده است و هر اقدام با هش خود به اقدام پیش از آن پیوسته است. اگر در یکی از آن‌ها یک حرف تغییر کند، هیچ‌یک از هش‌های پس از آن دیگر درست نیست.
record-head-now = هش درختی
record-file = سند
record-all = همهٔ اقدام‌ها، یک به یک
record-check = خودتان بررسی کنید: این فرمان خبر را تنها از روی سند دوباره می‌نویسد و سندی را که درست نباشد نمی‌پذیرد.
record-acts-title = همهٔ اقدام‌ها
record-cut = باقی این اقدام در پروندهٔ سند است.
record-back = بازگشت به مجمع
twin-names = { $names }
quoted = «{ $words }»
said-as = { $what }: «{ $words }»
