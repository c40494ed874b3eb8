# إيجاد خدمة، وما تقوله القواعد قبل التقديم
home-events = ماذا يحدث معك؟
event-services =
    { $count ->
        [zero] لا خدمات
        [one] خدمة واحدة
        [two] خدمتان
        [few] { $count } خدمات
        [many] { $count } خدمةً
       *[other] { $count } خدمة
    }
find-near = لا خدمة فيها كلّ هذه الكلمات. وهذه أقربها.
find-case = معاملة
find-case-number = المعاملة { $number }
find-case-text = أين وصلت، لمن له صفة فيها.
check-link = تحقّق قبل التقديم
check-title = تحقّق قبل التقديم: { $service }
check-heading = ماذا تقول القواعد؟
check-lead = أجب عن بضعة أسئلة، فتخبرك القواعد التي ستُقرّر بما يُتوقَّع. ولا حاجة إلى أن تقول من أنت.
check-go = اسأل القواعد
check-kept = لا يُحفظ شيء. إجاباتك في عنوان هذه الصفحة وحده، لتتمكّن من إرساله إلى غيرك.
check-more = سؤال آخر بناءً على ما أجبت:
check-again = تغيير الإجابات
check-incomplete = بعض الأسئلة بلا إجابة، أو لا تستطيع القواعد قراءة إجابتها.
check-yes = نعم، بحسب ما أجبت
check-yes-tag = تمنحه القواعد
check-yes-text = لا شيء في القواعد يمنع ذلك. وعلى الأوراق التي ترسلها أن تُثبت ما أجبت به.
check-no = لا، بحسب ما أجبت
check-no-tag = ترفضه القواعد
check-no-text = القواعد ترفض ذلك على هذه الحال. ولك أن تقدّم الطلب مع ذلك: تتلقّى عندئذ قرارًا معلَّلًا يمكنك الطعن فيه.
check-depends = سينظر موظّف في الأمر
check-depends-tag = يقرّره إنسان
check-depends-text = القواعد لا تمنح ولا ترفض من تلقاء نفسها. ومن ينظر يُختار بالقرعة.
check-rules = ما تقوله القواعد
check-read = قراءة هذه القواعد كاملة
check-apply = التقديم بهذه الإجابات
begin-checked = إجاباتك في التحقّق مملوءة سلفًا. ويمكنك تغيير كلّ منها.

event-having-a-child = استقبال مولود
event-having-a-child-text = ما يحتاج إليه المولود لدى الإدارة: قيود ونسخ ومساعدات.
event-studying = الدراسة
event-studying-text = أوراق ومساعدات للمدرسة والتدريب والجامعة.
event-looking-for-work = البحث عن عمل
event-looking-for-work-text = ما يعينك على إيجاد عمل، وما قد يطلبه صاحب العمل.
event-losing-a-job = فقدان العمل
event-losing-a-job-text = ما يحقّ لك عند انتهاء العمل.
event-looking-for-a-home = البحث عن مسكن
event-looking-for-a-home-text = الاستئجار والشراء والبناء، والمساعدة في الكلفة.
event-changing-relationship = الزواج أو الانفصال
event-changing-relationship-text = ما يتغيّر في السجلّات عند الزواج أو الانفصال.
event-driving = قيادة مركبة
event-driving-text = الرخص والتسجيل ورسوم المركبات.
event-travelling = السفر إلى الخارج
event-travelling-text = الأوراق اللازمة قبل السفر.
event-moving = تغيير السكن
event-moving-text = مَن تُبلغ وماذا يتغيّر عند الانتقال إلى عنوان جديد.
event-being-ill = المرض
event-being-ill-text = الرعاية والتأمين والمساعدة في أثناء المرض.
event-living-with-a-disability = العيش مع إعاقة
event-living-with-a-disability-text = حقوق وبطاقات ومساعدات لك ولمن يرعاك.
event-facing-an-emergency = مواجهة حالة طارئة
event-facing-an-emergency-text = بعد حريق أو فيضان أو كارثة أخرى.
event-facing-a-crime = بعد التعرّض لجريمة
event-facing-a-crime-text = التبليغ والحماية وجبر الضرر.
event-retiring = التقاعد
event-retiring-text = معاشك وما يتّصل به.
event-losing-a-relative = فقدان قريب
event-losing-a-relative-text = القيود والإرث والمساعدة بعد الوفاة.
event-starting-a-business = بدء نشاط تجاري
event-starting-a-business-text = الرخص والسجلّات والضرائب قبل اليوم الأوّل.
event-running-a-business = إدارة نشاط تجاري
event-running-a-business-text = ما تتطلّبه التغييرات والتجديد والتوسّع.
event-closing-a-business = إغلاق نشاط تجاري
event-closing-a-business-text = ما ينبغي إنهاؤه، وبأيّ ترتيب.
