# كلمات صفحات المواطنين والموظفين. كلّ مفتاح موجود بالعربية والإنجليزية والفرنسية.
# المخاطَب رجل أو امرأة: مصادر بدل أفعال الأمر، ولا صيغة تخصّ أحدهما.
# ما يُكتب من اليسار إلى اليمين وفيه أرقام وشرطات يوضع بين U+2066 وU+2069.

nav-services = الخدمات
nav-cases = معاملاتي
nav-work = قائمة المهام
nav-overview = نظرة عامة
nav-verify = التحقّق من إيصال
nav-record = السجلّ
nav-demo = أشخاص العرض التجريبي

role-applicant = مقدِّم الطلب
role-office = الدائرة
answer-yes = نعم
answer-no = لا
answer-none = –
refusal-erased = مُحيت البيانات، بطلب من صاحبها أو لانتهاء مدة حفظها، ويبقى موضعها في السجلّ.

## الصفحة الرئيسية
home-page = الخدمات العامة
home-title = خدماتك من الإدارة، وكلّ خطوة أمام عينيك
home-lead = يستغرق تقديم الطلب دقائق. لا أحد يختار من يبتّ في معاملتك، وكلّ خطوة قيدٌ في سجلّ عام لا يستطيع أحد أن يعيد كتابته.
home-search = البحث عن خدمة
home-services = الخدمات
home-found =
    { $count ->
        [zero] لا نتيجة للبحث عن «{ $query }»
        [one] خدمة واحدة توافق «{ $query }»
        [two] خدمتان توافقان «{ $query }»
        [few] { $count } خدمات توافق «{ $query }»
        [many] { $count } خدمة توافق «{ $query }»
       *[other] { $count } خدمة توافق «{ $query }»
    }
home-none = يمكنك البحث بكلمة أخرى، أو الاطّلاع على جميع الخدمات.
home-all = جميع الخدمات
home-promises = ما نضمنه لك
home-draw-title = لا أحد يختار معاملتك
home-draw-text = يختار النظام الموظف المختص بالقرعة، ويستطيع أيّ شخص أن يعيد حساب القرعة.
home-record-title = لا شيء يُعاد كتابته
home-record-text = كلّ خطوة قيدٌ في سجلّ عام، ولك إيصال بكلّ قيد.
home-time-title = الوقت يُقاس
home-time-text = نعرض المدة الموعودة والمدة الفعلية، كما يثبتها السجلّ نفسه.
home-check-title = لا حاجة إلى الثقة بنا
home-check-text = يمكن التحقّق من الإيصالات على حاسوبك، ببرامج كتبها غيرنا.

## صفحة الخدمة
service-start = بدء الطلب
service-who-heading = من يحقّ له تقديم الطلب
service-need-heading = ما تحتاج إليه الخدمة
service-need-nothing = لا حاجة إلى أيّ مستند.
service-document-if = (عند الاقتضاء)
service-time-heading = كم تستغرق
service-facts-heading = معلومات مفيدة
service-fee-heading = الرسم
service-result-heading = نتيجة الخدمة
service-law-heading = القانون
service-appeal-heading = الاعتراض على القرار
service-version-heading = إصدار الإجراءات
service-how-heading = كيف تسير المعاملة
service-how-apply = في كلّ صفحة مجموعة واحدة من الأسئلة. وتُحفظ إجاباتك أوّلًا بأوّل.
service-how-draw = يختار النظام بالقرعة الموظفين المختصين بمعاملتك. ولا يستطيع أيّ منهم أن يختارها أو يبادلها أو يهملها.
service-how-follow = لك متابعة كلّ خطوة، ومعرفة من اطّلع على بياناتك.
service-how-check = لك التحقّق بنفسك من كلّ خطوة بواسطة إيصالها.
service-days =
    { $days ->
        [zero] أقلّ من يوم عمل
        [one] يوم عمل واحد
        [two] يوما عمل
        [few] { $days } أيام عمل
        [many] { $days } يوم عمل
       *[other] { $days } يوم عمل
    }
service-promised-days =
    { $days ->
        [zero] المدة الموعودة: أقلّ من يوم عمل
        [one] المدة الموعودة: يوم عمل واحد
        [two] المدة الموعودة: يوما عمل
        [few] المدة الموعودة: { $days } أيام عمل
        [many] المدة الموعودة: { $days } يوم عمل
       *[other] المدة الموعودة: { $days } يوم عمل
    }
service-promised = وعدت بها الدائرة
service-measured =
    { $count ->
        [zero] لم تُغلق أيّ معاملة في الأشهر الاثني عشر الماضية
        [one] المدة الفعلية للمعاملة الوحيدة التي أُغلقت في الأشهر الاثني عشر الماضية
        [two] المدة التي لم تتجاوزها إحدى المعاملتين اللتين أُغلقتا في الأشهر الاثني عشر الماضية
        [few] المدة التي لم يتجاوزها نصف ما أُغلق في الأشهر الاثني عشر الماضية، وهو { $count } معاملات
        [many] المدة التي لم يتجاوزها نصف ما أُغلق في الأشهر الاثني عشر الماضية، وهو { $count } معاملة
       *[other] المدة التي لم يتجاوزها نصف ما أُغلق في الأشهر الاثني عشر الماضية، وهو { $count } معاملة
    }
service-ninth = المدة التي لم تتجاوزها تسع معاملات من كلّ عشر
service-unmeasured = لم تُغلق أيّ معاملة في الأشهر الاثني عشر الماضية، فلا شيء يُقاس.
service-open =
    { $count ->
        [zero] لا معاملات جارية الآن.
        [one] معاملة واحدة جارية الآن.
        [two] معاملتان جاريتان الآن.
        [few] { $count } معاملات جارية الآن.
        [many] { $count } معاملة جارية الآن.
       *[other] { $count } معاملة جارية الآن.
    }
service-departures = عدد المهام المنجزة { $decided }، خالف الموظفون المختصون توصية القواعد في { $departed } منها.

## قبل تقديم الطلب
begin-title = قبل البدء: { $service }
begin-drafts = متابعة طلب محفوظ
begin-draft = حُفظ في { $time }
begin-draft-state = لم يُرسل بعد
begin-need = ما يحسن إعداده مسبقًا
begin-need-text = تكفي صور أو نسخ ممسوحة ضوئيًا (PDF أو PNG أو JPEG):
begin-saved = تُحفظ إجاباتك بعد كلّ صفحة. ويمكنك التوقّف في أيّ وقت والعودة لاحقًا.
begin-start = بدء طلب جديد

## صفحات الطلب
apply-continue = متابعة
apply-later = الحفظ والعودة لاحقًا
apply-check-step = مراجعة الإجابات
apply-check-title = مراجعة إجاباتك
apply-send-title = إرسال طلبك
apply-send-text = إرسال الطلب تأكيد منك أن إجاباتك صحيحة بحسب علمك. ويصبح الطلب قيدًا في السجلّ، ولك به إيصال.
apply-send = إرسال الطلب
apply-delete-title = لا أريد إرسال الطلب
apply-delete-text = تُحذف إجاباتك وملفاتك. لم يُرسل شيء، فلا شيء في السجلّ.
apply-delete = حذف هذه الإجابات
draft-saved = تمّ الحفظ. ويمكنك المتابعة متى شئت.
draft-deleted = حُذفت الإجابات.
form-change = تعديل
form-confirm = يُرجى التأكيد
form-computed = محسوب من إجاباتك.
form-computed-later = يُحسب بعد الإجابة عن الأسئلة السابقة.
form-no-answer = بلا إجابة
form-remove-file = إزالة
form-file-empty = { $label }: الملف { $name } فارغ. يُرجى اختيار ملف آخر.
form-file-large = { $label }: حجم الملف { $name } يتجاوز { 10 } ميغابايت. يُرجى اختيار ملف أصغر، أو مسحه ضوئيًا بدقّة أقلّ.
form-file-kind = { $label }: نوع الملف { $name } غير مقبول هنا. ننظر إلى المحتوى لا إلى الاسم. يُرجى حفظه بأحد الأنواع المذكورة ثم اختياره من جديد.

field-error-required = { $label }: هذا السؤال يحتاج إلى إجابة
field-error-too-short = { $label }: يجب ألّا يقلّ عدد الأحرف عن { $limit }
field-error-too-long = { $label }: يجب ألّا يزيد عدد الأحرف على { $limit }
field-error-minimum = { $label }: يجب ألّا تقلّ القيمة عن { $limit }
field-error-maximum = { $label }: يجب ألّا تزيد القيمة على { $limit }
field-error-pattern = { $label }: الإجابة لا تطابق المثال، يُرجى مقارنتها به
field-error-format = { $label }: يُرجى التحقّق من طريقة الكتابة
field-error-email = { $label }: يُرجى كتابة عنوان مثل name@example.org
field-error-type = { $label }: تعذّرت قراءة هذه الإجابة، يُرجى كتابتها بطريقة أخرى
field-error-choice = { $label }: يُرجى اختيار إحدى الإجابات
field-error-too-few = { $label }: يجب ألّا يقلّ العدد عن { $limit }
field-error-too-many = { $label }: يجب ألّا يزيد العدد على { $limit }
field-error-unknown = { $label }: لا يوجد حقل بهذا الاسم في الاستمارة
field-error-custom = { $label }: هذه الإجابة لا تتّفق مع الإجابات الأخرى
field-error-missing-file = { $label }: يُرجى إرفاق الملف من جديد
field-error-departure-reason = { $label }: قرارك يخالف توصية القواعد، فيُرجى بيان السبب. وسيطّلع عليه موظف مختص ثانٍ.
field-error-too-large = { $label }: الملف أكبر من المسموح به
field-error-before-start = { $label }: هذا اليوم يسبق اليوم الأوّل

## بعد الإرسال
submitted-title = أُرسل الطلب
submitted-promised =
    { $days ->
        [zero] تعد الدائرة بقرار في يوم العمل نفسه. وتتوقّف المهلة ما دامت الدائرة تنتظر جوابك.
        [one] تعد الدائرة بقرار خلال يوم عمل واحد. وتتوقّف المهلة ما دامت الدائرة تنتظر جوابك.
        [two] تعد الدائرة بقرار خلال يومَي عمل. وتتوقّف المهلة ما دامت الدائرة تنتظر جوابك.
        [few] تعد الدائرة بقرار خلال { $days } أيام عمل. وتتوقّف المهلة ما دامت الدائرة تنتظر جوابك.
        [many] تعد الدائرة بقرار خلال { $days } يوم عمل. وتتوقّف المهلة ما دامت الدائرة تنتظر جوابك.
       *[other] تعد الدائرة بقرار خلال { $days } يوم عمل. وتتوقّف المهلة ما دامت الدائرة تنتظر جوابك.
    }
submitted-receipt = إيصالك
submitted-receipt-text = يُرجى الاحتفاظ بهذا الملف. فهو يثبت ما أرسلته ومتى أرسلته، ولو زال هذا الموقع. والرمز يقود إلى القيد نفسه.
submitted-download = تنزيل الإيصال
submitted-qr = رمز QR يقود إلى التحقّق من هذا القيد
submitted-next = ماذا بعد
submitted-next-draw = يختار النظام بالقرعة موظفًا مختصًا للخطوة الأولى. ويمكنك الاطّلاع على من شملتهم القرعة وعلى إثباتها.
submitted-next-follow = يمكنك متابعة كلّ خطوة ومراسلة الدائرة من صفحة المعاملة.
submitted-next-mail = نراسلك عندما يُطلب منك شيء، وعندما يصدر القرار.
submitted-follow = متابعة المعاملة

## المعاملات
cases-title = معاملاتي
cases-drafts = لم تُرسل بعد
cases-sent = أُرسلت
cases-none = لا معاملات لك بعد
cases-none-text = يظهر هنا كلّ طلب من طلباتك مع جميع خطواته.
cases-start = الاطّلاع على الخدمات
cases-line = { $number } · أُرسلت في { $date }
cases-due = · موعودة في { $date }
status-yours = بانتظارك
status-open = لدى الدائرة
status-paused = المهلة متوقّفة
status-incident = أوقفها عطل
status-closed = مغلقة
status-erased = ممحوّة

case-number = المعاملة
case-status = الحالة
case-outcome = النتيجة
case-opened = أُرسلت في
case-worked = استغرقت
case-due = موعودة في
case-paused = المهلة متوقّفة حتى يصل الجواب
case-now = الآن
case-with = { $task } ({ $role })
case-with-nobody = { $task } ({ $role }): لا أحد متاح، والقرعة بالانتظار
case-do = القيام بذلك الآن
case-do-by = يُرجى القيام بذلك في موعد أقصاه { $date }.
case-certificate = العرض والطباعة
case-timeline = ما حدث حتى الآن
case-earlier = الخطوات السابقة
case-all = عرض جميع القيود، حتى الصغيرة منها
case-fewer = عرض الخطوات الرئيسية فقط
case-draw = كيف اختير الموظف المختص بالقرعة
case-messages = الرسائل
case-no-messages = لا رسائل بعد.
case-message = كتابة رسالة
case-message-send = إرسال الرسالة
case-message-sent = أُرسلت الرسالة.
case-message-required = يُرجى كتابة شيء قبل الإرسال
case-message-too-long = يجب ألّا يزيد عدد الأحرف على { 5000 }
case-documents = المستندات
case-no-documents = لا مستندات.
case-sent = ما أُرسل

action-confirm = نعم، أؤكّد ذلك
action-leave = لا، يبقى كلّ شيء كما هو
action-warning = لا يمكن التراجع عن هذا الإجراء.
action-done = تمّ ذلك، وهو الآن في السجلّ.

## القيود
entry-caption = قيد في المعاملة
entry-index = الرقم في السجلّ
entry-time = الوقت
entry-kind = النوع
entry-receipt-text = الإيصال وحده يثبت هذا القيد: لك، وللمحكمة، ولأيّ شخص، دون الرجوع إلينا.
entry-body = نصّ القيد حرفيًا
entry-proof = الإثبات
entry-proof-text =
    { $count ->
        [zero] هذا القيد هو الوحيد في السجلّ، فهو الجذر نفسه.
        [one] بصمة واحدة تصل هذا القيد بالجذر الذي وقّعه السجلّ.
        [two] بصمتان تصلان هذا القيد بالجذر الذي وقّعه السجلّ.
        [few] { $count } بصمات تصل هذا القيد بالجذر الذي وقّعه السجلّ.
        [many] { $count } بصمة تصل هذا القيد بالجذر الذي وقّعه السجلّ.
       *[other] { $count } بصمة تصل هذا القيد بالجذر الذي وقّعه السجلّ.
    }
entry-proof-hashes = البصمات على الطريق
entry-checkpoint = نقطة التحقّق الموقَّعة
entry-verify = التحقّق من إيصال، هنا أو من دوننا

fact-case-opened = استُلم الطلب
fact-task-assigned = { $task }: أُسندت المهمة ({ $role })
fact-task-waiting = { $task }: لا أحد متاح ({ $role })
fact-task-declined = { $task }: أُعيدت المهمة، وتُجرى قرعة جديدة
fact-task-reminded = { $task }: أُرسل تذكير
fact-task-overdue = { $task }: انقضت المهلة
fact-task-completed = { $task }: أُنجزت المهمة ({ $role })
fact-task-lapsed = { $task }: انقضت المهلة القانونية، وسرى حكم القانون
fact-rule-decided = { $task }
fact-service-done = { $task }
fact-timer-fired = حان الموعد: { $task }
fact-message-correlated = { $message }
fact-incident-raised = أوقفها عطل: { $task }
fact-incident-retried = أُعيدت المحاولة
fact-clock-paused = توقّفت مهلة الدائرة
fact-clock-resumed = استؤنفت مهلة الدائرة
fact-certificate-issued = صدرت الشهادة { $number }
fact-case-closed = أُغلقت المعاملة: { $outcome }
fact-message-sent = رسالة من: { $from }
fact-document-added = أُضيف مستند: { $name }
fact-data-read = قُرئت المعاملة ({ $role })
fact-access-refused = مُنع من الاطّلاع على هذه المعاملة شخص لا حقّ له فيها
fact-notice-queued = تبليغ: { $subject }
fact-notice-sent = سُلّم تبليغ
fact-notice-failed = تعذّر تسليم تبليغ
fact-due = للإنجاز في موعد أقصاه { $date }.
fact-departed = القرار يخالف توصية القواعد. السبب:

kind-log-created = بداية السجلّ
kind-clock-jumped = قفزة في الساعة
kind-clock-compared = مقارنة الساعة بمرجع
kind-pack-deployed = بدء العمل بإجراءات
kind-person-registered = تسجيل شخص
kind-person-changed = تعديل بيانات شخصية
kind-role-granted = منح صفة
kind-role-revoked = سحب صفة
kind-absence-declared = التصريح بغياب
kind-absence-ended = انتهاء غياب
kind-interest-declared = التصريح بمصلحة
kind-passkey-added = إضافة مفتاح مرور
kind-passkey-removed = إزالة مفتاح مرور
kind-session-opened = تسجيل دخول
kind-case-opened = استلام طلب
kind-task-assigned = إسناد مهمة
kind-task-waiting = مهمة بانتظار من يتولّاها
kind-task-declined = إعادة مهمة
kind-task-reminded = تذكير
kind-task-overdue = انقضاء مهلة
kind-task-completed = إنجاز مهمة
kind-task-lapsed = انقضاء مهلة قانونية
kind-rule-decided = قرار بتطبيق القواعد
kind-service-done = خطوة أجراها النظام
kind-timer-fired = حلول موعد
kind-message-correlated = رسالة حرّكت المعاملة
kind-incident-raised = عطل أوقف المعاملة
kind-incident-retried = إعادة محاولة ما توقف
kind-clock-paused = توقّف المهلة
kind-clock-resumed = استئناف المهلة
kind-certificate-issued = إصدار شهادة
kind-case-closed = إغلاق معاملة
kind-message-sent = رسالة
kind-document-added = إضافة مستند
kind-data-read = اطّلاع على بيانات
kind-access-refused = منع من الاطّلاع
kind-notice-queued = تبليغ بانتظار الإرسال
kind-notice-sent = تسليم تبليغ
kind-notice-failed = تعذّر تسليم تبليغ
kind-case-erased = محو معاملة
kind-person-erased = محو بيانات شخص

## القرعة
draw-title = كيف جرت القرعة: { $task }
draw-text = شملت القرعة كلّ من له هذه الصفة في الدائرة ({ $role }). ومن كثرت مهامه الجارية قلّت فرصته. ويظهر الموظفون بأرقامهم، فالأسماء لا تُنشر.
draw-holds = القرعة صحيحة
draw-holds-text = أُعيد حسابها الآن من القيد وحده.
draw-fails = القرعة غير صحيحة
draw-candidates = من شملتهم القرعة
draw-official = الموظف المختص
draw-load = المهام الجارية
draw-result = النتيجة
draw-chosen = اختير بالقرعة
draw-not-chosen = لم يُختر
draw-excluded-absent = خارج القرعة: في غياب
draw-excluded-applicant = خارج القرعة: هو مقدِّم الطلب
draw-excluded-conflict = خارج القرعة: له مصلحة مصرَّح بها
draw-excluded-acted = خارج القرعة: سبق له العمل على هذه المعاملة
draw-excluded-declined = خارج القرعة: أعاد المهمة
draw-excluded-overload = خارج القرعة: مهامه الجارية كثيرة
draw-proof = الإثبات
draw-proof-text = القرعة دالة عشوائية قابلة للتحقّق (RFC 9381) تُحسب مما أرسله مقدِّم الطلب. وقد ثُبّت مفتاحها قبل وجود المعاملة، فلم يكن بوسع أحد أن يختار النتيجة، ولا حتى الجهة المشغِّلة.
draw-element = الخطوة في الإجراءات
draw-visit = مرّة المرور / إعادة القرعة
draw-content = بصمة ما أُرسل
draw-whole = القرعة كاملةً، لإعادة حسابها

## الشهادات
certificate-qr = رمز QR يقود إلى الصفحة العامة لهذه الشهادة
certificate-check = يبيّن مسح الرمز هل هذه الشهادة سارية.
certificate-issued = تاريخ الإصدار
certificate-until = سارية حتى
certificate-for-good = بلا نهاية
certificate-number = الرقم
certificate-service = الخدمة
certificate-holds = صدرت هذه الشهادة وهي سارية اليوم
certificate-ended = صدرت هذه الشهادة، لكن مدتها انتهت
certificate-compare = يُرجى مقارنة الرقم والتاريخين بالورقة التي أمامك. وما عدا ذلك يثبته إيصال الشهادة: يُطلب ملفّه من حاملها.
certificate-verify = التحقّق من الإيصال

## المهام
task-due = للإنجاز في موعد أقصاه
task-recommended = توصية القواعد
task-departure = لك مخالفة التوصية. ويلزم عندئذ بيان السبب، ويُختار بالقرعة موظف مختص ثانٍ لتأكيد القرار، ويُحتسب ذلك في الإحصاءات العامة.
task-why = السبب: { $task }
task-rule = القاعدة
task-rule-version = إصدار القواعد
task-rule-value = النتيجة
task-rule-entry = القيد
task-rule-inputs = ما أُعطي للقاعدة
task-no-form = يُرجى تأكيد أن ذلك قد تمّ.
task-send = إرسال
task-decide = البتّ وإنجاز المهمة
task-decline = لا أستطيع تولّي هذه المهمة
task-write = مراسلة مقدِّم الطلب
task-case = صفحة المعاملة وخطواتها
task-sent = تمّ الإرسال. وتستمر المعاملة.
task-done = تمّ الإنجاز. وتستمر المعاملة، والقيد في السجلّ.
decline-title = إعادة المهمة
decline-text = تُجرى قرعة جديدة لاختيار موظف مختص آخر. ويُقيَّد السبب في السجلّ، ولن تشملك القرعة مرة أخرى لهذه المهمة.
decline-reason = ما سبب عدم تولّي المهمة؟
decline-hint = مثلًا: لي معرفة شخصية بمقدِّم الطلب.
decline-send = إعادة المهمة
decline-done = أُعيدت المهمة، وتُجرى قرعة جديدة.
decline-required = يُرجى بيان سبب عدم تولّي المهمة
decline-too-long = يجب ألّا يزيد عدد الأحرف على { 2000 }

work-title = قائمة المهام
work-lead = هذه المهام أسندتها إليك القرعة. لا يستطيع أحد أن يأخذ منها أو يضيف إليها يدويًا. والأكثر استعجالًا أوّلًا.
work-none = لا مهام الآن
work-none-text = لم تُسند إليك القرعة أيّ مهمة حاليًا. ونراسلك فور إسنادها.
work-line = { $service } · { $number } · بصفة: { $role }
work-due = · في موعد أقصاه { $date }
work-open = جارية
work-soon = تنقضي مهلتها قريبًا
work-overdue = متأخرة

overview-title = نظرة عامة
overview-lead = ما يحتاج إلى انتباه في دائرتك. ليس لك البتّ في معاملة: فذلك شأن القرعة والموظفين المختصين. أما ما أوقفه عطل فتصلحه مع مشرف ثانٍ.
overview-late = مهام انقضت مهلتها
overview-late-none = لا مهمة متأخرة.
overview-waiting = مهام لم تجد القرعة من يتولّاها
overview-waiting-none = لكلّ مهمة من يتولّاها.
overview-stopped = معاملات أوقفها عطل
overview-stopped-none = لا معاملة متوقّفة.
overview-undelivered = تبليغات لم تُسلَّم
overview-undelivered-none = سُلّمت جميع التبليغات.
overview-no-deadline = بلا مهلة
overview-given-up = توقّفت المحاولات
overview-next = المحاولة التالية في { $date }

## التحقّق
verify-title = التحقّق من إيصال
verify-lead = بعد رفع الإيصال نبيّن، حلقةً حلقة، هل هو صحيح. لا حاجة إلى تسجيل الدخول، ولا نحتفظ بالملف.
verify-file-heading = بملف الإيصال
verify-file = الإيصال
verify-file-hint = الملف الذي نزّلته: receipt-….json
verify-paste = أو بلصق نصّه
verify-paste-label = نصّ الإيصال
verify-check = التحقّق
verify-code-heading = بالرمز
verify-code = الرمز
verify-code-hint = يُكتب بجانب رمز QR، مثل: {"\u2066"}1234-7K3M-9QXA{"\u2069"}
verify-look = بحث
verify-no-code = هذا ليس رمزًا. يُرجى مقارنته بالإيصال: عدد، ثم مجموعتان في كلّ منهما أربعة أحرف لاتينية أو أرقام.
verify-unknown-code = لا قيد في السجلّ بهذا الرمز. يُرجى مقارنته بالإيصال، حرفًا حرفًا.
verify-known = هذا القيد موجود في السجلّ
verify-known-text =
    { $size ->
        [zero] أُثبت الآن بنقطة التحقّق الموقَّعة. أما نصّه فلا يعرفه إلا من يعنيهم.
        [one] أُثبت الآن بنقطة التحقّق الموقَّعة التي تشمل قيدًا واحدًا. أما نصّه فلا يعرفه إلا من يعنيهم.
        [two] أُثبت الآن بنقطة التحقّق الموقَّعة التي تشمل قيدين. أما نصّه فلا يعرفه إلا من يعنيهم.
        [few] أُثبت الآن بنقطة التحقّق الموقَّعة التي تشمل { $size } قيود. أما نصّه فلا يعرفه إلا من يعنيهم.
        [many] أُثبت الآن بنقطة التحقّق الموقَّعة التي تشمل { $size } قيدًا. أما نصّه فلا يعرفه إلا من يعنيهم.
       *[other] أُثبت الآن بنقطة التحقّق الموقَّعة التي تشمل { $size } قيد. أما نصّه فلا يعرفه إلا من يعنيهم.
    }
verify-leaf = بصمة الورقة
verify-holds = الإيصال صحيح
verify-holds-signed =
    { $size ->
        [zero] وقّع هذا السجلّ نقطة تحقّق لا تشمل أيّ قيد.
        [one] وقّع هذا السجلّ نقطة تحقّق تشمل قيدًا واحدًا.
        [two] وقّع هذا السجلّ نقطة تحقّق تشمل قيدين.
        [few] وقّع هذا السجلّ نقطة تحقّق تشمل { $size } قيود.
        [many] وقّع هذا السجلّ نقطة تحقّق تشمل { $size } قيدًا.
       *[other] وقّع هذا السجلّ نقطة تحقّق تشمل { $size } قيد.
    }
verify-holds-included = القيد أحدها، في الموضع والوقت المذكورين.
verify-holds-body = نصّه هو ما قُيِّد، بالحرف.
verify-holds-history =
    { $size ->
        [zero] ما زال السجلّ يبدأ بتلك القيود.
        [one] ما زال السجلّ يبدأ بتلك القيود، وفيه اليوم قيد واحد.
        [two] ما زال السجلّ يبدأ بتلك القيود، وفيه اليوم قيدان.
        [few] ما زال السجلّ يبدأ بتلك القيود، وفيه اليوم { $size } قيود.
        [many] ما زال السجلّ يبدأ بتلك القيود، وفيه اليوم { $size } قيدًا.
       *[other] ما زال السجلّ يبدأ بتلك القيود، وفيه اليوم { $size } قيد.
    }
verify-holds-draw = أُعيد حساب القرعة الواردة فيه، وهي صحيحة.
verify-holds-witnesses =
    { $count ->
        [zero] لم يوقّع أيّ شاهد مستقلّ.
        [one] ووقّع أيضًا شاهد مستقلّ واحد.
        [two] ووقّع أيضًا شاهدان مستقلّان.
        [few] ووقّع أيضًا { $count } شهود مستقلّين.
        [many] ووقّع أيضًا { $count } شاهدًا مستقلًّا.
       *[other] ووقّع أيضًا { $count } شاهد مستقلّ.
    }
verify-holds-stamp = وقّعت { $authority } أن نقطة التحقّق الواردة فيه كانت موجودة في:
verify-fails-stamp = الختم الزمني الوارد فيه غير صحيح: عُدِّل، أو هو لنقطة تحقّق أخرى.
verify-national-unchecked = وفيه أيضًا إثبات عبر سجلّ وطني لا تتحقّق منه هذه الصفحة. ويتحقّق منه هذا الأمر:
verify-holds-policy = وعددهم كافٍ وفق قاعدة هذه الدائرة.
verify-holds-no-policy = وعددهم غير كافٍ بعد وفق قاعدة هذه الدائرة. يحتاج القيد الجديد إلى ثوانٍ معدودة: يُرجى تنزيل إيصاله مرة أخرى بعدها.
verify-fails = الإيصال غير صحيح
verify-fails-file = هذا الملف ليس إيصالًا، أو هو مقطوع أو معدَّل.
verify-fails-signature = نقطة التحقّق الواردة فيه لم يوقّعها هذا السجلّ.
verify-fails-place = الإثبات يخصّ سجلًّا آخر أو قيدًا آخر.
verify-fails-inclusion = البصمات الواردة فيه لا تصل إلى الجذر الموقَّع.
verify-fails-body = نصّه ليس ما قُيِّد: لقد غُيّر النصّ بعد ذلك.
verify-fails-history = هذا السجلّ ليس امتدادًا للسجلّ الذي صدر منه الإيصال. إن لم يُعدَّل الملف من جانبك، فيُرجى الاحتفاظ به وعرضه على المحكمة أو الصحافة أو جمعية رقابية: فهو دليل.
verify-fails-draw = القرعة الواردة فيه غير صحيحة.
verify-fails-do = يُرجى تنزيل الإيصال من جديد من صفحة المعاملة والمقارنة. إن كان الجديد صحيحًا وكان إيصالك غير صحيح، فقد تلف الملف.
verify-without = من دوننا
verify-without-text = لا حاجة إلى تصديق هذه الصفحة. على حاسوبك، ومن دون شبكة:
verify-without-other = الإيصال ملف C2SP tlog-proof ومعه القيد. وأيّ برنامج يتبع هذه المواصفة يستطيع التحقّق منه أيضًا.
verify-record = كيف يعمل السجلّ، ومفتاحه

record-title = السجلّ
record-lead = كلّ خطوة في كلّ معاملة قيدٌ في قائمة واحدة. لا يستطيع أحد أن يغيّر قيدًا أو يزيله دون أن ينكشف ذلك: لا موظف، ولا وزير، ولا من يشغّل هذا الجهاز.
record-what = كيف يعمل
record-entry = يبيّن القيد من فعل ماذا، وفي أيّ معاملة، ومتى. ولا يقرؤه إلا من يعنيهم.
record-leaf = تُنشر بصمة القيد، وهي ورقته. وهي لا تكشف شيئًا من نصّه.
record-tree = تُجمع الأوراق كلّها في شجرة بصمات واحدة. ويتغيّر جذرها إذا تغيّرت ورقة واحدة منها.
record-sign = يُوقَّع الجذر ويُنشر. ومن يحتفظ بجذر قديم يستطيع أن يثبت في أيّ وقت هل أُعيدت كتابة القائمة.
record-now = السجلّ اليوم
record-origin = الاسم
record-size = القيود
record-vkey = المفتاح الذي يوقّعه
record-draw-key = مفتاح القرعة
record-read = قراءة السجلّ مباشرة
record-read-text = يُنشر السجلّ بصيغة C2SP tlog-tiles. ولكلّ شخص أن ينسخه كاملًا.
record-address = العنوان
record-holds = ما يوجد فيه
record-holds-checkpoint = أحدث نقطة تحقّق موقَّعة
record-holds-tile = بصمات الشجرة، في مجموعات من { 256 }
record-holds-entries = الأوراق، في مجموعات من { 256 }
record-check = التحقّق من السجلّ
record-check-text = بالإيصال يمكنك التحقّق من أن قيدك في السجلّ، هنا أو من دوننا.

## تسجيل الدخول
sign-in-title = تسجيل الدخول
sign-in-why = نرسل إليك رمزًا بالبريد الإلكتروني. لا حاجة إلى كلمة مرور. وإن لم يكن لك حساب فسيُنشأ الآن.
sign-in-email = عنوان البريد الإلكتروني
sign-in-email-hint = مثل name@example.org
sign-in-email-error = يُرجى كتابة عنوان بريد إلكتروني، مثل name@example.org
sign-in-send = إرسال الرمز إليّ
sign-in-demo = هذا عرض تجريبي: يمكنك أيضًا الدخول باسم أحد أشخاصه.
sign-in-demo-link = اختيار شخص
sign-in-passkey-title = بمفتاح المرور
sign-in-passkey-text = إن سبق لك أن أضفت مفتاح مرور، فجهازك يسجّل دخولك من دون رمز.
sign-in-passkey = الدخول بمفتاح المرور
sign-in-passkey-failed = لم ينجح ذلك. يمكنك المحاولة مرة أخرى، أو الدخول برمز.
sign-in-code-title = كتابة الرمز
sign-in-sent = إن كان العنوان صحيحًا فقد أرسلنا الآن ثمانية أرقام إلى
sign-in-code = الرمز
sign-in-code-hint = ثمانية أرقام. ويصلح الرمز لعشر دقائق.
sign-in-code-error = هذا الرمز غير صحيح أو انتهت صلاحيته. يُرجى التحقّق منه، أو طلب رمز آخر.
sign-in-button = دخول
sign-in-no-code = لم يصلني الرمز
sign-in-again-text = قد يستغرق وصوله دقيقة. يُرجى البحث في مجلّد البريد غير المرغوب فيه، والتحقّق من صحة العنوان.
sign-in-again = طلب رمز آخر

## الحساب
account-title = حسابي
account-email = عنوان البريد الإلكتروني:
account-name = الاسم
account-name-hint = الاسم الذي نخاطبك به، ويُكتب في طلباتك.
account-name-error = يجب ألّا يزيد عدد الأحرف على { $limit }
account-language = لغة الرسائل
account-language-hint = اللغة التي نراسلك بها.
account-language-error = يُرجى اختيار لغة
account-save = حفظ
account-saved = حُفظت بياناتك.
account-passkeys = مفاتيح المرور
account-passkeys-text = بمفتاح المرور يمكنك الدخول بقفل جهازك: البصمة أو الوجه أو الرقم السرّي. ولا يخرج من الجهاز أيّ سرّ.
account-passkeys-script = لإضافة مفتاح مرور يلزم تشغيل JavaScript. أما رموز البريد الإلكتروني فتعمل من دونه.
account-passkeys-full = بلغت مفاتيح مرورك العدد الأقصى. يلزم أوّلًا إزالة أحدها.
account-passkey = مفتاح مرور
account-passkey-label = اسمه، مثلًا: هاتفي
account-passkey-add = إضافة مفتاح مرور
account-passkey-added = أُضيف مفتاح المرور.
account-passkey-remove = إزالة
account-passkey-removed = أُزيل مفتاح المرور.
account-yours = بياناتك
account-readings = من اطّلع على بياناتي
account-duty = الغياب والمصالح
account-erase = محو بياناتي

readings-lead = كلّما فتح موظف مختص إحدى معاملاتك قُيِّد ذلك في السجلّ. وكذلك كلّ محاولة ممن لا حقّ له فيها.
readings-none = لم يطّلع أحد على معاملاتك بعد
readings-none-text = إذا اطّلع عليها أحد ظهر ذلك هنا فورًا.
readings-when = متى
readings-who = من
readings-case = المعاملة
readings-proof = الإثبات
readings-refused = شخص لا حقّ له (مُنع)

erase-what = يصبح اسمك وعنوانك وما أرسلته غير مقروء لأيّ أحد، إلى الأبد: إذ يُتلف مفتاحها.
erase-proofs = يحتفظ السجلّ بالبصمات، وهي لا تكشف شيئًا عنك. وتبقى إيصالاتك صحيحة.
erase-law = المعاملات الجارية يجب أن تنتهي أوّلًا، أو أن تُسحب بطلب منك.
erase-final = ينتهي تسجيل دخولك، ومن يعد بالعنوان نفسه يبدأ من جديد.
erase-sure = هل هذه رغبتك؟
erase-sure-yes = نعم، محو بياناتي إلى الأبد
erase-sure-error = لمحو بياناتك يلزم تأشير المربّع
erase-open = لا يمكن ذلك الآن: لك معاملة جارية، أو أنت من العاملين في الدائرة.
erase-button = محو بياناتي
erase-done = مُحيت بياناتك

duty-absence = الغياب
duty-absence-text = لا تشملك أيّ قرعة في أثناء غيابك. ومهامك الجارية تُجرى لها قرعة جديدة عند بدء الغياب.
duty-from = أوّل يوم غياب
duty-until = آخر يوم غياب
duty-date-error = يُرجى كتابة اليوم والشهر والسنة
duty-order = آخر يوم يسبق أوّل يوم
duty-absence-button = التصريح بالغياب
duty-absence-done = سُجّل التصريح بالغياب.
duty-return = إنهاء هذا الغياب
duty-return-done = انتهى الغياب.
duty-interest = المصالح
duty-interest-text = هنا تُذكر المؤسسات والأشخاص ممن لا يجوز لك البتّ في معاملاتهم. فلا تشملك القرعة فيها. ولا يُحفظ من ذلك سوى بصمة.
duty-subject = رقم القيد في السجل التجاري أو عنوان البريد الإلكتروني
duty-subject-hint = مثل: {"\u2066"}2019-04512{"\u2069"}
duty-subject-error = يُرجى كتابة رقم قيد أو عنوان بريد إلكتروني
duty-why = السبب
duty-interest-button = التصريح بالمصلحة
duty-interest-done = سُجّل التصريح بالمصلحة.

## العرض التجريبي
demo-title = أشخاص العرض التجريبي
demo-lead = يمكنك تقديم طلب بصفة مواطن، ثم البتّ فيه بصفة الموظف المختص الذي اختارته القرعة، ثم التحقّق من الإيصال.
demo-citizens = المواطنون
demo-officials = الموظفون
demo-enter = المتابعة باسم { $name }
demo-warning = هؤلاء الأشخاص ودائرتهم من نسج الخيال. وكلّ ما عدا ذلك حقيقي: القرعة والسجلّ والإثباتات.
demo-citizen = مواطن
demo-clerk = موظف تدقيق الملفات
demo-inspector = مفتّش
demo-officer = مسؤول التراخيص
demo-cashier = أمين الصندوق
demo-archivist = أمين المحفوظات
demo-registrar = أمين السجل
demo-supervisor = مشرف

api-file = هذا ليس ترميز base64 لملف PDF أو PNG أو JPEG أو WebP أو ODT أو DOCX
api-idempotency-reused = استُعمل مفتاح Idempotency-Key هذا لطلب آخر. استعمل مفتاحًا جديدًا لكلّ كتابة.
field-error-file-kind = { $label }: لا يُقبل هنا ملفّ من هذا النوع
kind-session-refused = حاول أحدهم الدخول برموز خاطئة

## Pictures of a case and of a service
case-way = مسار هذه المعاملة
case-used =
    { $promised ->
        [zero] مضى { $used } من { $promised } يوم عمل
        [one] مضى { $used } من يوم عمل واحد
        [two] مضى { $used } من يومي عمل
        [few] مضى { $used } من { $promised } أيام عمل
        [many] مضى { $used } من { $promised } يوم عمل
       *[other] مضى { $used } من { $promised } يوم عمل
    }
why-title = لماذا
service-chart = المدة الموعودة والمدد المقيسة، بأيام العمل
service-chart-what = البيان
service-chart-days = أيام العمل
draw-chance = الاحتمال
draw-percent = { $n }%

task-more = أدّت إجابتك إلى أسئلة أخرى. يُرجى الإجابة عنها أيضًا. لم يُرسل شيء بعد.

## Rules
nav-rules = القواعد
service-rules-heading = قواعد هذه الخدمة
service-rules = بهذه القواعد يقرّر النظام أو يوصي. وبوسع أيّ شخص أن يقرأها ويجرّبها.
rules-title = القواعد
rules-lead = القواعد قانون: لكلّ شخص أن يقرأها وأن يجرّب ما تقرّره. ولا يُحفظ شيء ممّا يُجرَّب.
rules-none = لا قواعد لأيّ خدمة بعد.
rules-version = الإصدار { $version }
rules-try = تجربة القواعد
rules-try-hint = تكفي الإجابة عمّا يهمّ معرفته. وما يُترك يُعدّ غير مذكور.
rules-decide = عرض ما تقرّره القواعد
rules-result = النتيجة
rules-tables = الجداول
rules-versions = الإصدارات
rules-shown = المعروض هنا
rules-current = الساري
rules-compare = مقارنة إصدارين على معاملات سبق البتّ فيها
rules-json = كبيانات (JSON)
rules-stopped = أُوقف القرار: فهو يتطلّب عملًا يفوق المسموح به هنا.
rules-number = القاعدة
rules-law = السند القانوني
rules-applied = منطبقة
rules-any = أيّ قيمة
rules-iso-hint = بصيغة ISO 8601، مثل 14:30:00 أو 2026-12-01T14:30:00 أو P3M
rules-feel-hint = عبارة FEEL أو JSON، مثل 12 أو "food" أو true أو {"{"}"area": 60{"}"}
rules-no-number = المطلوب رقم، مثل 60 أو 12.5
rules-no-date = المطلوب يوم موجود، مثل 27 11 2026
rules-no-iso = تُكتب القيمة بصيغة ISO 8601، مثل 14:30:00 أو P3M
rules-no-choice = المطلوب اختيار واحد من الأجوبة
rules-no-feel = هذه ليست عبارة FEEL: السطر { $line }، الحرف { $column }: { $cause }
rules-file = تجربة ملف قواعد
rules-file-title = ملف قواعد
rules-file-lead = فحص ملف DMN وتجربة ما يقرّره. لا يُنشر شيء ولا يُحفظ شيء.
rules-file-field = ملف DMN
rules-file-hint = DMN من 1.1 إلى 1.6، حتى 256 كيلوبايت
rules-file-look = فحص الملف
rules-file-missing = المطلوب اختيار ملف DMN
rules-file-large = هذا الملف أكبر من 256 كيلوبايت
rules-refused = لا يمكن تشغيل هذا الملف: تظهر الأسباب في نتيجة الفحص.
rules-no-decision = لا قرار في هذا الملف.
rules-which = أيّ قرار؟
rules-show = عرض
rules-findings = نتيجة الفحص
rules-no-findings = لم يجد الفحص أيّ خطأ.
rules-error = خطأ
rules-warning = تنبيه
rules-place = السطر { $line }، الحرف { $column }
rules-compare-title = مقارنة إصدارين من القواعد
rules-compare-lead = «{ $task }»: أيّ المعاملات التي سبق البتّ فيها كانت ستأتي نتيجتها مختلفة؟
rules-compare-with = المقارنة مع
rules-compare-file = الملف المختار أدناه
rules-compare-read = كلّ معاملة متغيّرة تُعرض هنا يُسجَّل الاطّلاع عليها، ويرى صاحبها ذلك.
rules-compare-do = مقارنة
rules-compare-result = ما الذي يتغيّر
rules-compare-unknown = لا يتضمّن ذلك الإصدار هذا القرار
rules-before = هذا الإصدار
rules-after = الإصدار الآخر
rules-because = القاعدة { $row } من «{ $table }»
rules-compare-count =
    { $cases ->
        [zero] لا معاملات سبق البتّ فيها للمقارنة ({ $changed }).
        [one] عدد المعاملات التي تتغيّر نتيجتها: { $changed } من أصل معاملة واحدة.
        [two] عدد المعاملات التي تتغيّر نتيجتها: { $changed } من أصل معاملتين.
        [few] عدد المعاملات التي تتغيّر نتيجتها: { $changed } من أصل { $cases } معاملات.
        [many] عدد المعاملات التي تتغيّر نتيجتها: { $changed } من أصل { $cases } معاملة.
       *[other] عدد المعاملات التي تتغيّر نتيجتها: { $changed } من أصل { $cases } معاملة.
    }
rules-compare-rest =
    { $count ->
        [zero] لا معاملات متغيّرة أخرى.
        [one] معاملة متغيّرة أخرى غير معروضة.
        [two] معاملتان متغيّرتان أخريان غير معروضتين.
        [few] { $count } معاملات متغيّرة أخرى غير معروضة.
        [many] { $count } معاملة متغيّرة أخرى غير معروضة.
       *[other] { $count } معاملة متغيّرة أخرى غير معروضة.
    }
rules-same = القواعد المنطبقة هي نفسها، لكن نتيجتها مختلفة.

## رسم الإجراء
drawing-title = { $service }: الإجراء في رسم
drawing-region = الرسم. وهو أعرض من الصفحة: يُحرَّك جانبًا ليظهر كلّه.
drawing-show = عرض الإجراء كلّه في رسم
drawing-case = عرض موضع هذه المعاملة في رسم الإجراء
drawing-done = أُنجزت
drawing-here = المعاملة هنا
drawing-now = الآن
drawing-go = الانتقال إليها في الرسم: { $task }
drawing-later = لم تُبلَغ
drawing-words = الأمر نفسه بالكلمات: مسار هذه المعاملة
drawing-wait-short = انتظار قصير
drawing-wait-long = انتظار طويل
drawing-passed = عدد مرّات إنجاز الخطوة
steps-heading = الخطوات، ومدّة الانتظار عند كلّ منها
steps-task = الخطوة
steps-who = من يقوم بها
steps-passed = عدد المرّات
steps-wait = نصفها لم يتجاوز
steps-few = أقلّ من خمس معاملات
steps-short = أقلّ من يوم عمل
steps-system = سائر الخطوات يقوم بها النظام دون يد أحد: يقرّر وفق القواعد المنشورة، ويطلب، ويُبلِغ.
steps-measured =
    { $count ->
        [zero] لا معاملات مغلقة من هذه النسخة من الإجراء.
        [one] القياس على معاملة مغلقة واحدة من هذه النسخة من الإجراء.
        [two] القياس على آخر معاملتين مغلقتين من هذه النسخة من الإجراء.
        [few] القياس على آخر { $count } معاملات مغلقة من هذه النسخة من الإجراء.
        [many] القياس على آخر { $count } معاملة مغلقة من هذه النسخة من الإجراء.
       *[other] القياس على آخر { $count } معاملة مغلقة من هذه النسخة من الإجراء.
    }
steps-unmeasured = لا مدد بعد: تظهر حين تستند إلى خمس معاملات مغلقة من هذه النسخة.
steps-mark =
    { $passed ->
        [zero] لم تُنجَز
        [one] أُنجزت مرّة واحدة في { $wait }
        [two] أُنجزت مرّتين؛ نصفها لم يتجاوز { $wait }
        [few] أُنجزت { $passed } مرّات؛ نصفها لم يتجاوز { $wait }
        [many] أُنجزت { $passed } مرّة؛ نصفها لم يتجاوز { $wait }
       *[other] أُنجزت { $passed } مرّة؛ نصفها لم يتجاوز { $wait }
    }

## المعاملات المتوقفة وإصلاحها
stopped-list = معاملات أوقفها عطل
stopped-list-lead = تنتظر كل معاملة حيث توقفت حتى يُصلَح العطل. ويكفي لإعادة المحاولة شخص واحد، وما عداها يحتاج إلى شخصين.
stopped-list-line = { $number }، منذ { $date }
stopped-list-waiting =
    { $count ->
        [zero] لا اقتراح ينتظر شخصًا ثانيًا
        [one] اقتراح واحد ينتظر شخصًا ثانيًا
        [two] اقتراحان ينتظران شخصًا ثانيًا
        [few] { $count } اقتراحات تنتظر شخصًا ثانيًا
        [many] { $count } اقتراحًا تنتظر شخصًا ثانيًا
       *[other] { $count } اقتراح تنتظر شخصًا ثانيًا
    }
stopped-list-all = جميع المعاملات المتوقفة وما يمكن فعله
stopped-see = الاطلاع على ما أوقفها وما يمكن فعله
stopped-title = أوقف هذه المعاملةَ عطل
stopped-over = هذه المعاملة غير متوقفة
stopped-over-text = تستمر المعاملة. وما جرى بشأنها مذكور أدناه وفي مسار المعاملة.
stopped-at = توقفت عند: { $task }
stopped-nowhere = لا خطوة بعينها
stopped-since = منذ
stopped-why = السبب
stopped-text = ما يقوله النظام
stopped-entry = في السجلّ
stopped-entry-link = قيد هذا العطل
stopped-drawing = موضعها في الإجراء
stopped-case = صفحة المعاملة
stopped-why-no-way = لا طريق مفتوحًا بعد هذه الخطوة: لم يتحقق أي شرط، ولا طريق لسائر الحالات. والأغلب أن قيمة ناقصة أو غير ما يتوقعه الإجراء.
stopped-why-expression = تعذّر حساب شرط أو وقت أو قائمة في الإجراء، والأغلب أن قيمة من نوع غير صحيح.
stopped-why-rule = تعذّر على القواعد أن تقرر، والأغلب أن قيمة من نوع غير صحيح.
stopped-why-service = تعذّر على النظام القيام بهذه الخطوة، والأغلب أن قيمة من نوع غير صحيح.
stopped-why-task = لا يمكن إسناد هذه المهمة إلى أحد، فما يقوله الإجراء عنها غير كافٍ.
stopped-why-lapse = انقضت المدة القانونية لهذه المهمة، وتعذّر حساب ما يرتّبه القانون على ذلك.
stopped-why-timer = حلّ وقت، ولو تابع الإجراء بعده لما انتهى.
stopped-why-endless = يتابع الإجراء خطوة آلية بعد أخرى ولا ينتظر أبدًا.
stopped-why-other = تعذّر القيام بالخطوة.
drawing-stopped = توقفت المعاملة هنا
mend-title = إصلاح العطل
mend-this = إصلاح هذا العطل
mend-lead = كل ما تقوم به هنا قيد في السجلّ. ويقرؤه مقدِّم الطلب مع السبب الذي تذكره ودون اسمك.
mend-retry = إعادة المحاولة
mend-retry-text = لا يتغير شيء. تُعاد محاولة كل ما توقف في هذه المعاملة مرة أخرى، فقد يكون السبب زال.
mend-retry-reason = ما سبب إعادة المحاولة؟
mend-set = تحديد قيمة
mend-set-text = يجب أن يؤكد ذلك مشرف ثانٍ. ثم تُحدَّد القيمة وتُعاد محاولة ما توقف. ولا يمكن تحديد أجوبة النماذج ولا قرارات الموظفين.
mend-variables = القيم التي يمكن تحديدها كما هي الآن
mend-no-variables = ليس لهذه المعاملة قيم خاصة بها بعد.
mend-name = أي قيمة؟
mend-other = أو اسم آخر
mend-other-hint = لقيمة ناقصة. حروف وأرقام و_ فقط، { $limit } على الأكثر.
mend-value = القيمة الجديدة
mend-value-hint = بصيغة JSON أو FEEL: يوضع النص بين علامتي اقتباس مثل "open"، أما الأعداد وtrue وfalse والقوائم فلا.
mend-why = لماذا هذا صحيح؟
mend-propose = تقديم الاقتراح
mend-move = نقل المعاملة إلى خطوة أخرى
mend-move-text = يجب أن يؤكد ذلك مشرف ثانٍ. ويُترك ما بدأ في الخطوة الحالية. ولا تُعرض خطوة يؤدي النقل إليها إلى إسقاط ما على شخص أن يقوم به.
mend-move-none = لا يمكن نقل المعاملة من هنا دون إسقاط ما على شخص أن يقوم به.
mend-to = إلى أي خطوة؟
mend-reason-hint = يقرؤه مقدِّم الطلب: كلمات بسيطة ودون ذكر أسماء.
mend-waiting = ينتظر شخصًا ثانيًا
mend-past = اقتراحات سابقة
mend-own = أنت من قدّم هذا الاقتراح، فيجب أن يؤكده شخص آخر.
mend-confirm = التأكيد والتنفيذ الآن
mend-refuse = رفض الاقتراح
mend-refuse-reason = إن رفضت: ما السبب؟
mend-withdraw = سحب الاقتراح
mend-where = توقفت عند
mend-by = صاحب الاقتراح
mend-by-you = أنت
mend-by-other = مشرف آخر
mend-at = بتاريخ
mend-since = بتاريخ
mend-reason = السبب
mend-state = ما آل إليه
mend-state-confirmed = أُكّد ونُفّذ
mend-state-refused = رُفض
mend-state-withdrawn = سُحب
mend-state-void = باطل: تابعت المعاملة أو أُعيدت المحاولة قبله
mend-old = الآن
mend-new = بعد ذلك
mend-none = لا توجد قيمة بهذا الاسم
mend-does-set = تصبح «{ $name }»: { $value }.
mend-does-move = تنتقل المعاملة من «{ $from }» إلى «{ $to }».
mend-retried = أُعيدت المحاولة. وحال المعاملة الآن مذكورة أدناه.
mend-proposed = اقتراحك في السجلّ. ويُنفَّذ حين يؤكده مشرف ثانٍ.
mend-confirmed = تمّ التنفيذ. وحال المعاملة الآن مذكورة أدناه.
mend-refused = رُفض الاقتراح.
mend-withdrawn = سُحب الاقتراح.
mend-moved-on = لم يُنفَّذ شيء: لم تعد المعاملة كما قرأتها. وهذه حالها الآن.
mend-both = إما أن تُحدَّد قيم وإما أن تُنقل المعاملة، لا كلاهما
mend-barred-applicant = هذه معاملتك. يمكنك قراءة هذه الصفحة، لكن غيرك يصلح العطل.
mend-barred-drawn = وقعت عليك القرعة لمهمة في هذه المعاملة. يمكنك قراءة هذه الصفحة، لكن غيرك يصلح العطل.
mend-barred-interest = صرّحت بمصلحة في هذه المعاملة. يمكنك قراءة هذه الصفحة، لكن غيرك يصلح العطل.
mend-error-reason-required = يُرجى ذكر السبب
mend-error-reason-too-long = السبب أطول مما ينبغي: { 2000 } حرف على الأكثر
mend-error-name-required = يُرجى اختيار قيمة أو كتابة اسمها
mend-error-name-name = يُكتب الاسم بحروف وأرقام و_ فقط، ويبدأ بحرف
mend-error-name-too-long = الاسم أطول مما ينبغي
mend-error-name-too-many = يمكن تحديد { 20 } قيمة على الأكثر في مرة واحدة
mend-error-name-twice = تُذكر كل قيمة مرة واحدة
mend-error-name-of-a-person = هذا ما ملأه شخص، ولا يحدده سواه.
mend-error-value-required = يُرجى كتابة القيمة الجديدة
mend-error-value-feel = لا يمكن قراءة هذا. يوضع النص بين علامتي اقتباس مثل "open"
mend-error-value-no-value = هذا لا يعطي قيمة. يوضع النص بين علامتي اقتباس مثل "open"، واكتب null إن أردت ألّا تكون قيمة
mend-error-value-limit = حساب هذا يستغرق وقتًا أطول مما ينبغي
mend-error-value-too-long = القيمة أطول مما ينبغي
mend-error-value-same = هذه قيمتها الآن
mend-error-to-required = يُرجى اختيار خطوة
mend-error-to-not-there = لا يمكن نقل المعاملة إلى هذه الخطوة
fact-incident-passed = زال ما أوقفها: { $task }
fact-mend-proposed = اقتراح لإصلاح العطل: { $what }
fact-mend-confirmed = أصلح مشرفان العطل: { $what }
fact-mend-refused = لم يوافق مشرف ثانٍ على الاقتراح
fact-mend-withdrawn = سُحب الاقتراح
kind-incident-passed = زال ما أوقف معاملة
kind-mend-proposed = اقتراح إصلاح
kind-mend-confirmed = تأكيد إصلاح وتنفيذه
kind-mend-refused = رفض إصلاح
kind-mend-withdrawn = سحب إصلاح
service-mended =
    { $count ->
        [zero] لم يصلح مشرفان عطلًا في أي معاملة.
        [one] أصلح مشرفان في معاملة واحدة ما أوقفه عطل.
        [two] أصلح مشرفان في معاملتين ما أوقفه عطل.
        [few] أصلح مشرفان في { $count } معاملات ما أوقفه عطل.
        [many] أصلح مشرفان في { $count } معاملة ما أوقفه عطل.
       *[other] أصلح مشرفان في { $count } معاملة ما أوقفه عطل.
    }

## Cases between versions of a procedure
overview-versions = أي نسخة تتبع كل معاملة جارية
versions-title = النسخ والمعاملات الجارية
versions-lead = تتبع المعاملة نسخة الإجراء التي بدأت بها. ولا تُنقل إلى أخرى إلا إذا اقترح المشغّل ذلك وأكّدتَه أنت، وكلاهما في السجل.
versions-proposed = اقتراحات نقل المعاملات
versions-proposed-none = لم يُقترح شيء.
versions-order = { $service }: من النسخة { $from } إلى { $to }
versions-version = النسخة
versions-since = بدء العمل بها
versions-running = معاملات جارية
versions-plan = ما الذي يغيّره نقلها
versions-current = المعاملات الجديدة
versions-none = لا شيء يُنقل
versions-to = إلى { $version }
versions-from = من { $version }
plan-title = من النسخة { $from } إلى { $to }
plan-lead = ما سيؤول إليه حال كل معاملة جارية. الاطلاع لا يغيّر شيئًا.
plan-none = لا معاملة تتبع النسخة القديمة.
plan-count = في هذه الصفحة: يمكن نقل { $moves }، ولا يمكن نقل { $stays }.
plan-files = الملفات المختلفة
plan-file-added = جديد:
plan-file-gone = محذوف:
plan-file-changed = معدّل:
plan-stays = معاملات تبقى في مكانها
plan-moves = معاملات يمكن نقلها
plan-at = تنتظر عند: { $step }
plan-nothing = لا شيء يتغير بالنسبة إليها.
plan-unreadable = لا يمكن فتح المعاملة ذات الرقم { $id } في السجل.
migration-state = الحالة
migration-state-proposed = ينتظرك
migration-state-confirmed = مؤكَّد
migration-state-refused = مرفوض
migration-reason = السبب
migration-proposed = تاريخ الاقتراح
migration-decided = تاريخ البت
migration-plan = ما الذي سيفعله
migration-decide = قرارك
migration-decide-text = تتغير القواعد لأناس معاملاتهم جارية. اقرأ الخطة أدناه أولًا. ما تقوله يُدوَّن في السجل برقمك، ويرى أصحاب المعاملات أنها نُقلت ولماذا.
migration-answer = هل يجوز نقل المعاملات؟
migration-answer-required = قل هل يجوز نقل المعاملات
migration-confirm = نعم، أؤكد ذلك
migration-refuse = لا، تبقى على نسختها
migration-why = سببك
migration-why-hint = يُحفظ في السجل.
migration-reason-required = اذكر سببك
migration-reason-too-long = لا يجوز أن يزيد السبب على 2000 حرف
migration-send = تدوين في السجل
migration-confirmed-done = تم التأكيد. يستطيع المشغّل الآن نقل المعاملات.
migration-refused-done = تم الرفض. تبقى كل معاملة على نسختها.
migration-mapping = ما رُبط يدويًا
migration-again = يُحسب من جديد:
migration-means = ما الذي يعنيه ذلك لك
migration-nothing = لا شيء يتغير بالنسبة إليك: تبقى الخطوات القادمة والمهل ومن يتولى معاملتك كما كانت.
migration-rest = وما عدا ذلك يبقى كما كان.
migration-task-again = هذه الخطوة من مهام { $role } وكانت من مهام { $before }: تُجرى قرعة جديدة
migration-task-applicant = هذه الخطوة من مهام { $role } وكانت من مهام { $before }
migration-deadline-kept = المهلة { $now } يوم عمل وكانت { $before }: تبقى المهلة الجارية حتى { $due }
migration-deadline-again = تُحسب المهلة من جديد: { $due }، وكانت { $before }
migration-deadline-new = لها مهلة من الآن: { $due }
migration-deadline-gone = لم تعد لها مهلة، وكانت { $before }
migration-overdue-else = عند التأخر يترتب { $now } بدلًا من { $before }
migration-late-nothing = لا شيء
migration-late-escalation = إشعار للمشرفين
migration-late-tacit-approval = الموافقة الضمنية
migration-late-tacit-refusal = الرفض الضمني
migration-form-else = لها استمارة أخرى: { $form }، وقبلها { $before }
migration-form-asks = تسأل الاستمارة «{ $form }» المزيد: { $fields }
migration-form-asks-no-more = لم تعد الاستمارة «{ $form }» تسأل: { $fields }
migration-form-asks-else = تسأل الاستمارة «{ $form }» بطريقة أخرى: { $fields }
migration-sent-lacks = تسأل استمارة الطلب «{ $form }» ما لم تُسأل عنه هذه المعاملة: { $fields }
migration-promise-kept = الوعد { $now } يوم عمل وكان { $before }: يبقى ما وُعدت به هذه المعاملة، { $due }
migration-reads = تستعمل النسخة الجديدة { $name } وليس في هذه المعاملة
migration-step-added = قد تلي هذه الخطوة ولم تكن واردة من قبل
migration-step-gone = لن تلي هذه الخطوة بعد الآن
migration-no-task = هذه المهمة لدى أحدهم، والنسخة الجديدة لا تقول عنها شيئًا
migration-no-start-form = ما أُرسل محفوظ باسم { $before } والنسخة الجديدة تقرأ { $now }
migration-becomes = معرّفها { $id } في النسخة الجديدة
migration-called = لها اسم جديد: { $name }
migration-awaited = يُنتظر { $event } من الآن: { $on }
migration-awaited-no-more = لم يعد { $event } منتظرًا: { $on }
migration-awaited-else = ينتظر { $event } من الآن { $now } بدلًا من { $before }
migration-timer-kept = قاعدة المؤقت { $event } هي { $now } وكانت { $before }: يبقى المؤقت الجاري، { $due }
migration-timer-again = يُحسب المؤقت { $event } من جديد من الآن: { $now }، وكان في { $due }
migration-interrupts = يقطعها { $event } من الآن
migration-interrupts-no-more = يتركها { $event } مستمرة من الآن
migration-repeated-later = ستتكرر بطريقة أخرى حين تأتي ثانية
migration-repeated-else = تتكرر { $now } وكانت { $before }: أُنجز { $done } من { $planned }، ويبقى ما خُطط له
migration-exchanges = تتبادل بيانات أخرى مع ما تستدعيه
migration-other-sub-process = هي { $now } وكانت { $before }
migration-undone-by = يُلغى أثرها عبر { $now } لا عبر { $before }
migration-unexplored = لها من الطرق أكثر مما يُفحص: لا يُعرف هل تنتهي كلها
migration-unknown-before = في جدول الربط وليس في النسخة القديمة
migration-unknown-now = في جدول الربط وليس في النسخة الجديدة
migration-no-process = ليس في النسخة الجديدة إجراء { $id }
migration-no-element = ليس في النسخة الجديدة خطوة { $id }: على جدول الربط أن يقول أين تستمر المعاملة
migration-other-kind = { $id } هي { $now } في النسخة الجديدة وكانت { $before }
migration-other-place = { $id } في إجراء أو إجراء فرعي آخر من النسخة الجديدة
migration-other-call = استدعت { $before } وهو جارٍ، وتستدعي { $now } في النسخة الجديدة
migration-repeated-while-running = تتكرر بطريقة أخرى في النسخة الجديدة وهي جارية
migration-no-flow = وصلت المعاملة إلى هنا عبر { $flow } وليس في النسخة الجديدة
migration-not-undone = أُنجزت وكان يمكن إلغاء أثرها عبر { $before }، ولا يمكن ذلك في النسخة الجديدة
migration-undoes-else = تُلغي ما أُنجز، وستُلغي شيئًا آخر
migration-stuck = ستنتظر المعاملة هناك إلى الأبد
migration-doubled = سيُنجز ما يلي مرتين
migration-endless = من هناك لا يمكن أن تنتهي المعاملة
fact-case-migrated = تغيّرت نسخة الإجراء من { $from } إلى { $to }
kind-migration-proposed = اقتُرح نقل معاملات إلى نسخة أخرى
kind-migration-decided = بُتّ في اقتراح نقل معاملات
kind-case-migrated = معاملة تتبع نسخة أخرى من إجرائها
steps-system-count =
    { $count ->
        [one] أُجريت مرة واحدة
        [two] أُجريت مرتين
        [few] أُجريت { $count } مرات
        [many] أُجريت { $count } مرة
       *[other] أُجريت { $count } مرة
    }
## Work outside: calls, workers, registers
fact-call-queued = { $task }: يُسأل { $host }
fact-call-answered = { $task }: أجاب النظام الآخر ({ $status })
fact-call-failed = { $task }: لم يُعطِ النظام الآخر جوابًا صالحًا
fact-job-queued = { $task }: بانتظار برنامج
fact-job-locked = { $task }: تولّاها برنامج وأُعطي ما يلزمه
fact-job-extended = { $task }: يحتاج البرنامج وقتًا أطول
fact-job-completed = { $task }: أنجزها برنامج
fact-job-failed = { $task }: لم يستطع البرنامج إنجازها
fact-register-published = { $task }: نُشر في الدليل العامّ
kind-call-queued = سؤال إلى نظام آخر
kind-call-answered = أجاب نظام آخر
kind-call-failed = فشل الاتصال بنظام آخر
kind-job-queued = عمل ينتظر برنامجًا
kind-job-locked = تولّى برنامج عملًا
kind-job-extended = يحتفظ برنامج بعمل مدة أطول
kind-job-completed = أنجز برنامج عمله
kind-job-failed = لم يستطع برنامج إنجاز عمله
kind-register-published = نُشر سطر في دليل عامّ
kind-worker-added = أُعطي برنامج رمزًا
kind-worker-revoked = سُحب رمز برنامج
field-error-out-of-bounds = هذه القيمة خارج الحدود المسموح بها
field-error-too-deep = هذه القيمة متداخلة أكثر مما يُسمح به
field-error-unusable = لا يستطيع الإجراء استعمال هذه النتيجة
field-error-unknown-code = لا يعرف الإجراء خطأً بهذا الرمز
field-error-not-a-name = استعمل حروفًا لاتينية صغيرة وأرقامًا وشرطات، وابدأ بحرف
register-heading = الدليل العامّ
register-link = ما نشرته هذه الخدمة
register-title = الدليل العامّ: { $service }
register-lead = ما نشرته هذه الخدمة. كلّ سطر قيدٌ في السجلّ، وإيصاله يثبته.
register-none = لم يُنشر شيء بعد
register-none-text = يظهر السطر الأول هنا عند البتّ في أول معاملة.
register-date = تاريخ النشر
register-proof = الإثبات
register-receipt = إيصال
register-erased = أُزيل: مُحيت المعاملة
register-api = الشيء نفسه بصيغة JSON
readings-program = برنامج من برامج الإجراءات
readings-system = نظام آخر: { $host }

# شهود السجلّ
record-witnesses = من يوقّع أيضًا
record-witnesses-text = مؤسسات مستقلة هي الشهود توقّع أن السجلّ لم يزد إلا نموًّا منذ آخر مرة نظرت فيه. ومن أراد أن يعيد كتابته خفيةً احتاج إلى موافقة عدد كافٍ منها.
record-witnesses-none = لا أحد من خارج هذه الدائرة يوقّع على السجلّ بعد. من يملك مفتاح الدائرة يستطيع أن يعرض على كلّ شخص سجلًّا مختلفًا، ومقارنة الإيصالات تكشف ذلك.
record-witnesses-met =
    { $count ->
        [zero] لم يوقّع أيّ شاهد من أصل { $all } على أول { $size } من القيود، وآخر توقيع:
        [one] وقّع شاهد واحد من أصل { $all } على أول { $size } من القيود، وآخر توقيع:
        [two] وقّع شاهدان من أصل { $all } على أول { $size } من القيود، وآخر توقيع:
        [few] وقّع { $count } شهود من أصل { $all } على أول { $size } من القيود، وآخر توقيع:
        [many] وقّع { $count } شاهدًا من أصل { $all } على أول { $size } من القيود، وآخر توقيع:
       *[other] وقّع { $count } شاهد من أصل { $all } على أول { $size } من القيود، وآخر توقيع:
    }
record-witnesses-rule =
    { $least ->
        [zero] لا يُشترط توقيع شاهد.
        [one] يُشترط توقيع شاهد واحد على الأقل.
        [two] يُشترط توقيع شاهدين على الأقل.
        [few] يُشترط توقيع { $least } شهود على الأقل.
        [many] يُشترط توقيع { $least } شاهدًا على الأقل.
       *[other] يُشترط توقيع { $least } شاهد على الأقل.
    }
record-witnesses-waiting = لم يوقّع عدد كافٍ من الشهود بعد.
record-witnesses-loud = عدد الشهود الموقّعين على السجلّ قليل
record-witnesses-loud-text = الأمر كذلك منذ:
record-witnesses-loud-do = المعاملات ماضية، وكلّ قيد باقٍ في السجلّ. لكن إيصالات القيود الأحدث تحمل تواقيع شهود أقلّ من أن تثبت أن السجلّ لم تُعَد كتابته منذ ذلك الوقت. يُرجى الاحتفاظ بالإيصالات.
record-witness = الشاهد
record-witness-size = القيود التي وقّع عليها
record-witness-at = آخر توقيع
record-witness-state = الحالة
record-witness-good = يوقّع
record-witness-bad = لم يُجب كما ينبغي
record-witness-new = لم يوقّع بعد
record-witness-key = المفتاح
record-stamp = من يشهد على الوقت
record-stamp-text = جهة ختم زمني توقّع متى كانت نقطة تحقّق من السجلّ موجودة. فلا يستطيع أحد أن يدّعي بعد ذلك وقتًا أسبق.
record-stamp-said = ختمت { $authority } أول { $size } من القيود في:

## Open contracting
kind-data-imported = استُوردت بيانات عقود من ناشر
kind-flag-dismissed = صُرف النظر عن علامة
kind-flag-reopened = أُعيد فتح علامة
kind-flag-taken = فُتحت معاملة انطلاقًا من علامة
kind-reply-invited = دُعي أحد إلى الردّ على علامة
kind-reply-published = نُشر ردّ
demo-investigator = محقّق

# Keys of the log
kind-log-key-added = إضافة مفتاح توقيع
kind-log-key-retired = إنهاء العمل بمفتاح توقيع
record-keys = مفاتيح السجلّ
record-keys-text = تغيّر المفتاح الذي يوقَّع به السجلّ. كل مفتاح أحدث يشهد له المفتاح الذي قبله: من لديه مفتاح أقدم يستطيع التحقّق من ذلك بالإيصالات الموجودة في ‎/record/rotations.
record-keys-both = يجري تغيير المفتاح: إلى أن ينتهي العمل بالمفتاح الأقدم، تُوقَّع كل نقطة تحقّق بالمفتاحين معًا.
record-key = المفتاح
record-key-since = يوقّع منذ
record-key-until = انتهى العمل به
record-key-signs = يوقّع
record-holds-vkey = المفاتيح التي توقّع، كل منها في سطر
record-holds-rotations = إيصالات تشهد بها المفاتيح الأقدم للأحدث

# National log
kind-checkpoint-received = استلام نقطة تحقّق من سجلّ جهة
kind-checkpoint-refused = رفض نقطة تحقّق من سجلّ جهة
nation-logs = سجلّات الجهات
nation-logs-text = هذا سجلّ وطني: قيوده هي نقاط التحقّق من سجلّات الجهات. ولا يُستلم سجلّ إلا ما دام يكمّل ما استُلم منه من قبل. للبرامج:
nation-log = السجلّ
nation-size = القيود المستلمة
nation-at = وقت الاستلام
nation-state = ما شوهد
nation-grew = نما فقط
nation-forked = تاريخان
nation-rolled-back = رجع إلى الوراء
nation-refused = رُفض عند الحجم { $size }، والدليل في القيد { $entry }:
nation-loud = سجلّ يناقض نفسه
nation-loud-text = أظهر سجلّ إحدى الجهات غير ما استُلم منه من قبل. والدليل في هذا السجلّ، موقّعًا من ذلك السجلّ. يُرجى الاحتفاظ بالإيصالات.
nation-title = المكان في السجلّ الوطني
nation-text = يُدرج سجلّ وطني نقاط التحقّق من هذا السجلّ. فتُثبت الإيصالات عبر السجلّين: ومن أراد إعادة كتابة هذا السجلّ لزمه أن يعيد كتابة السجلّ الوطني أيضًا.
nation-place = قيود هذا السجلّ في السجلّ الوطني: { $size }. السجلّ والوقت:

# Archives
kind-cases-archived = نقل معاملات مغلقة إلى الأرشيف
