# الجلسات وتأكيد الهوية

sessions-title = جلساتي
sessions-lead = كل جهاز سُجّل الدخول منه إلى حسابك الآن. ما لا تعرفه منها يمكنك إنهاؤه، فيتوقف في الحال.
sessions-this = هذه الجلسة
sessions-began = بدأت في
sessions-used = آخر استعمال:
sessions-by-email-code = برمز من البريد الإلكتروني
sessions-by-passkey = بمفتاح مرور
sessions-by-identity-provider = بواسطة مزوّد هوية
sessions-by-demonstration = ضمن العرض التجريبي
sessions-end = إنهاء
sessions-end-this = تسجيل الخروج هنا
sessions-end-others = إنهاء كل الجلسات الأخرى
sessions-ended = أُنهيت الجلسة.
sessions-gone = كانت هذه الجلسة قد انتهت من قبل.
sessions-ends = متى تنتهي الجلسة من نفسها
sessions-stranger = نحفظ عن الجهاز اسم المتصفّح والنظام فقط، ولا نحفظ عنوانًا ولا بصمة.
confirm-title = تأكيد هويتك
confirm-why = ما طلبته لا يُنفَّذ إلا بعد التثبّت الآن من هويتك، كي لا يفعله غيرك من جلسة مفتوحة أو مسروقة.
confirm-kept = ما كتبته محفوظ، وتعود إليه بعد التأكيد.
confirm-passkey-text = لديك مفتاح مرور، فيكفي فتح قفل جهازك.
confirm-passkey = التأكيد بمفتاح المرور
confirm-passkey-failed = لم ينجح ذلك. يمكنك المحاولة مرة أخرى.
confirm-passkey-script = يحتاج مفتاح المرور إلى JavaScript في المتصفّح.
confirm-passkey-lost = إن ضاعت كل مفاتيح مرورك فعليك مراجعة المكتب: فمن وصل إلى بريدك وحده يجب ألّا يقدر على إزالتها.
confirm-needs-passkey = هذا الإجراء يحتاج إلى مفتاح مرور، وليس لحسابك مفتاح بعد. بعد إضافته يمكنك الإعادة.
confirm-add-passkey = إضافة مفتاح مرور
confirm-code-text = نرسل رمزًا إلى عنوانك:
confirm-code-send = إرسال الرمز
confirm-code-hint = مفتاح المرور أسرع وأكثر أمانًا.
confirm-code-title = كتابة الرمز
confirm-code-again = إرسال رمز جديد
confirm-button = تأكيد
confirm-demo-text = في العرض التجريبي لا يُطلب إثبات.
confirm-demo = تأكيد (عرض تجريبي)
go-on-title = المتابعة من حيث توقفت
go-on-lead = ما كتبته محفوظ، ولم يُنفَّذ منه شيء بعد. يمكنك إرساله الآن.
go-on-files = الملفات لا تُحفظ، فيلزم اختيار هذه من جديد بعد الإرسال:
go-on-send = الإرسال الآن
go-on-drop = عدم الإرسال
go-on-nothing = لا شيء ينتظر
go-on-nothing-what = ليس هناك نموذج ينتظر الإرسال
go-on-nothing-do = إمّا أنه أُرسل من قبل، أو مضت عليه ساعة، أو كتبه شخص آخر على هذا الجهاز.
sessions-device =
    { $browser ->
        [firefox] Firefox
        [chrome] Chrome
        [chromium] Chromium
        [safari] Safari
        [edge] Edge
        [opera] Opera
        [samsung] Samsung Internet
       *[other] متصفّح آخر
    } { $system ->
        [android] على Android
        [iphone] على iPhone
        [ipad] على iPad
        [windows] على Windows
        [mac] على Mac
        [chromeos] على ChromeOS
        [linux] على Linux
       *[other] على جهاز آخر
    }
sessions-others-ended =
    { $count ->
        [zero] لم تكن هناك جلسة أخرى.
        [one] أُنهيت جلسة واحدة.
        [two] أُنهيت جلستان.
        [few] أُنهيت { $count } جلسات.
        [many] أُنهيت { $count } جلسة.
       *[other] أُنهيت { $count } جلسة.
    }
sessions-expiry =
    إذا لم تُستعمل { $idle ->
        [zero] { $idle } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $idle } ساعات
        [many] { $idle } ساعة
       *[other] { $idle } ساعة
    }، أو بعد { $most ->
        [zero] { $most } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $most } ساعات
        [many] { $most } ساعة
       *[other] { $most } ساعة
    } من الدخول على أي حال.
