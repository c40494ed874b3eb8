# مكتب الموظف: قائمة العمل، وصفحة المهمة، وما يُطلب من صاحب الطلب
desk-open =
    { $count ->
        [zero] لا مهمة مفتوحة
        [one] مهمة واحدة مفتوحة
        [two] مهمتان مفتوحتان
        [few] { $count } مهام مفتوحة
        [many] { $count } مهمة مفتوحة
       *[other] { $count } مهمة مفتوحة
    }
desk-late =
    { $count ->
        [zero] لا مهمة متأخرة
        [one] واحدة متأخرة
        [two] اثنتان متأخرتان
        [few] { $count } متأخرة
        [many] { $count } متأخرة
       *[other] { $count } متأخرة
    }
desk-waiting =
    { $count ->
        [zero] لا مهمة بانتظار جواب
        [one] واحدة بانتظار جواب صاحبها
        [two] اثنتان بانتظار جواب أصحابهما
        [few] { $count } بانتظار جواب أصحابها
        [many] { $count } بانتظار جواب أصحابها
       *[other] { $count } بانتظار جواب أصحابها
    }
desk-next = التالية بحسب الموعد: { $task }
desk-paused = بانتظار صاحب الطلب
desk-paused-until = · حتى { $date } على الأكثر
desk-done = ما أُنجز في الأيام السبعة الأخيرة
desk-parts = في هذه الصفحة
desk-part-work = مهمتك
desk-measured-office = المدة نفسها من دون أيام انتظار صاحب الطلب
case-waited =
    { $days ->
        [zero] ، من دون أيّ يوم لانتظار صاحب الطلب
        [one] ، منها يوم واحد لانتظار صاحب الطلب
        [two] ، منها يومان لانتظار صاحب الطلب
        [few] ، منها { $days } أيام لانتظار صاحب الطلب
        [many] ، منها { $days } يومًا لانتظار صاحب الطلب
       *[other] ، منها { $days } يوم لانتظار صاحب الطلب
    }
case-with-asked = { $task } ({ $role }): المهلة متوقّفة حتى يجيب صاحب الطلب
question-ask = طلب شيء من صاحب الطلب
question-title = طلب شيء من صاحب الطلب
question-what = ما الذي تحتاج إليه؟
question-what-hint = يُرجى ذكر كلّ ما ينقص دفعة واحدة، وبكلمات يفهمها صاحب الطلب.
question-papers = أيّ مستندات؟
question-papers-hint = مستند في كلّ سطر، وعشرة على الأكثر.
question-until = إذا أُرسل الطلب الآن فالانتظار حتى { $date } على الأكثر. تتوقّف مهلتك حتى ذلك الحين، ويُبلَّغ صاحب الطلب بذلك.
question-left =
    { $count ->
        [zero] لا يجيز القانون سؤالًا آخر في هذه المهمة.
        [one] يجيز القانون سؤالًا واحدًا بعد في هذه المهمة.
        [two] يجيز القانون سؤالين بعد في هذه المهمة.
        [few] يجيز القانون { $count } أسئلة بعد في هذه المهمة.
        [many] يجيز القانون { $count } سؤالًا بعد في هذه المهمة.
       *[other] يجيز القانون { $count } سؤال بعد في هذه المهمة.
    }
question-no-more = لا يمكن السؤال الآن: هناك سؤال مفتوح، أو لم يعد القانون يجيز المزيد، أو انقضت مهلة المهمة.
question-send = إرسال السؤال
question-asked = أُرسل السؤال، ومهلة المهمة متوقّفة حتى يصل الجواب.
question-withdraw = سحب السؤال
question-withdraw-text = يُبلَّغ صاحب الطلب بأنه لم يعد مطلوبًا منه شيء، وتُستأنف مهلتك بما بقي منها.
question-reason = لماذا لم يعد ذلك لازمًا؟
question-withdraw-send = سحب
question-withdrawn = سُحب السؤال، واستؤنفت مهلة المهمة.
question-answer = الإجابة
question-answer-text = جوابك
question-files = ملفات
question-answer-until = يُرجى الجواب قبل { $date }. إن لم يصل جواب حتى ذلك الحين تابعت الدائرة من دونه.
question-answer-send = إرسال الجواب
question-answered = أُرسل جوابك، واستؤنفت مهلة الدائرة.
question-asked-you = الدائرة تطلب منك شيئًا
question-clock = مهلة الدائرة متوقّفة حتى تجيب.
question-waits = بانتظار جواب صاحب الطلب
question-waits-until = المهلة متوقّفة حتى يصل الجواب، إلى { $date } على الأكثر.
question-heading = ما طُلب من صاحب الطلب
question-row-asked = السؤال
question-row-answer = الجواب
question-row-withdrawn = سحبته الدائرة:
question-lapsed = لم يصل جواب في الوقت المحدد، فتابعت الدائرة من دونه.
question-text-required = يُرجى كتابة شيء قبل الإرسال
question-text-too-long = النصّ طويل جدًا: يُرجى اختصاره
question-documents-too-many = عشرة مستندات على الأكثر
question-documents-too-long = اسم كلّ مستند { 200 } حرف على الأكثر
question-reason-required = يُرجى ذكر السبب
question-reason-too-long = { 2000 } حرف على الأكثر
kind-information-asked = طلب شيء من صاحب الطلب
kind-information-given = جواب صاحب الطلب
kind-information-lapsed = انقضاء مهلة الجواب
kind-information-withdrawn = سحب سؤال
fact-information-asked = { $task }: طُلب شيء من صاحب الطلب، وتوقّفت المهلة
fact-information-given = { $task }: أجاب صاحب الطلب، واستؤنفت المهلة
fact-information-lapsed = { $task }: لم يصل جواب في الوقت المحدد، والعمل يستمر من دونه
fact-information-withdrawn = { $task }: سُحب السؤال، واستؤنفت المهلة
migration-task-asked = بانتظار ما طُلب من صاحب الطلب: يمكن نقل المعاملة متى وصل الجواب أو انتهى السؤال
correct-title = تصحيح هفوة كتابية
correct-text = يمكنك تصحيح هفوة كتابية حتى { $date }. يبقى ما كتبته أولًا في السجلّ وفي الصفحة مشطوبًا، ولا يتغيّر القرار ولا ما قامت به الإجراءات.
correct-value = ما النصّ الصحيح؟
correct-reason = ما الهفوة؟
correct-reason-hint = مثلًا: تبادل حرفان في اسم الشارع.
correct-send = تصحيح
correct-done = صُحّحت الهفوة، وسيُبلَّغ صاحب الطلب.
correct-offer = تصحيح هفوة كتابية: { $task }
correct-heading = هفوات صُحّحت
correct-before = القيد السابق
correct-old = كان النصّ:
correct-new = صار النصّ:
correct-value-required = يُرجى كتابة النصّ الصحيح
correct-value-too-long = النصّ طويل جدًا: يُرجى اختصاره
correct-value-unchanged = هذا هو النصّ الحالي
correct-value-does-not-fit = يطلب النموذج أكثر من هذا أو غيره: يُرجى الالتزام بما يطلبه
correct-reason-required = يُرجى ذكر الهفوة
correct-reason-too-long = { 2000 } حرف على الأكثر
kind-task-corrected = تصحيح هفوة كتابية
fact-task-corrected = { $task }: صُحّحت هفوة كتابية
