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
refusal-erased = مُحيت هذه البيانات بطلب من الشخص المعني. ويبقى موضعها في السجلّ.

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
fact-incident-retried = أُصلح العطل
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
kind-incident-retried = إصلاح عطل
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
overview-lead = ما يحتاج إلى انتباه في دائرتك. لك الاطّلاع عليه، لا نقل معاملة ولا البتّ فيها: فذلك شأن القرعة والموظفين المختصين.
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
overview-notice =
    { $attempts ->
        [zero] تبليغ، بلا محاولات
        [one] تبليغ، محاولة واحدة
        [two] تبليغ، محاولتان
        [few] تبليغ، { $attempts } محاولات
        [many] تبليغ، { $attempts } محاولة
       *[other] تبليغ، { $attempts } محاولة
    }

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

## Open contracting
kind-data-imported = استُوردت بيانات عقود من ناشر
kind-flag-dismissed = صُرف النظر عن علامة
kind-flag-reopened = أُعيد فتح علامة
kind-flag-taken = فُتحت معاملة انطلاقًا من علامة
kind-reply-invited = دُعي أحد إلى الردّ على علامة
kind-reply-published = نُشر ردّ
demo-investigator = محقّق
