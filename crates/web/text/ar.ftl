site-name = ديوان
site-agency = خدمات عامة، كلّ خطوة فيها مقيَّدة
skip-to-main = الانتقال إلى المحتوى الرئيسي
back = رجوع
go-home = الصفحة الرئيسية
nav-label = القائمة الرئيسية
crumbs-label = موقعك الآن
languages-label = اللغة
footer-label = عن هذا الموقع
footer-note = كلّ خطوة في أيّ معاملة قيدٌ في سجلّ عام يمكن لأيّ شخص أن يتحقّق منه.
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
        [zero] بلا أحرف
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
select-choose = يُرجى اختيار إجابة
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


problem-bad-request = تعذّرت علينا قراءة ما أُرسل
problem-bad-request-do = يُرجى الرجوع والمحاولة مرة أخرى. وإن كنت قد تبعت رابطًا فقد يكون ناقصًا.
problem-sign-in = يلزم تسجيل الدخول أوّلًا
problem-sign-in-do = نحتاج هنا إلى معرفة هويتك. يُرجى تسجيل الدخول ثم المحاولة مرة أخرى.
problem-confirm = يلزم تأكيد هويتك
problem-confirm-do = هذا إجراء خطير، ولا بدّ من التثبّت حديثًا من هوية طالبه. يمكنك إثبات هويتك من جديد ثم إعادة الطلب. لم يُنفَّذ شيء.
problem-forbidden = هذه الصفحة ليست متاحة لك
problem-forbidden-do = لقد سجّلت الدخول، لكن هذا يخصّ شخصًا آخر أو صفة أخرى. إن كان ذلك من حقّك فيُرجى الاتصال بالدائرة المذكورة في معاملتك.
problem-form-expired = يُرجى إرسال الاستمارة مرة أخرى
problem-form-expired-do = حرصًا على سلامتك لا نقبل استمارة إلا من الصفحة التي قدّمناها لك، وقد انتهت صلاحيتها أو جاءت من مكان آخر. لم يُرسل شيء. يُرجى الرجوع بالمتصفح: إجاباتك ما زالت في الاستمارة. ويحسن نسخ الإجابات الطويلة، ثم إعادة تحميل الصفحة وإرسال الاستمارة من جديد.
problem-not-found = لم نجد هذه الصفحة
problem-not-found-do = إن كنت قد كتبت العنوان فيُرجى التحقّق منه. وإن كنت قد تبعت رابطًا فربما نُقلت الصفحة.
problem-method-not-allowed = هذا العنوان لا يُستعمل بهذه الطريقة
problem-method-not-allowed-do = يُرجى الرجوع واستعمال الاستمارة أو الرابط الموجود في الصفحة.
problem-too-slow = استغرق الأمر وقتًا أطول من اللازم
problem-too-slow-do = قد يكون الاتصال بطيئًا. يُرجى الرجوع: إجاباتك ما زالت في الاستمارة. ويمكنك المحاولة مرة أخرى، بملفات أصغر إن كنت قد أرفقت ملفات.
problem-conflict = تغيّر شيء في هذه الأثناء
problem-conflict-do = لم يُحفظ شيء. يُرجى إعادة تحميل الصفحة لمعرفة الوضع الحالي، ثم اتخاذ القرار من جديد.
problem-gone = لم يعد هذا موجودًا
problem-gone-do = لقد سُحب أو انتهت صلاحيته.
problem-too-large = الحجم أكبر من أن يُرسل
problem-too-large-do = لم يُرسل شيء. يُرجى الرجوع: إجاباتك ما زالت في الاستمارة. ويمكنك إرفاق ملفات أصغر، أو إرسالها على دفعات.
problem-media-type = لا نستطيع قراءة هذا النوع من المحتوى
problem-media-type-do = تُرسل الاستمارة من صفحتها، وتستقبل الواجهة البرمجية JSON.
problem-unprocessable = بعض الإجابات تحتاج إلى مراجعة
problem-unprocessable-do = لم يُحفظ شيء. يُرجى الرجوع وتصحيح الإجابات أدناه.
problem-unavailable = الخدمة متوقفة لحظات
problem-unavailable-do = لم يضع شيء مما في متصفحك. يُرجى المحاولة مرة أخرى بعد دقائق.
problem-internal = عذرًا، وقع خطأ من جانبنا
problem-internal-do = لم يتمّ شيء نصفَ إتمام: إما أن خطوتك في السجلّ وإما أنه لم يتغيّر شيء. يُرجى المحاولة مرة أخرى بعد دقائق.
problem-too-many-requests = طلبات كثيرة جدًا
problem-too-many-requests-do = وردت من اتصالك طلبات كثيرة في وقت قصير. إجاباتك ما زالت في الاستمارة: يُرجى الرجوع والمحاولة بعد قليل.
problem-retry-after =
    { $seconds ->
        [zero] يمكنك المحاولة الآن.
        [one] يمكنك المحاولة بعد ثانية واحدة.
        [two] يمكنك المحاولة بعد ثانيتين.
        [few] يمكنك المحاولة بعد { $seconds } ثوانٍ.
        [many] يمكنك المحاولة بعد { $seconds } ثانية.
       *[other] يمكنك المحاولة بعد { $seconds } ثانية.
    }
api-json = نصّ JSON غير مناسب: { $error }
api-idempotency = تلزم ترويسة Idempotency-Key: ‏128 حرفًا مرئيًا على الأكثر، جديدة لكلّ كتابة، وهي نفسها عند إعادة الإرسال.
api-paging = ‏"limit" عدد من 1 إلى { $max }؛ و"after" هي "next" من الصفحة السابقة.

design-title = نظام التصميم
site-banner-demo = هذا عرض تجريبي. أشخاصه ودائرته من نسج الخيال.

nav-menu = القائمة
field-left-many = الأحرف المتبقية: { $n }
copy = نسخ
copied = تمّ النسخ
print-page = طباعة هذه الصفحة
station-now = (الآن)
station-later = قد تلي

design-lead = كلّ جزء من الصفحات في جميع حالاته. ما يُعرض هنا يُفحص بالصور.
design-colours = الألوان
design-letters = الحروف
design-buttons = الأزرار
design-questions = الأسئلة
design-mistakes = أسئلة فيها أخطاء
design-finding = التنقّل
design-news = الإعلانات
design-lists = القوائم
design-course = مسار المعاملة
design-proof = الإثبات
design-figures = الأرقام
design-sentence = كلّ خطوة في المعاملة قيدٌ في السجلّ، ومن كان لديه إيصال أمكنه التحقّق منها دون الرجوع إلى أحد.
design-short = الطلب لدى الدائرة
design-link = كيف يعمل السجلّ
design-send = إرسال الطلب
design-later = الحفظ والعودة لاحقًا
design-delete = حذف هذه الإجابات
design-start = بدء الطلب
design-question = ما اسم المؤسسة؟
design-hint = كما ورد في السجل التجاري.
design-answer-a = متجر
design-answer-b = مطعم أو مقهى
design-group = المؤسسة
design-error = يُرجى إدخال الاسم كما ورد في السجل التجاري
design-change = تعديل
design-currency = درهم
design-empty = لا شيء هنا بعد
design-hash = البصمة
design-count = العدد
design-qr = رمز QR يؤدي إلى صفحة التحقّق

error-scope = هذا الرمز البرمجي لا يكفي: يلزمه النطاق { $scope }.
error-no-scope = لا يسمح بذلك أي رمز برمجي: يلزم الدخول من متصفّح.

date-calendar = التقويم
date-gregorian = ميلادي
date-hijri = هجري
date-hijri-year = اكتب السنة الهجرية بأربعة أرقام، من { $first } إلى { $last }
date-hijri-month = اكتب الشهر الهجري رقمًا من 1 إلى 12
date-hijri-day = عدد أيام هذا الشهر الهجري { $days }: يُرجى التحقق من اليوم
