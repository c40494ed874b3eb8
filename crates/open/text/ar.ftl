# كلمات صفحات العقود. أسماء المؤشّرات في crates/redflags/text.

nav-contracts = العقود
nav-flags = العلامات

## في كل صفحة تعرض علامات
flags-hint = العلامات قرائن للبحث، وليست إثباتًا لأيّ ذنب.
flags-hint-more = تدلّ على ما ينبغي النظر فيه أولًا. ولكلّ منها تفسيرات أخرى، ولأصحاب الشأن حقّ الردّ.

## البحث
contracts-title = العقود العامة
contracts-lead = ما تخطّط الجهات العامة لشرائه، وممّن اشترته، وما دفعته: كما يقوله الناشرون.
contracts-q = موضوع الشراء، أو أيّ اسم
contracts-buyer = الجهة المشترية
contracts-supplier = المورّد
contracts-more = خيارات أخرى للبحث
contracts-year = السنة
contracts-method = طريقة الشراء
contracts-flag = العلامة
contracts-flagged = ما عليه علامات فقط
contracts-found = العقود التي وُجدت
contracts-none = لا عقد يوافق البحث
contracts-none-text = يمكنك البحث بكلمات أقلّ أو غيرها. لا فرق في أداة التعريف ولا في التشكيل ولا في الهمزات.
contracts-all = عرض جميع العقود
contracts-empty = لم تُستورد عقود بعد
contracts-empty-text = متى استُوردت البيانات المفتوحة لناشر، أمكن الجميع البحث فيها هنا.
contracts-line = { $buyer } · اشترت من { $suppliers }
contracts-score = مجموع العلامات { $score }
method-open = مناقصة مفتوحة
method-selective = مناقصة محصورة
method-limited = استدراج عروض محدود
method-direct = تلزيم بالتراضي
status-planning = قيد التخطيط
status-planned = مخطّط له
status-active = جارٍ
status-cancelled = ملغى
status-unsuccessful = بلا نتيجة
status-complete = مكتمل
status-withdrawn = مسحوب
status-pending = قيد الانتظار
status-terminated = منتهٍ
amount-no-currency = { $amount } (من دون ذكر العملة)

## عقد واحد
contract-buyer = الجهة المشترية
contract-suppliers = المورّدون
contract-value = القيمة
contract-day = التاريخ
contract-method = طريقة الشراء
contract-status = الحالة
contract-ocid = عملية الشراء
contract-story = من الخطة إلى الدفع
contract-story-picture = عملية الشراء عبر الزمن
contract-story-none = لا يذكر الناشر خطة ولا دعوة ولا إرساء ولا عقدًا ولا دفعة.
contract-story-more =
    { $n ->
        [zero] لا خطوات أخرى في النشرة.
        [one] في النشرة خطوة أخرى.
        [two] في النشرة خطوتان أخريان.
        [few] في النشرة { $n } خطوات أخرى.
        [many] في النشرة { $n } خطوة أخرى.
       *[other] في النشرة { $n } خطوة أخرى.
    }
contract-step-day = { $stage }: { $day }
contract-step-period = { $stage }: من { $from } إلى { $to }
contract-from-to = من { $from } إلى { $to }
contract-until = حتى { $to }
contract-no-date = من دون تاريخ
stage-plan = الخطة
stage-tender = الدعوة إلى العروض
stage-award = الإرساء
stage-contract = العقد
stage-payment = الدفع
stage-tender-count =
    { $n ->
        [zero] لا عارض
        [one] عارض واحد
        [two] عارضان
        [few] { $n } عارضين
        [many] { $n } عارضًا
       *[other] { $n } عارض
    }
stage-contract-count =
    { $n ->
        [zero] لم يُعدَّل
        [one] عُدّل مرة
        [two] عُدّل مرتين
        [few] عُدّل { $n } مرات
        [many] عُدّل { $n } مرة
       *[other] عُدّل { $n } مرة
    }
contract-flags = العلامات
contract-no-flags = لا مؤشّر يضع علامة على هذا العقد. وليس ذلك دليلًا على سلامته: فكثير من المؤشّرات تعذّر حسابه.
contract-replies = الردود
contract-source = مصدر هذه المعلومات
contract-source-text = نشرتها { $publisher }، واستُوردت في { $at }. وكلّ ما في هذه الصفحة مستخرج من النشرة.
contract-release = النشرة بصيغة البيانات
contract-other = تنشر { $publisher } أيضًا عملية بهذا المعرّف
entry-number = القيد { $n } في السجلّ

## علامة
flag-value = القيمة
flag-bar = المعتاد حتى
flag-settings = الحدود المعمول بها
flag-counted = ما عُدّ
flag-mistakes = ما قد يفسّرها غير ذلك:
flag-formula = كيف تُحسب
flag-source = المصدر:
flag-evidence = الأدلّة
flag-evidence-many = يقوم هذا النمط على عمليات شراء كثيرة، لا على حقل في واحدة منها.
flag-evidence-hidden = (قورن ولا يُكرَّر هنا؛ وهو في النشرة)
flag-release = بصمة النشرة SHA-256:
flag-pattern = تتعلّق بعمليات شراء كثيرة معًا.
flag-review = مراجعة هذه العلامة
flag-dismissed = صُرف النظر عنها
flag-dismissed-at = صُرف النظر عنها في { $day }، للسبب الآتي:
sure-fact = تقوله البيانات نفسها
sure-rule = تتجاوز حدًّا محدّدًا
sure-outlier = غير معتادة بين مثيلاتها
sure-pattern = نمط في عدد كبير
value-days = { $n } يومًا
value-hours = { $n } ساعة
value-share = { $n } ٪
about-process = عملية الشراء
about-buyer = الجهة المشترية
about-procuring-entity = الجهة المتعاقدة
about-supplier = المورّد
about-bidder = العارض
about-buyer-and-supplier = جهة مشترية ومورّد
about-pair-of-bidders = عارضان
about-group-of-bidders = مجموعة عارضين
about-market = سوق

## المؤشّرات
indicators-title = ما يُنظر فيه
indicators-lead = لكلّ مؤشّر: عدد عمليات الشراء التي أمكن حسابه لها، والحقل الناقص الذي منع حسابه للباقي. فالتغطية قبل النتائج.
indicators-link = ما يُنظر فيه، وإلى أيّ حدّ تسمح البيانات
indicators-reach = حُسب لـ { $computed } من عمليات الشراء؛ العلامات: { $flags }.
indicators-not-computed = تعذّر حسابه لأيّ عملية شراء.
indicators-missing = الحقول الناقصة، مع عدد العمليات
indicators-more = كيف يعمل

## الملفات التعريفية
profile-buyer = جهة مشترية
profile-supplier = مورّد
profile-count = العقود
profile-flagged = ما عليه علامات
profile-publisher = الناشر
profile-id = المعرّف
profile-invited = مدعوّ إلى الردّ منذ
profile-contracts = العقود
profile-flags = علامات على هذه المؤسسة
profile-indicator = العلامة
profile-several = يستعمل عدّة ناشرين المعرّف { $id }
profile-several-text = قد يدلّ على مؤسسات مختلفة. اختر البيانات التي تريد الاطّلاع عليها.
profile-partner-buyer = المورّد
profile-partner-supplier = الجهة المشترية
profile-chart-years =
    { $n ->
        [zero] لا عقود في { $year }
        [one] أكبر عدد من العقود في سنة: عقد واحد، في { $year }
        [two] أكبر عدد من العقود في سنة: عقدان، في { $year }
        [few] أكبر عدد من العقود في سنة: { $n } عقود، في { $year }
        [many] أكبر عدد من العقود في سنة: { $n } عقدًا، في { $year }
       *[other] أكبر عدد من العقود في سنة: { $n } عقد، في { $year }
    }
profile-chart-buyer = حصّة { $name }: { $n } من { $total } من العقود، أكثر من أيّ مورّد آخر
profile-chart-supplier = أرست { $name }: { $n } من { $total } من العقود، أكثر من أيّ جهة مشترية أخرى
profile-chart-flags =
    { $n ->
        [zero] العلامة «{ $flag }» ليست في أيّ عقد
        [one] أكثر العلامات تكرارًا: «{ $flag }»، في عقد واحد
        [two] أكثر العلامات تكرارًا: «{ $flag }»، في عقدين
        [few] أكثر العلامات تكرارًا: «{ $flag }»، في { $n } عقود
        [many] أكثر العلامات تكرارًا: «{ $flag }»، في { $n } عقدًا
       *[other] أكثر العلامات تكرارًا: «{ $flag }»، في { $n } عقد
    }

## قائمة الانتظار
queue-title = علامات للمراجعة
queue-lead = العقود بحسب ما بقي من مجموعها. والمجموع حاصل جمع: يُحتسب كلّ مؤشّر مرة واحدة، ولا يُحتسب ما صُرف النظر عنه.
queue-organisations = علامات على المؤسسات
queue-none = لا شيء ينتظر
queue-none-text = لم تبقَ علامة قائمة. وتأتي علامات جديدة مع الاستيراد التالي.
queue-score = المجموع { $sum }
queue-nothing-stands = لم يبقَ شيء من المجموع: صُرف النظر عن جميع العلامات.

## المراجعة
review-source = في بيانات { $publisher }
review-evidence = جميع الأدلّة، للمحقّقين
review-acts = ما تمّ
review-no-acts = لا شيء بعد.
review-act-dismissed = صُرف النظر عنها في { $at }
review-act-reopened = أُعيد فتحها في { $at }
review-act-taken = فُتحت معاملة في { $at }
review-dismiss = صرف النظر
review-dismiss-reason = لماذا لا تحتاج هذه العلامة إلى مزيد من النظر
review-dismiss-hint = السبب علني وهو قيد في السجلّ. لا تذكر اسم أيّ شخص عادي.
review-dismiss-button = صرف النظر عن العلامة
review-dismissed = صُرف النظر عن العلامة. والسبب علني.
review-reopen = إعادة الفتح
review-reopen-reason = لماذا تحتاج إلى النظر فيها مع ذلك
review-reopen-hint = السبب قيد في السجلّ.
review-reopen-button = إعادة فتح العلامة
review-reopened = العلامة قائمة من جديد.
review-case = فتح معاملة
review-case-reason = ما المطلوب معرفته
review-case-hint = تبدأ المعاملة بهذا السؤال. والقرعة تختار من ينظر فيها، ولن يكون أنت. ولا يراها الجمهور.
review-case-button = فتح معاملة انطلاقًا من هذه العلامة
review-in-case = هناك معاملة مفتوحة انطلاقًا من هذه العلامة.
review-reason-length = اكتب ما بين { 10 } و{ 2000 } حرف.
review-invite = الدعوة إلى الردّ

## الدعوات
invite-text = لأصحاب الشأن حقّ الردّ. ويُنشر الردّ إلى جانب العلامة كما كُتب تمامًا.
invite-party = من يُدعى
invite-party-error = اختر أحد الذين تعنيهم العلامة.
invite-way = كيف يصل الرمز
invite-hand = أسلّمه بنفسي
invite-email = بالبريد الإلكتروني إلى العنوان الذي ذكره الناشر
invite-email-error = لم يذكر الناشر عنوانًا إلكترونيًا: سلّم الرمز بنفسك.
invite-button = دعوة
invite-sent = الدعوة في طريقها. وصفحة العقد تذكر ذلك.
invite-done = رمز الردّ
invite-done-text = سلّمه، أو العنوان أدناه، إلى صاحبه. وهو صالح { 60 } يومًا.
invite-once = يُعرض الرمز هذه المرة فقط: لا تُحفظ إلا بصمته.
invite-back = العودة إلى العلامة
invite-subject = يمكنكم الردّ على ما يقال عن عقد عام
invite-mail =
    وضع حساب على بيانات منشورة علامة على: { $about }.
    العلامة قرينة للبحث وليست إثباتًا لأيّ ذنب. يمكنكم الردّ، ويُنشر ردّكم إلى جانبها كما تكتبونه تمامًا.

    الرمز: { $code }
    { $link }

## الردود
reply-title = الردّ على علامة
reply-lead = يستطيع هنا من دُعي من الجهات المشترية والمورّدين أن يقول ما لديه.
reply-code = رمز الدعوة
reply-code-hint = خمس مجموعات من أربعة أحرف وأرقام
reply-code-error = لا توجد دعوة كهذه، أو انتهت مدّتها. تحقّق من الرمز أو اطلب رمزًا جديدًا.
reply-continue = متابعة
reply-as = ردّ { $party }
reply-until = الدعوة صالحة حتى { $day }.
reply-nothing = لا علامة حاليًا على أيّ من عقودكم. ليس هناك ما يُردّ عليه.
reply-public = يُنشر ردّك كما تكتبه تمامًا.
reply-public-more = ويصبح قيدًا في السجلّ لا يمكن تعديله ولا حذفه لاحقًا؛ ويمكنك إضافة ردّ آخر. لا تذكر اسم أيّ شخص عادي.
reply-about = على ماذا تردّ؟
reply-about-error = اختر ما تردّ عليه.
reply-whole = { $title }: العملية كلّها
reply-flag = { $title }: { $flag }
reply-text = ردّك
reply-text-hint = من { 10 } إلى { 4000 } حرف، من دون تنسيق
reply-text-error = اكتب ما بين { 10 } و{ 4000 } حرف.
reply-button = نشر الردّ
reply-done = نُشر ردّك.
reply-invited = { $party } مدعوّ إلى الردّ منذ { $day }.
reply-of = ردّ { $party } في { $day }:
reply-none = لم يردّ أحد بعد.
reply-right = للجهة المشترية وللمورّدين حقّ الردّ.
reply-link = الردّ برمز

## الاستيراد
imports-title = عمليات الاستيراد
imports-lead = تُقرأ بيانات الناشر في الخلفية. وكلّ استيراد قيد في السجلّ، مع بصمات ملفاته.
imports-new = استيراد بيانات
imports-none = لم يُستورد شيء بعد
imports-none-text = ابدأ بنشرات ناشر بصيغة JSON أو أسطر JSON.
import-title = استيراد: { $name }
import-lead = ‏OCDS 1.1 أو 1.2: حزم نشرات أو حزم سجلّات أو نشرات، بصيغة JSON أو أسطر JSON، كما هي أو gzip أو zip. ما استُورد من قبل لا يغيّر شيئًا؛ والأحدث يحلّ محلّ الأقدم، عملية بعملية.
import-publisher = معرّف الناشر
import-publisher-hint = أحرف لاتينية صغيرة وأرقام وواصلات، مثل city-of-al-madina. المعرّف نفسه لجميع عمليات الاستيراد من ناشر واحد.
import-publisher-error = اكتب من { 2 } إلى { 60 } حرفًا لاتينيًا صغيرًا أو رقمًا أو واصلة.
import-name = اسم الناشر
import-name-hint = كما يعرفه الناس
import-name-error = اكتب الاسم، من { 2 } إلى { 200 } حرف.
import-files = الملفات
import-files-hint = كلّ منها حتى { $size }، وعشرة معًا على الأكثر. والأكبر بالعنوان، أو بالأمر diwan redflags --into.
import-files-error = اختر ملفًا، أو اكتب عنوانًا.
import-urls = العناوين، واحد في كلّ سطر
import-urls-hint = بـ https، على هذه المضيفات: { $hosts }
import-urls-error = عناوين https فقط، على المضيفات التي سمح بها المشغّل، وخمسون على الأكثر.
import-button = استيراد
import-queued = في الانتظار
import-running = جارٍ
import-done = تمّ
import-unchanged = لا جديد
import-failed = فشل
import-percent = أُنجز { $n } ٪
import-again = إعادة النظر
import-unchanged-text = كان كلّ ذلك مستوردًا من قبل. لم يتغيّر شيء.
import-failed-text = تعذّر الاستيراد ولم يتغيّر شيء. يقول المحرّك:
import-processes = عمليات الشراء
import-flags = العلامات
import-unreadable = أجزاء تعذّرت قراءتها
import-problems = ما تعذّرت قراءته
import-place = السطر { $line }، البايت { $byte }
open-key-reused = استُعمل مفتاح التكرار هذا لطلب آخر. اختر مفتاحًا جديدًا.
