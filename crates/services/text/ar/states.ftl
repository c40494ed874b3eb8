# جواب تغيّر في مكانين: النسختان معًا، واختيار بينهما
outbox-here = ما أُدخل على هذا الجهاز
outbox-saved = المحفوظ لدى الدائرة
outbox-differs = مختلف
outbox-no-answer = لا جواب
