# جمله‌های یافته‌ها. نشانوندها همان‌اند که در en/sentence.ftl آمده است.

block-one = { $blocks ->
    [group] گروه
    [block] بخش
   *[party] طرف
}
block-many = { $blocks ->
    [group] گروه
    [block] بخش
   *[party] طرف
}
block-named = { $blocks ->
    [group] گروه { $name }
   *[party] { $name }
}
do-they = { $direction ->
    [against] مخالف‌اند
   *[for] موافق‌اند
}

list-two = { $a } و { $b }
list-more = { $a }، { $b }
list-end = { $a } و { $b }
outside-one = { $party } ({ outside-reason })
outside-reason = { $reason ->
    [disagrees] { $direction ->
        [against] موافق
       *[for] مخالف
    }
    [undecided] نامشخص
   *[not_asked] پرسیده‌نشده
}
needed-one = { $party } ({ $needed } پاسخ دیگر)

sentence-unanimous = اتفاق آرا میان شرکت‌کنندگان: در هر { $n } { block-many } همهٔ پاسخ‌ها موافق است.
sentence-unanimous-votes = اتفاق آرا میان شرکت‌کنندگان: هر { $n } { block-many } موافق‌اند.
sentence-consensus = از میان شرکت‌کنندگان: { $confidence }٪ اطمینان داریم که در هر { block-one } دست‌کم { $percent }٪ موافق‌اند.
sentence-consensus-votes = اجماع شرکت‌کنندگان: هر { $n } { block-many } موافق‌اند.
sentence-broad-consensus = اجماع گستردهٔ شرکت‌کنندگان: { $inside } از { $n } { block-many }؛ بیرون از آن: { $outside }.
sentence-broad-consensus-unnamed = اجماع گستردهٔ شرکت‌کنندگان: با { $confidence }٪ اطمینان، دست‌کم { $inside } از { $n } { block-many }.
sentence-rejected = رد مشترک شرکت‌کنندگان: { $confidence }٪ اطمینان داریم که در هر { block-one } دست‌کم { $percent }٪ مخالف‌اند.
sentence-rejected-votes = رد مشترک شرکت‌کنندگان: هر { $n } { block-many } مخالف‌اند.
sentence-rejected-broad = رد گستردهٔ شرکت‌کنندگان: { $inside } از { $n } { block-many } مخالف‌اند؛ بیرون از آن: { $outside }.
sentence-rejected-broad-unnamed = رد گستردهٔ شرکت‌کنندگان: با { $confidence }٪ اطمینان، دست‌کم { $inside } از { $n } { block-many }.
sentence-divided = اختلاف‌نظر میان شرکت‌کنندگان: حداکثر { $low }٪ از { $against } و دست‌کم { $high }٪ از { $for } موافق‌اند.
sentence-divided-votes = اختلاف‌نظر میان شرکت‌کنندگان: { $agree } { block-many } موافق، { $disagree } مخالف، { $pass } ممتنع.
sentence-divided-unnamed = اختلاف‌نظر میان شرکت‌کنندگان: به هر دو سو گرایش هست.
sentence-not-yet-asked = هنوز از { $parties } پرسیده نشده است: { $more } پاسخ دیگر{ $count ->
    [one] {""}
   *[other] {" "}از هر کدام
} لازم است تا بتوان چیزی گفت.
sentence-not-yet-asked-apiece = هنوز به‌اندازهٔ کافی پرسیده نشده است از { $parties }؛ تا این پاسخ‌ها نرسد چیزی نمی‌توان گفت.
sentence-not-yet-asked-many = هنوز از { $lacking } از { $n } { block-many } پرسیده نشده است: روی‌هم { $missing } پاسخ دیگر لازم است تا بتوان چیزی گفت.
sentence-not-yet-asked-single = هنوز پرسیده نشده است: { $more } پاسخ دیگر لازم است تا بتوان چیزی گفت.
sentence-not-yet-asked-votes = هنوز پرسیده نشده است: رأی‌نداده: { $parties }.
sentence-not-yet-asked-votes-many = هنوز پرسیده نشده است: { $lacking } از { $n } { block-many } رأی نداده‌اند.
sentence-majority = اکثریت میان شرکت‌کنندگان: { $confidence }٪ اطمینان داریم که در بیش از نیمی از { $n } { block-many } بیش از نیمی { do-they }.
sentence-majority-single = اکثریت شرکت‌کنندگان: { $confidence }٪ اطمینان داریم که بیش از نیمی { do-they }.
sentence-majority-votes = اکثریت میان شرکت‌کنندگان: { $inside } از { $n } { block-many } { do-they }.
sentence-open = باز: به‌اندازهٔ کافی پرسیده شده، اما روشن نشده است.
sentence-open-expected = باز: به‌اندازهٔ کافی پرسیده شده، اما روشن نشده است؛ انتظار می‌رود حدود { $more } پاسخ دیگر آن را روشن کند.
sentence-open-exhausted = باز: همهٔ فهرست‌ها به پایان رسیده و روشن نشده است.
sentence-open-votes = باز: همهٔ رأی‌ها رسیده و روشن نشده است: { $agree } { block-many } موافق، { $disagree } مخالف، { $pass } ممتنع.
sentence-open-beyond = باز: خود نظرها نزدیک یک آستانه است؛ انتظار نمی‌رود حتی { $more } پاسخ دیگر در هر { block-one } آن را روشن کند.
sentence-open-beyond-single = باز: خود نظرها نزدیک یک آستانه است؛ انتظار نمی‌رود حتی { $more } پاسخ دیگر آن را روشن کند.
