# الخدمة

service-name = نسخة عن قيد في السجلات المدنية
service-summary = احصل على نسخة مصدَّقة عن قيد في سجل الولادات أو سجل الزواج أو سجل الإقامة. تصدر معظم النسخ فورًا.
service-words = ميلاد ولادة زواج إقامة قيد إخراج قيد عائلي جواز طفل مولود عرس وفاة إرث ميراث مدرسة إثبات شهادة سكن
service-who = صاحب القيد ووالداه وأولاده وزوجه، أو ممثّل يحمل وكالة خطية، أو كلّ من يثبت أن له مصلحة مشروعة.
service-fee = مجانًا
service-law = قانون السجلات المدنية (رقم 4 لسنة 2015)، وهو قانون افتراضي لمدينة افتراضية اسمها «المدينة».
service-retention = قانون السجلات المدنية للمدينة (رقم 4 لسنة 2015)، المادة 31: تُحفظ طلبات النسخ ثلاث سنوات
service-result = نسخة مصدَّقة صالحة لستة أشهر، يستطيع أيّ شخص أن يتحقّق من صحتها بواسطة رمزها.
service-appeal = لك أن تتظلّم من قرار الرفض خلال ثلاثين يومًا من تاريخ التبليغ أمام مدير السجلات المدنية مجانًا، ثم أمام المحكمة المدنية (المادة 20).
agency-name = دائرة السجلّ المدني

# المتدخّلون

role-archivist = أمين المحفوظات
role-registrar = أمين السجل
role-supervisor = مشرف

# مراحل المعاملة

task-CheckEligibility = التحقّق من الأحقّية وفق القواعد
task-TellNotEntitled = تبليغ الرفض وفق القواعد
task-FindEntry = البحث عن القيد
task-Recommend = التوصية وفق القواعد
task-Review = دراسة الطلب
task-ConfirmDeparture = تأكيد القرار المخالف للتوصية
task-Settle = تثبيت القرار النهائي
task-IssueCopy = إصدار النسخة
task-TellIssued = تبليغ صدور النسخة
task-TellRefusal = تبليغ قرار الرفض

outcome-issued = صدرت النسخة
outcome-refused = رُفض الطلب

# المستندات المطلوبة

document-id_copy = صورة عن بطاقة هويتك أو جواز سفرك
document-mandate = وكالة خطية، إذا كنت تنوب عن صاحب القيد
document-proof_of_interest = ما يثبت مصلحتك المشروعة، إذا لم تكن من الأسرة ولم تكن لديك وكالة

# الطلب

form-request-title = طلب نسخة عن قيد
form-request-page-register = السجل
form-request-page-entry = القيد
form-request-page-relation = صاحب القيد
form-request-page-purpose = الغرض
form-request-page-delivery = التسليم
form-request-page-documents = المستندات
form-request-page-declaration = التعهّد

field-request-register = ما السجل المطلوب؟
    .short = السجل
option-request-register-birth = سجل الولادات
option-request-register-marriage = سجل الزواج
option-request-register-residence = سجل الإقامة
field-request-entry_number = رقم القيد
    .hint = من رقم واحد إلى ستة أرقام، كما يرد في نسخة سابقة أو في دفتر العائلة.
field-request-year = سنة القيد
    .hint = السنة التي سُجِّل فيها القيد، مثل: 1984
field-request-entry_reference = مرجع القيد
    .hint = يتكوّن من رمز السجل والسنة والرقم.
field-request-person_name = الاسم الكامل لصاحب القيد
    .hint = في قيود الزواج، اسم أحد الزوجين.
field-request-relation = ما صلتك بصاحب القيد؟
    .short = الصلة بصاحب القيد
option-request-relation-self = أنا صاحب القيد
option-request-relation-parent = والده أو والدته
option-request-relation-child = ابنه أو ابنته
option-request-relation-spouse = زوجه أو زوجته
option-request-relation-representative = محامٍ أو ممثّل آخر يحمل وكالة خطية
option-request-relation-other = غير ذلك
field-request-purpose = ما الغرض من النسخة؟
    .short = الغرض
option-request-purpose-passport = جواز سفر أو بطاقة هوية
option-request-purpose-school = التسجيل في مدرسة أو جامعة
option-request-purpose-work = العمل
option-request-purpose-marriage = الزواج
option-request-purpose-inheritance = الإرث
option-request-purpose-court = دعوى قضائية
option-request-purpose-other = غرض آخر
field-request-interest = ما الحقّ الذي تحتاج إلى القيد من أجله؟
    .hint = اذكر الحقّ الذي تريد إثباته وفي مواجهة مَن. يتحقّق من ذلك أمين السجل.
field-request-delivery = كيف تريد استلام النسخة؟
option-request-delivery-email = إلكترونيًا، برابط يصلك بالبريد الإلكتروني
option-request-delivery-counter = ورقيًا، من شبّاك الدائرة
field-request-email = البريد الإلكتروني
    .hint = تُرسَل التبليغات إلى هذا العنوان وتظهر أيضًا في صفحة معاملتك.
field-request-id_copy = بطاقة هويتك أو جواز سفرك
    .hint = وجها بطاقة الهوية، أو صفحة الصورة في جواز السفر.
field-request-mandate = الوكالة الخطية
    .hint = موقَّعة من صاحب القيد.
field-request-proof_of_interest = ما يثبت مصلحتك المشروعة
    .hint = مثل تبليغ قضائي أو كتاب من الكاتب العدل.
field-request-agree = أُقرّ بصحة ما أدليتُ به من بيانات، وأعلم أن استعمال قيد شخص آخر من دون حقّ يعاقب عليه القانون (المادة 22).
error-request-year = لا يجوز أن تكون السنة في المستقبل.

# البحث عن القيد

form-search-title = البحث عن القيد
form-search-page-search = القيد
form-search-page-place = موضع القيد
field-search-found = هل وجدتَ القيد، وهل يطابق الطلب؟
    .short = العثور على القيد
option-search-found-yes = نعم
option-search-found-no = لا
field-search-place = موضعه في السجل
    .hint = المجلّد والصفحة، أو رقم التسجيل في السجل الرقمي.
field-search-remarks = ملاحظات

# دراسة الطلب

form-review-title = دراسة الطلب
form-review-page-decision = القرار
form-review-page-reasons = التعليل
field-review-outcome = ما قرارك؟
    .hint = إذا خالفتَ توصية القواعد وجب أن يؤكّد قرارك أمين سجل ثانٍ يُختار بالقرعة.
option-review-outcome-issue = إصدار النسخة
option-review-outcome-refuse = رفض الطلب
field-review-reason = تعليل القرار
    .hint = يطّلع مقدِّم الطلب على هذا النص. اذكر الوقائع ومادة القانون.
error-review-outcome = لا يمكن إصدار نسخة من دون قيد مطابق.

form-confirmation-title = تأكيد القرار المخالف للتوصية
form-confirmation-page-confirmation = التأكيد
form-confirmation-page-reasons = التعليل
field-confirmation-confirmed = هل تؤكّد القرار المخالف لتوصية القواعد؟
    .hint = إذا لم تؤكّده سرت توصية القواعد.
option-confirmation-confirmed-yes = نعم، يسري القرار
option-confirmation-confirmed-no = لا، تسري توصية القواعد
field-confirmation-reason = التعليل
    .hint = يستطيع مقدِّم الطلب الاطّلاع على هذا النص.

# النسخة

certificate-title = نسخة عن قيد في السجلات المدنية
certificate-line-1 = السجل
certificate-line-2 = مرجع القيد
certificate-line-3 = الاسم الوارد في القيد
certificate-line-4 = الغرض من إصدارها

# التبليغات

notice-issued-subject = نسختك رقم { $number } جاهزة
notice-issued-body =
    صدرت النسخة عن القيد { $request_entry_reference }، وهي صالحة لستة أشهر.

    { $request_delivery ->
        [counter] يمكنك استلامها ورقيًا من أيّ شبّاك للسجلات المدنية؛ أحضر بطاقة هويتك والرقم { $number }. وهي متاحة أيضًا هنا:
       *[email] يمكنك الحصول عليها هنا وإبرازها لمن تشاء؛ ويتيح الرمز المطبوع عليها لأيّ شخص أن يتحقّق من صحتها:
    }
    { $link }

notice-not_entitled-subject = رُفض طلبك رقم { $number }
notice-not_entitled-body =
    رُفض طلبك رقم { $number } للحصول على نسخة عن القيد { $request_entry_reference }. لا تُعطى قيود سجل الإقامة إلا لصاحب القيد وأفراد أسرته الأقربين أو لممثّل يحمل وكالة خطية (المادة 13، الفقرة 2).

    صدر هذا القرار بتطبيق القواعد وحدها، وتجدها في المعاملة. يمكنك تقديم طلب جديد مرفق بوكالة. ولك أيضًا أن تتظلّم خلال ثلاثين يومًا من تاريخ هذا التبليغ أمام مدير السجلات المدنية مجانًا، ثم أمام المحكمة المدنية (المادة 20).

    المعاملة كاملةً:
    { $link }

notice-refused-subject = رُفض طلبك رقم { $number }
notice-refused-body =
    رُفض طلبك رقم { $number } للحصول على نسخة عن القيد { $request_entry_reference }.

    السبب: { $ruling_ground ->
        [no_entry] لا يوجد قيد يطابق طلبك (المادة 10، الفقرة 1).
        [no_legal_interest] على الغير أن يثبت أن له مصلحة مشروعة في القيد (المادة 14، الفقرة 4).
       *[other] ما يرد في التعليل أدناه (المادة 15).
    }

    التعليل: { $ruling_reason }

    لك أن تتظلّم خلال ثلاثين يومًا من تاريخ هذا التبليغ أمام مدير السجلات المدنية مجانًا، ثم أمام المحكمة المدنية (المادة 20).

    المعاملة كاملةً مع القواعد المطبَّقة:
    { $link }

# القانون الذي تتبعه كلّ مهمة

law-FindEntry = المادة 10: لا تُحرَّر نسخة إلا عن قيد موجود.
law-Review = المادة 14: يبتّ أمين السجل حين يكون القيد ورقيًا أو يطلبه غير صاحبه.
information-Review = المادة 14(2): لأمين السجل أن يطلب ما يثبت هوية صاحب الطلب، وتتوقّف المهلة حتى يصل الجواب، خمسة أيام عمل على الأكثر.
law-ConfirmDeparture = المادة 15: لا تُخالَف توصية القواعد إلا بموافقة أمين سجل ثانٍ.

# أسماء القواعد وأعمدتها ونتائجها

rule-eligibility = الأهلية
rule-entitlement = صفة طالب النسخة
rule-medium = وعاء القيد
rule-recommendation = التوصية
term-route = طريقة الإصدار
term-recommended = ما توصي به القواعد
term-outcome = القرار
term-reason = السبب
value-automatic = فورًا من دون موظف
value-manual = على يد أمين السجل
value-refused = لا تصدر
value-issue = إصدار النسخة
value-refuse = رفض إصدار النسخة
value-own = صاحب القيد
value-family = الأسرة القريبة
value-representative = ممثّل
value-third_party = شخص آخر
value-none = لا صفة
value-digital = السجل الرقمي
value-paper = السجل الورقي
value-entitled = لطالب النسخة الحق فيها
value-paper_register = القيد محفوظ على الورق وحده
value-mandate = الوكالة تحتاج إلى تحقّق
value-legal_interest = المصلحة القانونية تحتاج إلى تحقّق
value-no_legal_interest = لا مصلحة قانونية
value-not_entitled = لا حقّ في النسخة
value-no_entry = لم يُعثر على القيد

## سائر كلمات الرسم
task-Requested = طُلبت النسخة
task-Route = كيف يُقرَّر؟
task-Departed = هل خالف التوصية؟
task-CopyGranted = هل مُنحت؟
task-Issued = صدرت النسخة
task-NotEntitled = لا حقّ في النسخة
task-Refused = رُفضت النسخة
flow-Route_to_BeforeIssue = آليًّا
flow-Route_to_FindEntry = بيد مأمور
flow-Route_to_TellNotEntitled = لا حقّ
flow-Departed_to_BeforeSettle = وفق التوصية
flow-Departed_to_ConfirmDeparture = مخالف للتوصية
flow-CopyGranted_to_BeforeIssue = إصدار
flow-CopyGranted_to_TellRefusal = رفض
