# نامه‌های مجمع و دفتر ارسال.

letters-title = نامه‌ها
letters-by-server = نامه‌ها را { $server } می‌فرستد.
letters-by-folder = کارساز رایانامه‌ای تعیین نشده است. نامه‌ها به شکل پرونده در پوشهٔ صندوق خروجی این سرور گذاشته می‌شود و کسی آن‌ها را از آنجا می‌فرستد.
letters-none = هنوز نامه‌ای نوشته نشده است. با نام‌بردن نمایندگان یا دعوت طرف‌ها نامه فرستاده می‌شود.
letters-to = به
letters-about = دربارهٔ
letters-written = زمان نوشتن
letters-fate = سرانجام
letters-retry = تلاش دوباره
letters-remind = یادآوری
letters-remind-about = طرف‌هایی که دعوت شده‌اند و پاسخ نداده‌اند:
letters-post = همراه با نامه به رئیسان و جانشینان
letters-post-links = پیوند برای همهٔ کسانی که نشانی دارند فرستاده شود
letters-unreachable = نشانی رئیس یا جانشین این طرف‌ها دانسته نیست: { $parties }.
letter-waiting = در انتظار ارسال
letter-sent = در { $when } فرستاده شد
letter-given-up = فرستاده نشد؛ در { $when } کنار گذاشته شد
letter-link = پیوند شخصی
letter-invitation = دعوت
letter-reminder = یادآوری
letter-link-subject = { $forum }: پیوند شخصی شما
letter-link-text =
    { $name } گرامی،
    
    شما از سوی { $party } در { $forum } شرکت می‌کنید. با این پیوند شخصی وارد می‌شوید:
    
    { $link }
    
    لطفاً آن را به دیگری ندهید.
letter-invitation-subject = دعوت: { $forum }
letter-invitation-text =
    { $name } گرامی،
    
    از { $party } برای شرکت در { $forum } دعوت می‌شود. لطفاً تا { $day } پاسخ دهید. با این پیوند شخصی پاسخ می‌دهید، فهرست را اعلام می‌کنید و کدهای شخصی صادر می‌کنید:
    
    { $link }
    
    لطفاً آن را به دیگری ندهید.
letter-reminder-subject = لطفاً پاسخ دهید: { $forum }
letter-reminder-text =
    { $name } گرامی،
    
    { $party } به { $forum } دعوت شده و هنوز پاسخ نداده است. پاسخ تا { $day } خواسته شده بود. اینجا پاسخ می‌دهید:
    
    { $link }
    
    لطفاً این پیوند را به دیگری ندهید.
letter-close = این نامه را سرور مجمع نوشته است؛ کسی پاسخ آن را نمی‌خواند.
done-retried = نامه دوباره فرستاده می‌شود.
done-reminded = یادآوری‌ها در انتظار ارسال است.
letters-by-nobody = این سرور نامه‌ای نمی‌فرستد؛ نامه‌ها همین‌جا می‌مانند. پیوندها را از راه دیگری برسانید.
letter-negotiation = مذاکره
letter-negotiation-subject = موضع { $party } چیست؟ { $title }
letter-negotiation-text =
    { $name } گرامی،
    
    «{ $title }» در { $forum } در دست مذاکره است و { $party } هنوز دربارهٔ بندهای زیر موضع خود را نگفته است. از اینجا بگویید:
    
    { $link }
    
    پیوندهای زیر هر بند به همان بند با پاسخ انتخاب‌شده می‌رسند؛ تا آنجا تأیید نکنید چیزی گفته نمی‌شود. لطفاً آن‌ها را به دیگری ندهید.
letter-clause-found = { $found }.
letter-clause-stands = پذیرنده یا پذیرای آن: { $accepting }. مخالف: { $objecting }.
letter-more-clauses = { $count ->
    [one] یک بند دیگر در صفحه منتظر است.
   *[other] { $count } بند دیگر در صفحه منتظرند.
}
letter-adoption = تصویب
letter-adoption-subject = تا { $when }: { $title }
letter-adoption-text =
    { $name } گرامی،
    
    «{ $title }» در { $forum } در دست تصویب است و { $party } هنوز سخنی نگفته است. پاسخ‌ها تا { $when } به‌موقع‌اند. مخالفت دلیل می‌خواهد؛ در صورت سکوت، سند می‌گوید «مخالفتی نرسید» و هرگز نمی‌گوید «موافق». پاسخ از اینجا:
    
    { $link }
    
    لطفاً این پیوند را به دیگری ندهید. متن در زیر می‌آید.
