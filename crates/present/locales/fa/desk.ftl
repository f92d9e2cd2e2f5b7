# دبیرخانه.

problem-not-organiser = اینجا دبیرخانهٔ برگزارکنندگان است. با پیوندی که گرفته‌اید وارد شوید.
problem-not-convener = فقط با پیوندی که سرور هنگام آغاز نوشت می‌توان اینجا مجمعی فرا خواند.
desk-title = دبیرخانهٔ برگزارکنندگان
desk-done-parties = طرف‌ها افزوده شدند.
desk-done-topics = موضوع‌ها باز شدند.
desk-done-statements = گزاره‌ها از اکنون پرسیده می‌شوند.
desk-done-published = یافته‌ها منتشر و در سند ثبت شدند.
desk-step-parties = نام بردن طرف‌ها
desk-step-topics = باز کردن موضوع‌ها
desk-step-statements = پرسیدن نخستین گزاره‌ها
desk-step-codes = دادن کدها
desk-step-publish = انتشار یافته‌ها
desk-parties = طرف‌ها
desk-code = کد
desk-name = نام
desk-standing = جایگاه
desk-parties-about = از صفحه‌گسترده بچسبانید، هر طرف در یک سطر: کد، نام، جایگاه، جمعیت، منبع جمعیت، تاریخ آن. از جایگاه به بعد همه اختیاری است.
desk-add = افزودن
desk-topics-about = هر موضوع در یک سطر.
desk-statements = گزاره‌ها
desk-topics-first = نخست موضوعی باز کنید.
desk-topic = موضوع
desk-statements-about = هر گزارهٔ کوتاه در یک سطر، حداکثر ۲۸۰ نویسه. متن پس از پرسیدن تغییر نمی‌کند.
desk-codes = کدهای شخصی
desk-codes-about = هر کد به یک نفر امکان می‌دهد برای آن طرف رأی دهد. با ورود مصرف می‌شود و چیزی آن را به پاسخ‌ها پیوند نمی‌دهد.
desk-parties-first = نخست طرفی نام ببرید.
desk-codes-count = چند تا
desk-codes-make = ساختن کدها
desk-publish = انتشار یافته‌ها
desk-publish-about = یافته‌های کنونی به صورت عکسی در سند ثبت می‌شود. رأی‌های بعدی آن را تغییر نمی‌دهد.
desk-publish-now = اکنون منتشر کن
desk-never-published = هنوز چیزی منتشر نشده است.
desk-published = آخرین انتشار: { $when }
desk-leave = ترک دبیرخانه
codes-title = کدهای شخصی
codes-once = این کدها فقط همین یک بار نشان داده می‌شوند. صفحه را اکنون چاپ یا ذخیره کنید؛ سرور تنها چیزی را نگه می‌دارد که از آن خوانده نمی‌شوند.
convene-title = فراخواندن مجمع
convene-name = نام
convene-theme = موضوع کلی
convene-place = مکان
convene-zone = منطقهٔ زمانی، مانند Asia/Shanghai
convene-opens = نخستین روز
convene-closes = آخرین روز
convene-template = آغاز به صورت
convene-intergovernmental = مجمع میان‌دولتی: کشورها در چند جایگاه
convene-city-network = شبکهٔ شهرها
convene-rule = متن‌ها چگونه تصویب می‌شوند
convene-rule-which = قاعده
convene-rule-usual = قاعدهٔ معمول آنچه با آن آغاز می‌شود
convene-silence = ساعت‌های مهلت اعتراض، اگر متن با سکوت تصویب شود
convene-silence-about = برای تصمیم در تالار خالی بگذارید. سکوت تنها برای طرفی موافقت است که پیشاپیش آن را پذیرفته باشد؛ مهلت هر طرف از زمان ابلاغ متن آغاز می‌شود.
refused-hours = شمار درست ساعت از ۱ تا { $most }، یا هیچ.
convene-go = فرا بخوان
refused-empty-list = فهرست خالی است.
refused-long-list = فهرست بیش از { $most } سطر دارد. آن را در چند بخش بچسبانید.
refused-line-code = سطر { $line }: کد از حرف لاتین، رقم و خط تیره ساخته می‌شود، حداکثر ۲۴.
refused-line-name = سطر { $line }: نام نیست یا بیش از حد بلند است.
refused-line-twice = سطر { $line }: این از پیش هست.
refused-line-standing = سطر { $line }: چنین جایگاهی نیست. هست: { $known }
refused-line-number = سطر { $line }: جمعیت عدد نیست.
refused-line-day = سطر { $line }: تاریخ باید به شکل 2021-01-31 نوشته شود.
refused-line-long = سطر { $line }: بلندتر از { $most } نویسه است.
refused-no-topic = چنین موضوعی نیست.
refused-count = عددی از ۱ تا { $most } بدهید.
refused-form = فرم کامل نرسید. چیزی تغییر نکرد.
refused-needed = این لازم است.
refused-day = روزی بدهید، مانند 2027-05-01.
refused-order = آخرین روز پیش از نخستین روز است.
refused-zone = این منطقهٔ زمانی شناخته نیست. مانند Asia/Tashkent نوشته می‌شود.
desk-statements-count = { $count ->
    [one] { $count } گزاره
   *[other] { $count } گزاره
}
codes-count = { $count ->
    [one] { $count } کد، برای یک نفر.
   *[other] { $count } کد، هر یک برای یک نفر.
}
desk-done-phase = مجمع وارد مرحلهٔ بعد شد.
desk-step-open = باز کردن مجمع برای رأی
desk-close-topic = بستن
desk-topic-closed = بسته
desk-reopen-topic = باز کردن دوباره
desk-hide = برداشتن گزاره
desk-hide-about = گزارهٔ برداشته‌شده دیگر پرسیده و شمرده نمی‌شود. با دلیلش در سند می‌ماند و می‌توان آن را بازگرداند.
desk-hide-which = کلید آن، چنان که در نشانی است
desk-hide-reason = دلیل
desk-hide-go = بردار
desk-restore = بازگردان
desk-phase-about = فقط تا وقتی مجمع باز است رأی می‌دهند. مرحله‌ها رو به پیش‌اند؛ تنها از تصویب می‌توان به نگارش بازگشت.
desk-phase-next = مرحلهٔ بعد
desk-phase-go = وارد شو
refused-reason = دلیلی بنویسید؛ در سند می‌آید.
refused-import-key = «{ $key }» نمی‌تواند کلید باشد: حداکثر ۴۰ حرف لاتین، رقم، خط تیره یا نقطه.

names-title = نام‌ها به زبان‌های دیگر
names-about = نام مجمع، موضوع‌ها و طرف‌ها به زبان این صفحه. برای نوشتن نام‌ها به زبانی دیگر، آن را در بالا برگزینید. نامی که داده شده می‌ماند؛ ترجمه را می‌توان تغییر داد.
names-missing = { $count ->
    [one] یک نام به این زبان نیست: خوانندگان آن را به زبانی دیگر می‌بینند.
   *[other] { $count } نام به این زبان نیست: خوانندگان آن‌ها را به زبانی دیگر می‌بینند.
}
names-what = چه
names-given = نام
names-here = به زبان این صفحه
names-stands = چنین داده شده
names-keep = نگه داشتن نام‌ها
names-forum = مجمع
names-theme = موضوع کلی
names-place = مکان
names-topic = موضوع
names-question = پرسش
names-party = طرف
names-co-organiser = برگزارکنندهٔ همکار
done-names = نام‌ها نگه داشته شد.
