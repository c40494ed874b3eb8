# كيف نصل إلى الناس، وما يُسمح لبرامجهم به، وما تُبلَّغ به أنظمة الجهة.

kind-contact-changed = اختار شخص كيف نصل إليه
kind-device-added = سُجِّل جهاز لتلقّي الرسائل
kind-device-removed = لم يعد جهاز يتلقّى الرسائل
kind-notice-delivered = وصلت رسالة
kind-token-made = أُنشئ رمز لبرنامج
kind-token-revoked = سُحب رمز برنامج
kind-webhook-added = تُرسَل أحداث إلى نظام آخر
kind-webhook-ended = لم تعد تُرسَل أحداث إلى نظام آخر
fact-notice-delivered = وصلت رسالة

channel-email = البريد الإلكتروني
channel-sms = رسالة قصيرة (SMS)
channel-push = رسائل في المتصفّح

contact-title = كيف نصل إليك
contact-lead = نكتب إليك حين يجدّ شيء في معاملتك وقبل حلول موعد. وما لا يصل بطريق نجرّب له طريقًا آخر.
contact-save = حفظ
contact-saved = حُفظ اختيارك.
contact-channel = بأي طريق نبدأ؟
contact-channel-hint = كل شيء متاح أيضًا في صفحة معاملتك في أي وقت.
contact-by-email = إلى { $email }
contact-by-sms = إلى { $phone }
contact-by-sms-none = يلزم أولًا تأكيد رقم هاتفك في الأسفل.
contact-by-push =
    { $count ->
        [0] تلزم أولًا إضافة هذا المتصفّح في الأسفل.
        [one] إلى متصفّح واحد
        [two] إلى متصفّحين
        [few] إلى { $count } متصفّحات
        [many] إلى { $count } متصفّحًا
       *[other] إلى { $count } متصفّح
    }
contact-quiet = ساعات الهدوء
contact-quiet-hint = لا نرسل شيئًا في هذه الساعات، إلا ما لا يمهل فيه القانون. والتوقيت توقيت { $zone }.
contact-quiet-on = لا ترسلوا إليّ شيئًا في هذه الساعات
contact-hours = الساعات
contact-from = من
contact-until = إلى
contact-phone = رقم الهاتف المحمول
contact-phone-text = نرسل رمزًا إلى الرقم، حتى لا يُدخِل أحد رقم غيره.
contact-number = رقم هاتفك المحمول
contact-number-hint = مع رمز البلد، مثلًا ⁦+961 3 123 456⁩
contact-number-is = رقمك:
contact-number-send = أرسلوا إليّ رمزًا
contact-number-remove = إزالة هذا الرقم
contact-number-removed = أُزيل رقمك.
contact-number-proven = تأكّد رقمك. يمكنك الآن اختيار الرسائل القصيرة.
contact-code-title = إدخال الرمز
contact-code = الرمز الوارد في الرسالة القصيرة
contact-code-hint = ستة أرقام تصلح لعشر دقائق.
contact-code-error = الرمز خاطئ أو انتهت مدّته. يُرجى التحقّق منه، أو طلب رمز آخر.
contact-code-button = تأكيد
contact-code-again = طلب رمز آخر
contact-devices = المتصفّحات التي تعرض الرسائل
contact-devices-text = لا تقول الرسالة إلا إن في معاملة جديدًا، مع رقمها. فلا يقرأ أحد أكثر من ذلك على شاشة مقفلة.
contact-devices-none = لم يُضَف متصفّح بعد.
contact-device = متصفّح
contact-device-add = عرض الرسائل في هذا المتصفّح
contact-device-added = أُضيف هذا المتصفّح. يمكنك الآن اختيار الرسائل في المتصفّح.
contact-device-remove = إزالة
contact-device-removed = أُزيل المتصفّح.
contact-push-script = لإضافة هذا المتصفّح يلزم تشغيل JavaScript. أما البريد الإلكتروني فيعمل من دونه.
contact-push-failed = تعذّرت إضافة هذا المتصفّح. يمكن المحاولة لاحقًا، أو اختيار طريق آخر.
contact-push-refused = لا يسمح متصفّحك برسائل من هذا الموقع. يلزم السماح بها في إعداداته، ثم إعادة المحاولة.

error-channel-not-set-up = يلزم أولًا تأكيد الرقم أو إضافة المتصفّح، ثم اختياره
error-quiet-not-hours = يُرجى اختيار وقتين مختلفين
error-phone-not-a-number = يُرجى كتابة رقم هاتف محمول مع رمز البلد، مثل ⁦+961 3 123 456⁩
error-phone-too-often = أرسلنا رمزًا قبل قليل. يُرجى الانتظار دقيقة، ولا نرسل أكثر من خمسة رموز في اليوم
error-endpoint-not-a-subscription = ليس هذا عنوان خدمة رسائل نرسل إليها
error-key-not-a-subscription = ليس المفتاح مفتاح متصفّح
error-secret-not-a-subscription = ليس السرّ سرّ متصفّح

unreached-sent =
    { $channel ->
        [sms] لم نتمكّن من الوصول إليك برسالة قصيرة
        [push] لم نتمكّن من الوصول إليك في المتصفّح
       *[email] لم نتمكّن من الوصول إليك بالبريد الإلكتروني
    }، { $instead ->
        [sms] فأرسلنا رسالة قصيرة بدلًا من ذلك.
        [push] فأرسلنا رسالة إلى متصفّحك بدلًا من ذلك.
       *[email] فأرسلنا بريدًا إلكترونيًا بدلًا من ذلك.
    }
unreached-waits =
    { $channel ->
        [sms] لم نتمكّن من الوصول إليك برسالة قصيرة
        [push] لم نتمكّن من الوصول إليك في المتصفّح
       *[email] لم نتمكّن من الوصول إليك بالبريد الإلكتروني
    }، { $instead ->
        [sms] ونرسل رسالة قصيرة بدلًا من ذلك.
        [push] ونرسل رسالة إلى متصفّحك بدلًا من ذلك.
       *[email] ونرسل بريدًا إلكترونيًا بدلًا من ذلك.
    }
unreached-only-here =
    { $channel ->
        [sms] لم نتمكّن من الوصول إليك برسالة قصيرة.
        [push] لم نتمكّن من الوصول إليك في المتصفّح.
       *[email] لم نتمكّن من الوصول إليك بالبريد الإلكتروني.
    } تجد الجديد في هذه الصفحة.
unreached-change = تغيير طريق الوصول إليك

overview-notice-by =
    { $channel ->
        [sms] رسالة قصيرة
        [push] رسالة في المتصفّح
       *[email] بريد إلكتروني
    }، { $attempts ->
        [zero] بلا محاولات
        [one] محاولة واحدة
        [two] محاولتان
        [few] { $attempts } محاولات
        [many] { $attempts } محاولة
       *[other] { $attempts } محاولة
    }
overview-instead =
    { $channel ->
        [sms] أُرسلت رسالة قصيرة بدلًا منه
        [push] أُرسلت رسالة إلى المتصفّح بدلًا منه
       *[email] أُرسل بريد إلكتروني بدلًا منه
    }

tokens-title = رموز للبرامج
tokens-lead = بالرمز يقوم برنامج عنك بما تسمح به هنا ولا شيء غيره. ولا يقرّر أي رمز ولا يوقّع ولا يمحو شيئًا.
tokens-yours = رموزك
tokens-none = ليس لديك رموز.
tokens-new = إنشاء رمز
tokens-name = اسمه
tokens-name-hint = مثلًا: برنامج محاسبي
tokens-scopes = ما الذي يُسمح له به؟
tokens-ends = متى ينتهي؟
tokens-days =
    { $days ->
        [zero] فورًا
        [one] بعد يوم واحد
        [two] بعد يومين
        [few] بعد { $days } أيام
        [many] بعد { $days } يومًا
       *[other] بعد { $days } يوم
    }
tokens-make = إنشاء الرمز
tokens-made = رمزك الجديد
tokens-made-text = يُرجى نسخه الآن، فهو لا يظهر إلا هذه المرّة. ومن يملكه يستطيع ما سمحت به.
tokens-until = حتى { $date }
tokens-state-works = يعمل
tokens-state-expired = انتهى
tokens-state-revoked = مسحوب
tokens-revoke = سحب
tokens-revoked = سُحب الرمز.
error-name-required = يُرجى كتابة اسم
error-name-too-long = يجب ألّا يزيد الاسم على 60 حرفًا، وأن يكون في سطر واحد
error-scopes-required = يُرجى اختيار شيء واحد على الأقل يُسمح له به
error-days-out-of-bounds = يُرجى اختيار وقت انتهائه

scope-cases-read = قراءة معاملاتي ووثائقها
scope-cases-write = كتابة رسائل في معاملاتي وسحبها
scope-drafts-write = إعداد الطلبات وإرسالها
scope-account-read = قراءة حسابي ومن قرأ بياناتي
scope-tasks-read = قراءة المهام التي خُصّت بي بالقرعة
scope-overview-read = قراءة النظرة العامة على جهاتي
scope-webhooks-write = إضافة نقاط الإبلاغ لجهاتي وإنهاؤها

webhooks-title = أحداث لأنظمة أخرى (webhooks)
webhooks-lead = يمكن إبلاغ أنظمة جهتك بما يجري في معاملاتها، بالرقم والنوع فقط: لا يُرسَل شيء عن أحد.
webhooks-yours = نقاط الإبلاغ لجهتك
webhooks-none = لا تُرسَل أحداث إلى أي مكان.
webhooks-new = إضافة نقطة إبلاغ
webhooks-url = العنوان
webhooks-url-hint = يبدأ بـ ⁦https://⁩ ويجب أن يسمح به المشغّل.
webhooks-events = بماذا تُبلَّغ؟
webhooks-agency = الجهة
webhooks-add = إضافة
webhooks-added = أُضيفت نقطة الإبلاغ
webhooks-secret = هذا سرّها الذي يعرف به نظامك أن الرسالة منّا (Standard Webhooks). يُرجى نسخه الآن، فهو لا يظهر إلا هذه المرّة.
webhooks-since = منذ { $date }
webhooks-state-works = تعمل
webhooks-state-failing = أُنهيت: لم يكن شيء يصل
webhooks-state-ended = أُنهيت
webhook-title = نقطة إبلاغ
webhook-failing = لم يصل شيء طوال خمسة أيام فأُنهيت. يلزم إصلاح نظامك، ثم إضافتها من جديد.
webhook-deliveries = ما أُرسل إليها
webhook-none = لا شيء بعد
webhook-none-text = يظهر هنا كل ما يجري في معاملة حالما يجري.
webhook-event = الحدث
webhook-case = المعاملة
webhook-when = متى
webhook-state = الحالة
webhook-sent =
    { $attempts ->
        [zero] وصل
        [one] وصل
        [two] وصل في المحاولة { $attempts }
        [few] وصل في المحاولة { $attempts }
        [many] وصل في المحاولة { $attempts }
       *[other] وصل في المحاولة { $attempts }
    }
webhook-given-up =
    { $attempts ->
        [zero] تُرك بلا محاولات
        [one] تُرك بعد محاولة واحدة
        [two] تُرك بعد محاولتين
        [few] تُرك بعد { $attempts } محاولات
        [many] تُرك بعد { $attempts } محاولة
       *[other] تُرك بعد { $attempts } محاولة
    }
webhook-queued =
    { $attempts ->
        [zero] ينتظر
        [one] يُعاد إرساله بعد محاولة واحدة
        [two] يُعاد إرساله بعد محاولتين
        [few] يُعاد إرساله بعد { $attempts } محاولات
        [many] يُعاد إرساله بعد { $attempts } محاولة
       *[other] يُعاد إرساله بعد { $attempts } محاولة
    }
webhook-end = إنهاء نقطة الإبلاغ
webhook-ended = أُنهيت نقطة الإبلاغ.
error-agency-required = يُرجى اختيار الجهة التي يُبلَّغ عن معاملاتها
error-url-not-an-address = يُرجى كتابة عنوان يبدأ بـ ⁦https://⁩
error-url-not-allowed = لا يسمح المشغّل بهذا العنوان. يمكن طلب إضافته منه
error-events-required = يُرجى اختيار نوع واحد على الأقل من الأحداث
