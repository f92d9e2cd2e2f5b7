# یک تحلیل: سرصفحه، بخش‌ها، رقم‌ها.

analysis-title = یافته‌ها
ground = از میان شرکت‌کنندگان: { $participants } نفر در { $n } { block-many } به { $statements } گزاره { $votes } پاسخ دادند.
ground-single = از میان شرکت‌کنندگان: { $participants } نفر به { $statements } گزاره { $votes } پاسخ دادند.
ground-votes = از میان شرکت‌کنندگان: { $n } { block-many } دربارهٔ { $statements } گزاره { $votes } رأی دادند.
settings-line = اطمینان { $confidence }٪ · موافقت از { $agreement }٪ · مخالفت تا { $veto }٪ · { $outside ->
    [0] هیچ { block-one } نباید بیرون بماند
   *[other] تا { $outside } از { $n } می‌توانند بیرون بمانند
} · پرسیده‌شده از { $minimum } پاسخ
settings-line-single = اطمینان { $confidence }٪ · پرسیده‌شده از { $minimum } پاسخ
answers-line = { $agree } موافق · { $pass } ممتنع · { $disagree } مخالف
revotes-line = { $revotes } رأی تغییریافته: آخرین رأی شمرده می‌شود
skipped-line = { $skipped } سطر نادرست کنار گذاشته شد
exact-line = به شمارش دقیق: { $objection } گزاره بدون مخالفت، { $all } گزاره با همراهی همهٔ { $n } { block-many }.
simulation-notice = شبیه‌سازی، بذر { $seed }؛ نظر واقعی هیچ طرفی نیست

section-agreed = توافق داریم
section-rejected = با هم رد می‌کنیم
section-differ = اختلاف داریم
section-not-asked = هنوز پرسیده نشده
section-open = هنوز باز
section-agreed-about = پذیرفته در هر { block-one }، یا در همه جز معدودی که نام برده شده‌اند.
section-rejected-about = رد شده در هر { block-one }، یا در همه جز معدودی که نام برده شده‌اند.
section-differ-about = یک { block-one } موافق و دیگری مخالف است، با فاصلهٔ بسیار.
section-not-asked-about = سکوت نشانهٔ رضایت نیست: صدای کسی هنوز شنیده نشده است.
section-open-about = به‌اندازهٔ کافی پرسیده شده، اما روشن نشده است. اکثریت ساده همین‌جا می‌ماند و بیش از این نیست.
section-open-about-single = بدون طرف‌ها چیزی فراتر از اکثریت یافت نمی‌شود.

grade-unanimous = اتفاق آرا
grade-consensus = اجماع
grade-broad_consensus = اجماع گسترده
grade-shared_rejection = رد مشترک
grade-divided = اختلاف‌نظر
grade-not_yet_asked = هنوز پرسیده نشده
grade-majority = اکثریت
grade-open = باز

vote-agree = موافق
vote-pass = ممتنع
vote-disagree = مخالف

label-outside = بیرون
label-outside-head = بیرون
label-weakest = ضعیف‌ترین
label-more = … و { $hidden } مورد دیگر (همه با ‎--json‎ یا ‎--html‎)
rows-in-full = { $count } مورد نخست باز می‌شوند و همهٔ رقم‌ها را نشان می‌دهند؛ بقیه هر یک در یک سطر آمده‌اند. همهٔ رقم‌ها در JSON است.
rows-more = … و { $count } مورد دیگر: در JSON و CSV.
label-excluded = کنار گذاشته از یافته‌ها
label-excluded-count = { $excluded } گزاره از یافته‌ها کنار گذاشته شد (نام و دلیل با ‎--json‎)
label-none = چیزی اینجا نیست.
label-digest = چکیدهٔ رمز
label-majority-for = اکثریت موافق
label-majority-against = اکثریت مخالف
label-missing = از { $count } از { $n } پرسیده نشده
label-missing-single = { $more } پاسخ مانده
label-open = باز

figure-percent = { $percent }٪
figure-inside = { $inside } از { $n }
figure-all = هر { $n }
figure-at-least-long = دست‌کم { $percent }٪
figure-at-least = ≥ { $percent }٪
figure-apart = { $low } ⇄ { $high }٪
figure-range = { $low } تا { $high }٪
figure-floor = کف: با { $confidence }٪ اطمینان، در هر { block-one } دست‌کم { $percent }٪ موافق‌اند.
figure-rejection-floor = کف رد: با { $confidence }٪ اطمینان، در هر { block-one } دست‌کم { $percent }٪ مخالف‌اند.
figure-weakest = ضعیف‌ترین: { $party }.
figure-robust = حتی اگر { $fake }٪ هر { block-one } ساختگی باشد، دست‌کم { $percent }٪ موافق‌اند.
figure-certified = احتمال اینکه در هر { block-one } { $agreement }٪ یا بیشتر موافق و حداکثر { $veto }٪ مخالف باشند: { $percent }٪.
figure-certified-broad = همان، با حداکثر { $outside } بیرون‌مانده: { $percent }٪.
figure-contrast = بالاترین و پایین‌ترین { block-one } { $percent } واحد درصد فاصله دارند.
figure-balanced = امتیاز متوازن، با وزن برابر هر { block-one }: { $percent }٪.
figure-weightings = احتمال اینکه دوسوم وزن‌ها { $agreement }٪ یا بیشتر موافق داشته باشند
figure-equal = هر { block-one } یک وزن
figure-population = به نسبت جمعیت
figure-penrose = به نسبت ریشهٔ دوم آن
figure-unknown = نامعلوم
figure-single-floor = با { $confidence }٪ اطمینان، دست‌کم { $percent }٪ موافق‌اند.
figure-totals = همهٔ پاسخ‌ها: { $agree } موافق، { $pass } ممتنع، { $disagree } مخالف.

groups-floor = در هر گروه فکری دست‌کم { $percent }٪ موافق‌اند.
groups-stopped = نه در همهٔ گروه‌های فکری: از گروه { $group } حداکثر { $percent }٪ موافق‌اند.
groups-stopped-against = نه در همهٔ گروه‌های فکری: از گروه { $group } دست‌کم { $percent }٪ موافق‌اند.
groups-unasked = گروه فکری { $group } هنوز شنیده نشده است: { $needed } پاسخ دیگر لازم است.

# کسانی که یکسان پاسخ می‌دهند. ساده و محتاطانه: دلیلی برای نگاه‌کردن، نه اتهام. «دسته» گروه فکری نیست.
alike-title = چه کسانی یکسان پاسخ می‌دهند
alike-none = هیچ‌کس آن‌قدر یکسان پاسخ نداده که تصادف و نظر مشترک توضیحش ندهد.
alike-found = { $people } نفر در { $sets } دسته چنان یکسان پاسخ داده‌اند که تصادف و نظر مشترک آن را توضیح نمی‌دهد.
alike-about = این فقط دلیلی برای نگاه‌کردن است و نه بیشتر: دوستانی که با هم یک برگه را پر کنند نیز چنین به نظر می‌رسند. هر رأی همان‌گونه که داده شده شمرده شده است.
alike-same = اگر هر دسته یک رأی‌دهنده شمرده شود، همهٔ یافته‌ها همان می‌مانند.
alike-changed = اگر هر دسته یک رأی‌دهنده شمرده شود، { $count } یافته دگرگون می‌شود:
alike-apart = آنان از { block-many } گوناگون‌اند و از این رو چیزی جور دیگری شمرده نمی‌شود.
alike-as-counted = چنان‌که شمرده شد: { $sentence }
alike-as-one = هر دسته یک رأی‌دهنده: { $sentence }
alike-set = { $people } نفر
alike-together = از آنچه نظرها باز می‌گذارند { $percent }٪ مشترک است
alike-identical = { $people } نفر دقیقاً همان پاسخ‌ها را دادند، حال آنکه حداکثر { $expected } نفر انتظار می‌رفت
alike-moments = بیشتر در همان دقیقه‌ها
alike-order = بیشتر به همان ترتیب
alike-burst = بیشترشان در همان پنج دقیقه آغاز کردند
alike-pace = معمولاً کمتر از { $seconds } ثانیه از پاسخی تا پاسخ بعد
alike-one-answer = هر یک فقط یک نوع پاسخ داد
alike-more = … و { $count } مورد دیگر (همه در ‎--json‎)
alike-large = بررسی نشد که آیا کسانی بیش از حد تصادف یکسان پاسخ داده‌اند: این همه رأی فقط به درخواست (‎--guard‎) بررسی می‌شود.
alike-asked = بنا به خواست (‎--no-guard‎) بررسی نشد که آیا کسانی بیش از حد تصادف یکسان پاسخ داده‌اند.
alike-one-vote-each = بررسی نشد که آیا کسانی بیش از حد تصادف یکسان پاسخ داده‌اند: اینجا هر { block-one } یک رأی دارد و خود پاسخ‌گوی آن است.
