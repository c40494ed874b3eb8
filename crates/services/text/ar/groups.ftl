# الأسئلة نفسها عن كل واحد من عدّة

group-add = إضافة
group-add-another = إضافة آخر
group-remove = إزالة
group-blank = اترك ما لا تحتاج إليه فارغًا.
group-label = { $item }: { $label }
group-answer = { $label }: { $value }
group-between = ؛{" "}
group-files = اختر ملفاتك من جديد قبل الإرسال: عادت الصفحة من دونها.
