# الخدمة

service-name = ترخيص مزاولة نشاط تجاري
service-summary = قدِّم طلب الترخيص الذي تحتاج إليه قبل افتتاح متجر أو مكتب أو مطعم أو ورشة أو صيدلية أو فندق في المدينة.
service-words = محل دكان متجر فتح افتتاح شركة تجارة تصريح إذن رخص مطعم مقهى مخبز فرن ورشة صيدلية فندق مؤسسة مشروع
service-who = كلّ من يفتتح محلًّا تجاريًا في المدينة، بنفسه أو بواسطة وكيل يحمل تفويضًا خطيًا. ويُشترط أن تكون المؤسسة مقيَّدة في السجل التجاري.
service-fee = من 100 دينار إلى 1000 دينار بحسب درجة المخاطر وحجم المؤسسة. ولا يُستوفى الرسم إلا بعد الموافقة على الطلب.
service-law = قانون التراخيص البلدية (رقم 12 لسنة 2019)، وهو قانون افتراضي لمدينة افتراضية اسمها «المدينة».
service-retention = قانون المحفوظات البلدية للمدينة (رقم 3 لسنة 2016)، المادة 8: تُحفظ ملفات التراخيص عشر سنوات
service-result = ترخيص بمزاولة النشاط المحدَّد في المكان المحدَّد، صالح لمدة سنة واحدة.
service-appeal = لك أن تتظلّم من قرار الرفض خلال ثلاثين يومًا من تاريخ التبليغ أمام لجنة التظلّمات البلدية مجانًا، ثم أمام المحكمة الإدارية (المادة 26).
agency-name = دائرة الرخص في البلدية

# المتدخّلون

role-clerk = موظف تدقيق الملفات
role-inspector = مفتّش
role-officer = مسؤول التراخيص
role-cashier = أمين الصندوق
role-supervisor = مشرف

# مراحل المعاملة

task-Acknowledge = إشعار باستلام الطلب
task-CheckApplication = التحقّق من استكمال الملف
task-AskSupplement = طلب استكمال النواقص
task-Supplement = استكمال النواقص
task-RefuseIncomplete = رفض الطلب لعدم استكماله
task-AssessRisk = تقدير المخاطر والرسم وفق القواعد
task-Inspect = الكشف على المحلّ
task-Recommend = التوصية وفق القواعد
task-Decide = البتّ في طلب الترخيص
task-ConfirmDeparture = تأكيد القرار المخالف للتوصية
task-Settle = تثبيت القرار النهائي
task-TellRefusal = تبليغ قرار الرفض
task-AskPayment = طلب تسديد الرسم
task-RecordPayment = قيد تسديد الرسم
task-TellLapsed = تبليغ سقوط الموافقة
task-IssueLicence = إصدار الترخيص
task-PublishLicence = نشر الترخيص
task-TellGranted = تبليغ صدور الترخيص
task-RecordWithdrawal = قيد سحب الطلب

outcome-granted = مُنح الترخيص
outcome-refused = رُفض الطلب
outcome-incomplete = رُفض الطلب لعدم استكماله
outcome-lapsed = سقطت الموافقة لعدم تسديد الرسم
outcome-withdrawn = سحب مقدِّم الطلب طلبه

message-withdraw = سحب الطلب
message-withdraw-explain = تُغلق المعاملة من دون اتخاذ قرار، ولا يترتّب عليك أيّ رسم، ويمكنك تقديم طلب جديد متى شئت. لا يمكن التراجع عن هذا الإجراء.

# المستندات المطلوبة

document-id_copy = صورة عن بطاقة هوية مقدِّم الطلب أو جواز سفره
document-lease = عقد إيجار المحلّ أو سند ملكيته
document-register_extract = مستخرج من السجل التجاري لم تمضِ عليه ثلاثة أشهر
document-kitchen_plan = مخطّط المطبخ مع نظام التهوية، إذا كان الطعام يُطهى في المحلّ
document-safety_plan = خطّة السلامة من الحرائق، إذا كانت في المحلّ مواد خطرة
document-authority = تفويض خطّي، إذا كنت تقدِّم الطلب نيابةً عن غيرك

# الطلب

form-application-title = طلب ترخيص مزاولة نشاط تجاري
form-application-page-business = المؤسسة
form-application-page-trade = النشاط
form-application-page-premises = المحلّ
form-application-page-operation = طبيعة العمل
form-application-page-start = الافتتاح
form-application-page-applicant = مقدِّم الطلب
form-application-page-documents = المستندات
form-application-page-declaration = التعهّد

field-application-business_name = اسم المؤسسة
    .hint = كما هو مقيَّد في السجل التجاري.
field-application-legal_form = الشكل القانوني
option-application-legal_form-sole_trader = مؤسسة فردية
option-application-legal_form-partnership = شركة تضامن
option-application-legal_form-limited_company = شركة محدودة المسؤولية
option-application-legal_form-stock_company = شركة مساهمة
option-application-legal_form-cooperative = جمعية تعاونية
field-application-register_number = رقم القيد في السجل التجاري
    .hint = أربعة أرقام ثم شرطة ثم خمسة أرقام، مثل: ⁦2019-04512⁩
form-application-page-partners = الشركاء
field-application-partners = من يملك المؤسسة؟
    .hint = الشركاء والمساهمون الذين تزيد حصصهم على خمسة بالمئة. يمكنك ترك هذا السؤال إذا كان السجل التجاري يذكرهم جميعًا.
item-application-partners = الشريك { $n }
field-application-partners-name = الاسم الكامل
field-application-partners-id_number = رقم بطاقة الهوية
    .hint = من ستة أرقام إلى اثني عشر رقمًا.
field-application-partners-share = الحصة بالمئة
field-application-partners_share = مجموع الحصص بالمئة
error-application-partners = يجب ألّا يزيد مجموع حصص الشركاء جميعًا على 100 بالمئة.
field-application-trade = ما نوع النشاط؟
    .short = نوع النشاط
    .hint = اختر النشاط الرئيسي؛ فعلى أساسه تُحدَّد درجة المخاطر وقيمة الرسم.
option-application-trade-retail = متجر
option-application-trade-office = مكتب
option-application-trade-food = مطعم أو مقهى أو مخبز أو محلّ أغذية آخر
option-application-trade-workshop = ورشة
option-application-trade-pharmacy = صيدلية
option-application-trade-hotel = فندق أو دار ضيافة
field-application-address = عنوان المحلّ
    .hint = الشارع ورقم المبنى والطابق والحيّ.
field-application-zone = المنطقة في المخطّط التنظيمي
    .hint = تجدها في خريطة الموقع المرفقة بعقد الإيجار.
option-application-zone-commercial = منطقة تجارية
option-application-zone-industrial = منطقة صناعية
option-application-zone-mixed = منطقة مختلطة
option-application-zone-residential = منطقة سكنية
field-application-floor_area = مساحة المحلّ بالمتر المربّع
    .hint = مجموع مساحات الغرف المستخدَمة، بما فيها المستودعات.
field-application-staff = كم عدد العاملين في المحلّ؟
    .hint = من دون احتساب صاحب المؤسسة. اكتب 0 إذا لم يكن هناك عاملون.
field-application-kitchen = هل يُطهى الطعام في المحلّ؟
    .short = الطبخ في المحلّ
option-application-kitchen-yes = نعم
option-application-kitchen-no = لا
field-application-rooms = عدد غرف النزلاء
field-application-pharmacist_number = رقم قيد الصيدلي المسؤول
    .hint = الحرفان PH ثم شرطة ثم خمسة أرقام، مثل: ⁦PH-00731⁩
field-application-hazards = ما المواد الخطرة المحفوظة في المحلّ؟
    .hint = اختر كلّ ما ينطبق، أو لا تختر شيئًا إن لم توجد.
option-application-hazards-flammable = سوائل أو دهانات سريعة الاشتعال
option-application-hazards-gas = أسطوانات غاز
option-application-hazards-chemicals = مواد كيميائية أكّالة أو سامة
option-application-hazards-dust = غبار قابل للانفجار، كغبار الخشب أو الطحين
field-application-starts_on = ما تاريخ الافتتاح المتوقَّع؟
field-application-size_class = حجم المؤسسة
    .hint = يُحتسب من المساحة وعدد العاملين (المادة 10، الفقرة 5).
option-application-size_class-small = صغيرة: حتى 50 مترًا مربّعًا وحتى 5 عاملين
option-application-size_class-medium = متوسطة: حتى 200 متر مربّع وحتى 20 عاملًا
option-application-size_class-large = كبيرة
field-application-applicant_name = الاسم الكامل لمقدِّم الطلب
field-application-capacity = تقدِّم الطلب بصفتك
option-application-capacity-owner = صاحب المؤسسة أو شريكًا فيها
option-application-capacity-manager = مديرًا
option-application-capacity-agent = وكيلًا بموجب تفويض خطّي
field-application-email = البريد الإلكتروني
    .hint = تُرسَل التبليغات إلى هذا العنوان وتظهر أيضًا في صفحة معاملتك.
field-application-phone = رقم الهاتف
    .hint = مثل: ⁦+961 70 123 456⁩
field-application-id_copy = بطاقة الهوية أو جواز السفر
    .hint = وجها بطاقة الهوية، أو صفحة الصورة في جواز السفر.
field-application-lease = عقد الإيجار أو سند الملكية
field-application-register_extract = مستخرج السجل التجاري
    .hint = لم تمضِ عليه ثلاثة أشهر.
field-application-authority = التفويض الخطّي
    .hint = موقَّع من صاحب المؤسسة ومصدَّق لدى الكاتب العدل.
field-application-kitchen_plan = مخطّط المطبخ
    .hint = مع القياسات ونظام التهوية.
field-application-safety_plan = خطّة السلامة من الحرائق
    .hint = أماكن حفظ المواد ومطافئ الحريق ومخارج الطوارئ.
field-application-agree = أُقرّ بأن ما أدليتُ به من بيانات كامل وصحيح، وأعلم أن الترخيص الذي يُنال ببيانات كاذبة يُلغى (المادة 23).
error-application-starts_on = يجب ألّا يكون تاريخ الافتتاح في الماضي.

# التحقّق من استكمال الملف

form-check-title = التحقّق من استكمال الملف
form-check-page-check = هل الملف مستكمل؟
form-check-page-missing = النواقص
field-check-complete = هل أُرفق كلّ ما يتطلّبه القانون؟
    .hint = تحقّق من وجود المستندات ووضوحها فقط، لا من استحقاق الترخيص.
option-check-complete-yes = نعم، الملف مستكمل
option-check-complete-no = لا، هناك نواقص
field-check-missing = ما الناقص أو غير الواضح؟
    .hint = اذكر جميع النواقص دفعةً واحدة؛ فلا يُطلب الاستكمال أكثر من مرّتين.
option-check-missing-id_copy = بطاقة الهوية أو جواز السفر
option-check-missing-lease = عقد الإيجار أو سند الملكية
option-check-missing-register_extract = مستخرج السجل التجاري
option-check-missing-authority = التفويض الخطّي
option-check-missing-kitchen_plan = مخطّط المطبخ
option-check-missing-safety_plan = خطّة السلامة من الحرائق
option-check-missing-other = غير ذلك
field-check-note = إيضاح لمقدِّم الطلب
    .hint = يطّلع مقدِّم الطلب على هذا النص. بيِّن بدقّة ما ينبغي تقديمه وسبب ذلك.

# استكمال النواقص

form-supplement-title = استكمال النواقص
form-supplement-page-answer = جوابك
form-supplement-page-documents = المستندات الناقصة
field-supplement-requested = ما تطلبه الدائرة
field-supplement-answer = جوابك
    .hint = صحِّح ما لم يكن واضحًا أو اشرحه.
field-supplement-id_copy = بطاقة الهوية أو جواز السفر
field-supplement-lease = عقد الإيجار أو سند الملكية
field-supplement-register_extract = مستخرج السجل التجاري
field-supplement-authority = التفويض الخطّي
field-supplement-kitchen_plan = مخطّط المطبخ
field-supplement-safety_plan = خطّة السلامة من الحرائق
field-supplement-other = مستندات أخرى

# الكشف

form-inspection-title = الكشف على المحلّ
form-inspection-page-visit = الزيارة
form-inspection-page-checklist = قائمة التحقّق
form-inspection-page-findings = الملاحظات
form-inspection-page-result = النتيجة
field-inspection-inspected_on = تاريخ الكشف
field-inspection-exits = هل مخارج الطوارئ سالكة ومعلَّمة؟
option-inspection-exits-yes = نعم
option-inspection-exits-no = لا
field-inspection-extinguishers = هل مطافئ الحريق متوافرة وفحصها ساري المفعول؟
option-inspection-extinguishers-yes = نعم
option-inspection-extinguishers-no = لا
field-inspection-ventilation = هل التهوية كافية؟
option-inspection-ventilation-yes = نعم
option-inspection-ventilation-no = لا
option-inspection-ventilation-not_applicable = لا ينطبق
field-inspection-hygiene = هل المياه والصرف وأسطح العمل مستوفية للشروط الصحية؟
option-inspection-hygiene-yes = نعم
option-inspection-hygiene-no = لا
option-inspection-hygiene-not_applicable = لا ينطبق
field-inspection-storage = هل المواد الخطرة محفوظة بطريقة آمنة؟
option-inspection-storage-yes = نعم
option-inspection-storage-no = لا
option-inspection-storage-not_applicable = لا ينطبق
field-inspection-findings = الملاحظات
    .hint = ما شاهدته نقطةً نقطة. يطّلع مقدِّم الطلب على هذا النص.
field-inspection-photos = الصور
field-inspection-result = نتيجة الكشف
    .hint = تُستخلص من قائمة التحقّق: يكفي بند واحد غير مستوفى لعدم الاجتياز (المادة 14، الفقرة 3).
option-inspection-result-pass = اجتاز الكشف
option-inspection-result-fail = لم يجتز الكشف
error-inspection-inspected_on = لا يجوز أن يكون تاريخ الكشف في المستقبل.

# القرار

form-decision-title = البتّ في طلب الترخيص
form-decision-page-decision = القرار
form-decision-page-reasons = التعليل
field-decision-outcome = ما قرارك؟
    .hint = إذا خالفتَ توصية القواعد وجب أن يؤكّد قرارك مسؤول ثانٍ يُختار بالقرعة.
option-decision-outcome-grant = منح الترخيص
option-decision-outcome-refuse = رفض الترخيص
field-decision-reason = تعليل القرار
    .hint = يطّلع مقدِّم الطلب على هذا النص. اذكر الوقائع ومادة القانون.

form-confirmation-title = تأكيد القرار المخالف للتوصية
form-confirmation-page-confirmation = التأكيد
form-confirmation-page-reasons = التعليل
field-confirmation-confirmed = هل تؤكّد القرار المخالف لتوصية القواعد؟
    .hint = إذا لم تؤكّده سرت توصية القواعد.
option-confirmation-confirmed-yes = نعم، يسري القرار
option-confirmation-confirmed-no = لا، تسري توصية القواعد
field-confirmation-reason = التعليل
    .hint = يستطيع مقدِّم الطلب الاطّلاع على هذا النص.

# التسديد

form-payment-title = تسديد الرسم
form-payment-page-payment = التسديد
field-payment-amount = المبلغ بالدينار
    .hint = محدَّد في جدول الرسوم (المادة 11) ولا يمكن تعديله.
field-payment-receipt_number = رقم الإيصال
    .hint = حرفان لاتينيان كبيران ثم شرطة ثم ستة أرقام، مثل: ⁦RC-004217⁩
field-payment-paid_on = تاريخ التسديد
error-payment-paid_on = لا يجوز أن يكون تاريخ التسديد في المستقبل.

# الترخيص

register-number = الرقم
register-valid_until = صالح حتى
register-trade_name = اسم المنشأة
register-kind = النشاط
certificate-title = ترخيص مزاولة نشاط تجاري
certificate-line-1 = اسم المؤسسة
certificate-line-2 = رقم القيد في السجل التجاري
certificate-line-3 = النشاط
certificate-line-4 = العنوان
certificate-line-5 = المساحة
certificate-line-6 = يجوز الافتتاح اعتبارًا من
certificate-line-7 = إيصال الرسم

# التبليغات

notice-received-subject = استلمنا طلبك رقم { $number }
notice-received-body =
    استلمنا طلب ترخيص مزاولة نشاط تجاري لمؤسسة «{ $application_business_name }»، وقُيِّد بالرقم { $number }.

    يتحقّق أحد الموظفين خلال يومَي عمل من استكمال الملف، ويصلك القرار خلال 15 يوم عمل لا تُحتسب منها المدة التي ننتظر فيها جوابك.

    يمكنك متابعة كلّ مرحلة هنا:
    { $link }

notice-incomplete-subject = طلبك رقم { $number } بحاجة إلى استكمال
notice-incomplete-body =
    لا يمكننا متابعة طلبك رقم { $number } لمؤسسة «{ $application_business_name }» قبل استكمال ما يأتي:

    { $check_note }

    يُرجى استكماله خلال 20 يوم عمل:
    { $link }

    تتوقّف المهلة حتى يصلنا جوابك. ولا يحقّ لنا طلب الاستكمال أكثر من مرّتين. وإذا انقضت المدة من دون جواب رُفض الطلب لعدم استكماله (المادة 8، الفقرة 4)، ويبقى لك أن تقدِّم طلبًا جديدًا.

notice-refused_incomplete-subject = رُفض طلبك رقم { $number } لعدم استكماله
notice-refused_incomplete-body =
    رُفض طلبك رقم { $number } لمؤسسة «{ $application_business_name }» لأنه لم يُستكمل (المادة 8). وكان الناقص ما يأتي:

    { $check_note }

    يمكنك تقديم طلب جديد متى شئت. ولك أيضًا أن تتظلّم خلال ثلاثين يومًا من تاريخ هذا التبليغ أمام لجنة التظلّمات البلدية مجانًا، ثم أمام المحكمة الإدارية (المادة 26).

    المعاملة كاملةً:
    { $link }

notice-refused-subject = رُفض طلبك رقم { $number }
notice-refused-body =
    رُفض طلبك رقم { $number } لمؤسسة «{ $application_business_name }».

    السبب: { $ruling_ground ->
        [kitchen_too_small] لا يجوز أن تقلّ مساحة المحلّ الذي فيه مطبخ عن 20 مترًا مربّعًا (المادة 12، الفقرة 2).
        [hazard_in_residential_zone] لا يجوز حفظ مواد خطرة في منطقة سكنية (المادة 12، الفقرة 3).
        [inspection_failed] لم يجتز المحلّ الكشف (المادة 15، الفقرة 2).
       *[other] ما يرد في التعليل أدناه (المادة 17).
    }

    التعليل: { $ruling_reason }

    ما تقوله القواعد:
    { $explanation }

    { $ruling_tacit ->
        [yes] لم تبتّ الدائرة في الطلب ضمن المهلة، وفي هذه الحال يُرفض بحكم القانون ما أوصت القواعد برفضه (المادة 19، الفقرة 2).
       *[no] صدر القرار عن موظف اختير بالقرعة.
    }

    لك أن تتظلّم خلال ثلاثين يومًا من تاريخ هذا التبليغ أمام لجنة التظلّمات البلدية مجانًا، ثم أمام المحكمة الإدارية (المادة 26). ويمكنك كذلك تصحيح المخالفة وتقديم طلب جديد.

    المعاملة كاملةً مع القواعد المطبَّقة:
    { $link }

notice-fee_due-subject = تمّت الموافقة على طلبك رقم { $number }: يُرجى تسديد الرسم
notice-fee_due-body =
    تمّت الموافقة على طلبك رقم { $number } لمؤسسة «{ $application_business_name }». ويصدر الترخيص فور تسديد الرسم، وقيمته بالدينار: { $assessment_fee } (المادة 21).

    يُسدَّد الرسم في صندوق البلدية أو بحوالة مصرفية مع ذكر الرقم { $number } خلال ستين يومًا. اطلب إيصالًا؛ فلا يحقّ لأحد أن يطالبك بأيّ مبلغ آخر.

    { $ruling_tacit ->
        [yes] لم تبتّ الدائرة في الطلب ضمن المهلة، فعُدّ مقبولًا بحكم القانون (المادة 19، الفقرة 1).
       *[no] تجد تعليل القرار في المعاملة.
    }

    المعاملة كاملةً:
    { $link }

notice-granted-subject = صدر ترخيصك رقم { $number }
notice-granted-body =
    صدر ترخيص مؤسسة «{ $application_business_name }»، وهو صالح لمدة سنة واحدة (المادة 22).

    يمكنك الحصول على الترخيص هنا وإبرازه لمن تشاء؛ ويتيح الرمز المطبوع عليه لأيّ شخص أن يتحقّق من صحته:
    { $link }

    ما تقوله القواعد:
    { $explanation }

notice-lapsed-subject = سقطت الموافقة على طلبك رقم { $number }
notice-lapsed-body =
    تمّت الموافقة على طلبك رقم { $number } لمؤسسة «{ $application_business_name }»، لكن الرسم (بالدينار: { $assessment_fee }) لم يُسدَّد خلال ستين يومًا، فسقطت الموافقة (المادة 21، الفقرة 3).

    يمكنك تقديم طلب جديد متى شئت. ولك أيضًا أن تتظلّم خلال ثلاثين يومًا من تاريخ هذا التبليغ أمام لجنة التظلّمات البلدية مجانًا (المادة 26).

    المعاملة كاملةً:
    { $link }

notice-withdrawn-subject = سُحب طلبك رقم { $number }
notice-withdrawn-body =
    بناءً على طلبك أُغلقت المعاملة رقم { $number } الخاصة بمؤسسة «{ $application_business_name }» من دون اتخاذ قرار (المادة 24). لا يترتّب عليك أيّ رسم، ويمكنك تقديم طلب جديد متى شئت.

    المعاملة كاملةً:
    { $link }

# القانون الذي تتبعه كلّ مهمة

law-CheckApplication = المادة 7: يُدقَّق الملف خلال يومي عمل، وتُذكر النواقص كلّها دفعة واحدة.
law-Supplement = المادة 8(2): يتوقّف احتساب المهلة إلى أن يردّ مقدِّم الطلب.
law-Inspect = المادة 14: تُكشف المحالّ العالية المخاطر مرة واحدة، وفق القائمة المنشورة.
law-Decide = المادة 17: يصدر القرار خطّيًا ومعلَّلًا.
information-Decide = المادة 17(3): للدائرة أن تطلب ما يلزم للبتّ، وتتوقّف مهلتها حتى يصل الجواب، عشرة أيام عمل على الأكثر.
slip-Decide = المادة 17(4): تُصحَّح الهفوة الكتابية في التعليل خلال ثلاثة أيام عمل، تصحيحًا ظاهرًا.
law-ConfirmDeparture = المادة 18: لا تُخالَف توصية القواعد إلا بموافقة موظف ثانٍ.
law-RecordPayment = المادة 21: يُسدَّد الرسم قبل إصدار الترخيص.

# أسماء القواعد وأعمدتها ونتائجها

rule-risk_assessment = تقييم المخاطر
rule-risk_class = درجة الخطورة
rule-fee = الرسم بالدينار
rule-legal_conditions = الشروط القانونية
rule-recommendation = التوصية
term-risk = درجة الخطورة
term-fee = الرسم بالدينار
term-recommended = ما تؤدّي إليه الشروط القانونية
term-outcome = القرار
term-reason = السبب
term-inspection = وجوب الكشف
term-dangerous_substances = عدد أنواع المواد الخطرة
value-low = منخفضة
value-medium = متوسطة
value-high = مرتفعة
value-grant = منح الترخيص
value-refuse = رفض الترخيص
value-conditions_met = شروط القانون متوافرة
value-kitchen_too_small = مساحة المحلّ لا تكفي لمطبخ
value-hazard_in_residential_zone = مواد خطرة في منطقة سكنية
value-inspection_passed = اجتياز الكشف
value-inspection_failed = عدم اجتياز الكشف

## سائر كلمات الرسم
task-Applied = أُرسل الطلب
task-Examination = دراسة الطلب
task-ExaminationStarted = تبدأ الدراسة
task-FileComplete = هل اكتمل؟
task-RoundsLeft = هل طُلب مرّتين؟
task-Supplied = ألم يَرِد ردّ في المهلة؟
task-Incomplete = رُفض لنقصه
task-NeedsInspection = هل الخطر مرتفع؟
task-Departed = هل خالف التوصية؟
task-LicenceGranted = هل مُنحت؟
task-Refused = رُفضت الرخصة
task-PaymentLapsed = 60 يومًا دون دفع
task-Lapsed = سقط المنح
task-Granted = مُنحت الرخصة
task-Closed = أُغلقت المعاملة
task-withdraw = سُحب الطلب
task-Withdrawn = مسحوب
flow-FileComplete_to_AssessRisk = مكتمل
flow-FileComplete_to_RoundsLeft = ناقص
flow-RoundsLeft_to_AskSupplement = لا
flow-RoundsLeft_to_BeforeRefusal = نعم
flow-Supplied_to_BeforeCheck = استُكمل
flow-Supplied_to_BeforeRefusal = لا ردّ
flow-NeedsInspection_to_BeforeRecommend = دون معاينة
flow-NeedsInspection_to_Inspect = خطر مرتفع
flow-Departed_to_BeforeSettle = وفق التوصية
flow-Departed_to_ConfirmDeparture = مخالف للتوصية
flow-LicenceGranted_to_AskPayment = مُنحت
flow-LicenceGranted_to_TellRefusal = رُفضت

# نماذج ما يكتبه الموظفون إلى صاحب الطلب.
reply-still_at_work-title = ما زلنا نعمل على طلبك
reply-still_at_work =
    تحية طيبة { $applicant }،

    طلبك رقم { $number } لدينا. تُنجز الخطوة «{ $task }» في موعد أقصاه { $deadline }. لا يلزمك أن تفعل شيئًا حتى ذلك الحين.

    { $office }
reply-how_to_pay-title = كيف يُدفع الرسم
reply-how_to_pay =
    تحية طيبة { $applicant }،

    يُدفع رسم الطلب رقم { $number } ({ $service }) في الصندوق أو بتحويل مصرفي يُذكر فيه رقم الطلب، وتحصل على إيصال. لا يحقّ لأحد أن يطلب منك شيئًا غير الرسم.

    { $office }
reply-passed_on-title = ليس من اختصاص هذه الدائرة
reply-passed_on =
    تحية طيبة { $applicant }،

    ما تسأل عنه ليس من اختصاصنا، فلا يمكننا الإجابة عنه في المعاملة رقم { $number }. ولا يؤثر ذلك في طلبك.

    { $office }
