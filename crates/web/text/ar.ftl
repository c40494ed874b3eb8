site-name = ديوان
site-agency = خدمات عمومية، كلّ خطوة في سجلّ
skip-to-main = الانتقال إلى المحتوى الرئيسي
back = رجوع
go-home = الصفحة الرئيسية
nav-label = القائمة الرئيسية
crumbs-label = موقعك الآن
languages-label = اللغة
footer-label = عن هذا الموقع
footer-note = كلّ خطوة في أيّ ملف قيدٌ في سجلّ عام يمكن لأيّ شخص أن يتحقّق منه.
sign-in = تسجيل الدخول
sign-out = تسجيل الخروج
search = بحث
phase-demo = عرض تجريبي
checkpoint-entries =
    { $count ->
        [zero] السجلّ العام: لا قيود بعد
        [one] السجلّ العام: قيد واحد
        [two] السجلّ العام: قيدان
        [few] السجلّ العام: { $count } قيود
        [many] السجلّ العام: { $count } قيدًا
       *[other] السجلّ العام: { $count } قيد
    }

error-prefix = خطأ:
error-summary-title = هناك مشكلة
field-optional = (اختياري)
field-limit =
    { $count ->
        [one] حرف واحد على الأكثر
        [two] حرفان على الأكثر
        [few] { $count } أحرف على الأكثر
        [many] { $count } حرفًا على الأكثر
       *[other] { $count } حرف على الأكثر
    }
field-left =
    { $count ->
        [zero] لم يبق أي حرف
        [one] بقي حرف واحد
        [two] بقي حرفان
        [few] بقيت { $count } أحرف
        [many] بقي { $count } حرفًا
       *[other] بقي { $count } حرف
    }
file-kinds = { $kinds }، بحجم لا يتجاوز { $size }
select-choose = اختر إجابة
date-day = اليوم
date-month = الشهر
date-year = السنة
size-kb = { $n } كيلوبايت
size-mb = { $n } ميغابايت

notice-info = مهم
notice-success = تمّ
notice-warning = تنبيه
steps-label = الخطوات
steps-count = الخطوة { $n } من { $total }
steps-done = (تمّت)
pagination-label = صفحات هذه القائمة
pagination-first = العودة إلى البداية
pagination-next = التالي
timeline-proof = الإثبات في السجلّ
chart-table = الأرقام في جدول

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد

problem-bad-request = تعذّرت علينا قراءة ما أُرسل
problem-bad-request-do = ارجع وحاول مرة أخرى. إن كنت قد تبعت رابطًا فقد يكون ناقصًا.
problem-sign-in = سجّل الدخول أوّلًا
problem-sign-in-do = نحتاج هنا إلى معرفة هويتك. سجّل الدخول ثم حاول مرة أخرى.
problem-forbidden = هذه الصفحة ليست متاحة لك
problem-forbidden-do = أنت مسجّل الدخول، لكن هذا يخصّ شخصًا آخر أو صفة أخرى. إن كنت ترى أنه من حقك فاتصل بالمكتب المذكور في ملفك.
problem-form-expired = يُرجى إرسال الاستمارة مرة أخرى
problem-form-expired-do = حرصًا على سلامتك لا نقبل استمارة إلا من الصفحة التي قدّمناها لك، وقد انتهت صلاحيتها أو جاءت من مكان آخر. لم يُرسل شيء. ارجع بمتصفحك: إجاباتك ما زالت في الاستمارة. انسخ الإجابات الطويلة، ثم أعد تحميل الصفحة وأرسلها من جديد.
problem-not-found = لم نجد هذه الصفحة
problem-not-found-do = إن كنت قد كتبت العنوان فتحقّق منه. وإن تبعت رابطًا فربما نُقلت الصفحة.
problem-method-not-allowed = هذا العنوان لا يُستعمل بهذه الطريقة
problem-method-not-allowed-do = ارجع واستعمل الاستمارة أو الرابط الموجود في الصفحة.
problem-too-slow = استغرق الأمر وقتًا أطول من اللازم
problem-too-slow-do = قد يكون الاتصال بطيئًا. ارجع: إجاباتك ما زالت في الاستمارة. حاول مرة أخرى بملفات أصغر إن كنت قد أرفقت ملفات.
problem-conflict = تغيّر شيء في هذه الأثناء
problem-conflict-do = لم يُحفظ شيء. أعد تحميل الصفحة لترى الوضع الحالي، ثم قرّر من جديد.
problem-gone = لم يعد هذا موجودًا
problem-gone-do = لقد سُحب أو انتهت صلاحيته.
problem-too-large = الحجم أكبر من أن يُرسل
problem-too-large-do = لم يُرسل شيء. ارجع: إجاباتك ما زالت في الاستمارة. أرفق ملفات أصغر، أو أرسلها على دفعات.
problem-media-type = لا نستطيع قراءة هذا النوع من المحتوى
problem-media-type-do = أرسل الاستمارة من صفحتها، أو أرسل JSON إلى الواجهة البرمجية.
problem-unprocessable = بعض الإجابات تحتاج إلى مراجعة
problem-unprocessable-do = لم يُحفظ شيء. ارجع وصحّح الإجابات أدناه.
problem-unavailable = الخدمة متوقفة لحظات
problem-unavailable-do = لم يضع شيء مما في متصفحك. حاول مرة أخرى بعد دقائق.
problem-internal = عذرًا، وقع خطأ من جانبنا
problem-internal-do = لم يتمّ شيء نصفَ إتمام: إما أن خطوتك في السجلّ وإما أنه لم يتغيّر شيء. حاول مرة أخرى بعد دقائق.
problem-too-many-requests = طلبات كثيرة جدًا
problem-too-many-requests-do = وردت من اتصالك طلبات كثيرة في وقت قصير. إجاباتك ما زالت في الاستمارة: ارجع وحاول بعد قليل.
problem-retry-after =
    { $seconds ->
        [one] يمكنك المحاولة بعد ثانية واحدة.
        [two] يمكنك المحاولة بعد ثانيتين.
        [few] يمكنك المحاولة بعد { $seconds } ثوانٍ.
        [many] يمكنك المحاولة بعد { $seconds } ثانية.
       *[other] يمكنك المحاولة بعد { $seconds } ثانية.
    }
api-json = نصّ JSON غير مناسب: { $error }
api-idempotency = أرسل ترويسة Idempotency-Key: ‏128 حرفًا مرئيًا على الأكثر، جديدة لكل كتابة، وهي نفسها عند إعادة الإرسال.
api-paging = ‏"limit" عدد من 1 إلى { $max }؛ و"after" هي "next" من الصفحة السابقة.

design-title = نظام التصميم
site-banner-demo = هذا عرض تجريبي. أشخاصه وجهته الحكومية من نسج الخيال.

nav-menu = القائمة
field-left-many = الأحرف المتبقية: { $n }
copy = انسخ
copied = نُسخ
print-page = اطبع هذه الصفحة
