# پولیس دربارهٔ همین رأی‌ها چه می‌گفت.

polis-title = پولیس (Polis) چه می‌گفت
polis-ground = { $clustered } نفر از { $people } نفر در { $groups } گروه جای دارند.
polis-snapshot = همهٔ رأی‌ها یک‌جا، چنان‌که Polis نخستین بار آن‌ها را ببیند.
polis-remembering = همهٔ رأی‌ها یک‌جا، با همهٔ کسانی که زمانی در گروهی جای می‌گرفتند.
polis-replay = رأی‌ها به ترتیبی که رسیده‌اند، هر گام { $votes } رأی.
polis-given = بر پایهٔ گروه‌هایی که منتشر شده‌اند.
polis-group = گروه { $name } · { $people } نفر
polis-share = { $vote } { $percent }٪ ({ $successes } از { $trials }) ·
polis-most-agree = بیشتر افراد موافق‌اند
polis-most-disagree = بیشتر افراد مخالف‌اند
polis-note = عددهای Polis خطا را نشان نمی‌دهند و گروه‌هایش هرگز کمتر از دو نیست. اینجا چیزی گواهی نشده است: برای یافته‌ها --method polis را بردارید.
