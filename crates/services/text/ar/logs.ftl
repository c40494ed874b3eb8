# Archives and logs that cannot be reached, or were not as they should be.
archive-away = يتعذر حاليًّا الوصول إلى ملف هذه المعاملة المغلقة. لم يُفقد شيء: أعد المحاولة لاحقًا أو أخبر الدائرة.
nation-went-on = تراجع مرة ثم واصل
nation-never = لم يُستلم منه شيء
nation-never-text = لم يُوصَل إلى هذا السجلّ قط: ليس في السجلّ الوطني شيء منه بعد.
