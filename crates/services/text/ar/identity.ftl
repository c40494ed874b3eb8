# الدخول بمزوّد هوية
identity-providers = بهوية لديك من قبل
identity-providers-text = تُثبت هناك من أنت، ثم تعود وقد سُجّل دخولك. ولا حاجة إلى رمز.
identity-continue = المتابعة عبر { $provider }
identity-confirm = التأكيد عبر { $provider }
identity-again = المحاولة مرة أخرى
identity-other-way = الدخول بطريقة أخرى
identity-to-account = إلى حسابك
identity-busy = عدد كبير من الأشخاص يسجّلون الدخول الآن. يُرجى المحاولة بعد لحظات.

identity-title-denied = لم يُسجَّل دخولك
identity-text-denied = وصلنا من { $provider } أنك لم توافق أو أنك توقّفت. لم يُشارَك أي شيء. يمكنك المحاولة مرة أخرى أو الدخول بطريقة أخرى.
identity-title-low = يلزم إثبات أقوى
identity-text-low = الإثبات الذي وصلنا من { $provider } لا يكفي لما تريد القيام به. يُرجى المحاولة مرة أخرى واختيار الطريقة الأقوى هناك، كالبطاقة أو تطبيقها.
identity-title-stale = انتهت محاولة الدخول هذه
identity-text-stale = إما أنها بدأت في متصفّح آخر، أو طالت أكثر مما ينبغي، أو سبق استعمالها. يُرجى البدء من جديد: لم يتغيّر شيء.
identity-title-unreachable = لا جواب من { $provider }
identity-text-unreachable = ليس هذا خطأً منك. يُرجى المحاولة بعد بضع دقائق، أو الدخول بطريقة أخرى.
identity-title-broken = تعذّر تسجيل دخولك عبر { $provider }
identity-text-broken = لم يجتز الجواب الذي وصلنا فحوصنا، فلم نستعمله. يُرجى المحاولة مرة أخرى. وإن تكرّر ذلك فيُرجى إبلاغ الدائرة والدخول بطريقة أخرى.
identity-title-taken = لهذا الحساب هوية أخرى
identity-text-taken = لا يُخلط أبدًا بين شخصين: هذه الهوية لدى { $provider } تؤدّي إلى حساب آخر، أو لحسابك هوية أخرى. يُرجى الدخول بطريقة أخرى، ثم مراجعة «الهويات» في حسابك.
identity-title-official = يُرجى الدخول بطريقتك المعتادة
identity-text-official = العنوان الوارد من { $provider } هو عنوان موظف مختص. حرصًا على السلامة يربط الموظفون هوياتهم بأنفسهم: يُرجى الدخول كالمعتاد ثم ربطها من «الهويات» في حسابك.
identity-title-another = هذه هوية أخرى
identity-text-another = أثبتَّ عبر { $provider } من أنت، لكن بهوية لا تخصّ هذا الحساب. لم يتغيّر شيء.

identity-title = الهويات
identity-lead = بهوية تحقّق منها مزوّد يمكنك الدخول من دون رمز، والقيام بما يحتاج إلى إثبات أقوى.
identity-none = لم تُربط أي هوية بعد
identity-none-text = دخولك الآن برمز أو بمفتاح مرور.
identity-yours = المرتبطة بحسابك
identity-add = ربط هوية أخرى
identity-add-text = بعد ذلك يمكنك الدخول بها أيضًا.
identity-link = ربط { $provider }
identity-link-title = ربط { $provider }
identity-link-text = تنتقل إلى { $provider }، وتُثبت هناك من أنت، ثم تعود إلى هنا.
identity-link-shared = نحفظ أنّ هذه الهوية لك، على شكل رمز لا يدلّ على أي شيء عنك. ولا يُخبَر أحد هناك بما تفعله هنا.
identity-linked = رُبطت الهوية. يمكنك الدخول بها من الآن.
identity-unlink = فكّ الربط
identity-unlinked = فُكّ ربط الهوية.
identity-only-way = لا سبيل آخر إلى حسابك. يُرجى أولًا إضافة مفتاح مرور أو هوية أخرى.

identity-out-title = سُجّل خروجك من هنا
identity-out-text = قد تبقى جلستك لدى { $provider } مفتوحة على هذا الجهاز. إن كان غيرك يستعمله فيُرجى تسجيل الخروج هناك أيضًا.
identity-out-there = تسجيل الخروج من { $provider }
identity-out-home = إلى الصفحة الأولى

kind-identity-linked = رُبطت هوية بحساب
kind-identity-unlinked = فُكّ ربط هوية
