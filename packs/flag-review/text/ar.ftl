service-name = مراجعة علامة
service-summary = ينظر في علامة على عقد عام محقّقٌ تختاره القرعة.
service-who = يفتحها المحقّقون انطلاقًا من علامة.
service-fee = مجانًا
service-law = قانون النزاهة العامة (رقم 7 لسنة 2019)، وهو قانون متخيَّل لمدينة متخيَّلة هي المدينة.
service-result = تُفسَّر العلامة، أو تُقدَّم توصية، أو يُحال الأمر.
service-appeal = للجهة المشترية والمورّدين حقّ الردّ على العلامة في أيّ وقت؛ والنيابة العامة تبتّ في الإحالة.
agency-name = مكتب النزاهة
role-investigator = محقّق
role-supervisor = مشرف
task-Examine = النظر في العلامة
task-ConfirmReferral = تأكيد الإحالة
task-TellExplained = التبليغ بتفسير العلامة
task-TellRecommendation = التبليغ بالتوصية
task-TellReferral = التبليغ بالإحالة
outcome-explained = فُسّرت
outcome-recommendation = قُدّمت توصية
outcome-referred = أُحيل إلى النيابة العامة
form-flag-title = العلامة
form-flag-page-flag = موضوع العلامة
form-flag-page-evidence = الأدلّة، ببصماتها
form-flag-page-question = المطلوب معرفته
field-flag-publisher = ناشر البيانات
field-flag-about = بماذا تتعلّق
option-flag-about-process = عملية شراء
option-flag-about-buyer = جهة مشترية
option-flag-about-procuring-entity = جهة متعاقدة
option-flag-about-supplier = مورّد
option-flag-about-bidder = عارض
option-flag-about-buyer-and-supplier = جهة مشترية ومورّد
option-flag-about-pair-of-bidders = عارضان
option-flag-about-group-of-bidders = مجموعة عارضين
option-flag-about-market = سوق
field-flag-subject = معرّف العملية أو المؤسسة
field-flag-title = العنوان
field-flag-indicator = المؤشّر
field-flag-value = القيمة
field-flag-flag = بصمة SHA-256 للعلامة وأدلّتها
field-flag-release = بصمة SHA-256 للنشرة
field-flag-question = ما المطلوب معرفته؟
form-examination-title = النظر في علامة
form-examination-page-finding = النتيجة
form-examination-page-reasons = الأسباب
field-examination-finding = ماذا وجدت؟
option-examination-finding-explained = العلامة مفسَّرة
option-examination-finding-recommendation = هناك ما يجب تصحيحه
option-examination-finding-referral = يجب إحالة الأمر إلى النيابة العامة
field-examination-reason = الأسباب
    .hint = ما قرأته، ومن سألته، وما يترتّب على ذلك.
field-examination-papers = الأوراق، إن وُجدت
form-confirmation-title = تأكيد إحالة
form-confirmation-page-confirmation = التأكيد
field-confirmation-confirmed = هل يُحال الأمر؟
    .hint = إن لم تؤكّد ذلك صار توصية.
option-confirmation-confirmed-yes = نعم
option-confirmation-confirmed-no = لا
field-confirmation-reason = الأسباب
    .hint = ما قرأته بنفسك.
notice-explained-subject = المعاملة { $number }: العلامة مفسَّرة
notice-explained-body =
    العلامة { $flag_indicator } على { $flag_subject } مفسَّرة.

    الأسباب: { $examination_reason }

    المعاملة كاملةً:
    { $link }
notice-recommendation-subject = المعاملة { $number }: توصية
notice-recommendation-body =
    انتهى النظر في العلامة { $flag_indicator } على { $flag_subject } بتوصية.

    الأسباب: { $examination_reason }

    المعاملة كاملةً:
    { $link }
notice-referred-subject = المعاملة { $number }: إحالة
notice-referred-body =
    أُحيل أمر العلامة { $flag_indicator } على { $flag_subject } إلى النيابة العامة.

    الأسباب: { $examination_reason }

    المعاملة كاملةً:
    { $link }
law-Examine = المادة 4: ينظر في العلامة، بالرجوع إلى الأوراق، من لم يثرها.
law-ConfirmReferral = المادة 6: تحتاج الإحالة إلى محقّق ثانٍ.
task-Raised = فُتحت معاملة انطلاقًا من علامة
task-Found = ماذا وُجد؟
task-Confirmed = مؤكَّدة؟
task-Explained = فُسّرت
task-Recommended = قُدّمت توصية
task-Referred = أُحيل
flow-Found_to_BeforeExplained = مفسَّرة
flow-Found_to_BeforeRecommendation = للتصحيح
flow-Found_to_ConfirmReferral = للإحالة
flow-Confirmed_to_TellReferral = مؤكَّدة
flow-Confirmed_to_BeforeRecommendation = غير مؤكَّدة
