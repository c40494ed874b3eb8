# ما تكتبه الإدارة إلى الناس

notice-assigned-subject = مهمة جديدة في المعاملة { $number }
notice-assigned-body =
    أسند إليك النظام بالقرعة المهمة: { $task }
    في المعاملة { $number }.

notice-reminder-subject = تذكير: موعد قريب في المعاملة { $number }
notice-reminder-body =
    يقترب الموعد النهائي للمهمة: { $task }
    في المعاملة { $number }.

notice-overdue-subject = تجاوز الموعد في المعاملة { $number }
notice-overdue-body =
    انقضى الموعد النهائي للمهمة: { $task }
    في المعاملة { $number }.

notice-lapsed-subject = قرار ضمني في المعاملة { $number }
notice-lapsed-body =
    انقضى الموعد القانوني دون قرار في المهمة: { $task }
    فسرى القرار الضمني وفق القانون في المعاملة { $number }.

notice-waiting-subject = لا يوجد من يتولى مهمة في المعاملة { $number }
notice-waiting-body =
    لا يوجد موظف مؤهل متاح للمهمة: { $task }
    في المعاملة { $number }. تُجرى القرعة حالما يتوفر أحدهم.

notice-stopped-subject = توقفت المعاملة { $number }
notice-stopped-body =
    توقفت المعاملة { $number } بسبب عطل عند: { $task }
    لا تتابع سيرها حتى يُصلَح العطل. هنا ما حدث وما يمكن فعله:

notice-mend-subject = اقتراح إصلاح ينتظر شخصًا ثانيًا في المعاملة { $number }
notice-mend-body =
    اقتُرح إصلاح العطل الذي أوقف المعاملة { $number } عند: { $task }
    لا يُنفَّذ إلا إذا أكّده شخص ثانٍ. اقرأه ثم أكّده أو ارفضه:

notice-message-subject = رسالة جديدة في المعاملة { $number }
notice-message-body =
    وصلت رسالة جديدة في المعاملة { $number }.

notice-migrated-subject = تغيّرت نسخة الإجراء في المعاملة { $number }
notice-migrated-body =
    تسير المعاملة { $number } من الآن وفق نسخة أخرى من الإجراء. اقرأ في صفحتها ما الذي يعنيه ذلك لك.

notice-information-asked-subject = مطلوب منك شيء في المعاملة { $number }
notice-information-asked-body =
    تحتاج الدائرة إلى شيء منك لإتمام المهمة: { $task }
    في المعاملة { $number }. تجد في صفحتها ما هو المطلوب وإلى متى، وأن مهلة الدائرة متوقّفة حتى تجيب.

notice-information-given-subject = وصل الجواب في المعاملة { $number }
notice-information-given-body =
    أجاب صاحب الطلب عمّا سألته في المهمة: { $task }
    في المعاملة { $number }. استؤنفت المهلة بما بقي منها.

notice-information-lapsed-subject = انقضت مهلة الجواب في المعاملة { $number }
notice-information-lapsed-body =
    لم يصل جواب في الوقت المحدد للمهمة: { $task }
    في المعاملة { $number }. تتابع الدائرة العمل من دونه، واستؤنفت مهلتها.

notice-information-withdrawn-subject = لم يعد مطلوبًا منك شيء في المعاملة { $number }
notice-information-withdrawn-body =
    سُحب السؤال الذي وُجّه إليك للمهمة: { $task }
    في المعاملة { $number }. لا يلزمك أن تفعل شيئًا، واستؤنفت مهلة الدائرة.

notice-corrected-subject = صُحّحت هفوة في المعاملة { $number }
notice-corrected-body =
    صحّح الموظف هفوة كتابية في المهمة: { $task }
    في المعاملة { $number }. لا يتغيّر القرار نفسه، ويبقى ما كُتب أولًا ظاهرًا بجانب التصحيح.

notice-webhook-subject = أُنهي إرسال الأحداث إلى عنوان خارجي
notice-webhook-body =
    لم يقبل العنوان الذي تُرسل إليه أحداث المعاملات شيئًا منذ أيام، فأُنهي الإرسال إليه. تفاصيل ما لم يصل هنا، ويمكن إضافة العنوان من جديد بعد إصلاحه:

notice-new-device-subject = دخول إلى حسابك من جهاز جديد
notice-new-device-body =
    دخل أحدهم إلى حسابك من جهاز لم يُستعمل من قبل: { $task }
    إن كان ذلك منك فلا حاجة إلى شيء. وإلّا فيمكنك إنهاء تلك الجلسة هنا، ثم تأمين بريدك الإلكتروني:

notice-passkey-added-subject = أُضيف مفتاح مرور إلى حسابك
notice-passkey-added-body =
    أُضيف مفتاح مرور إلى حسابك: { $task }
    إن لم تكن هذه الإضافة منك فيمكنك إزالته هنا وإنهاء الجلسات الأخرى:

notice-passkey-removed-subject = أُزيل مفتاح مرور من حسابك
notice-passkey-removed-body =
    أُزيل مفتاح مرور من حسابك: { $task }
    إن لم تكن هذه الإزالة منك فيمكنك إنهاء الجلسات الأخرى هنا:

notice-code-subject = رمز الدخول: { $task }
notice-code-body =
    رمز الدخول هو { $task }
    يصلح لعشر دقائق. إن لم تطلبه فتجاهل هذه الرسالة. لن نطلب منك هذا الرمز بالهاتف أبدًا.

# برسالة قصيرة أو على الهاتف

short-news = جديد في المعاملة { $number }
short-phone-code = رمز تأكيد رقمك هو { $number }. يصلح لعشر دقائق.
