# لماذا قضت القاعدة بذلك

rule-and = {" "}و
rule-or = {" "}أو{" "}
rule-yes = نعم
rule-no = لا
rule-nothing = غير مذكور
rule-applies = طُبّقت القاعدة { $row }{ $law }.
rule-applies-because = طُبّقت القاعدة { $row } لأنّ { $because }{ $law }.
rule-other = لم تُطبّق القاعدة { $row }: { $fact }، وشرطها { $condition }.
rule-other-later = لم يُنظر في القاعدة { $row }: حسمت قاعدةٌ قبلها.
rule-more = ولم تُطبّق قواعد أخرى عددها { $count }.
rule-none = لا تنطبق أيّ قاعدة.
rule-several = تنطبق القواعد { $rows } معًا ولا يجوز إلا واحدة: فلا نتيجة.
rule-computed = «{ $name }» ناتج عن { $because }.
rule-result = نتيجة «{ $name }»: { $value }.
rule-others = لماذا لم تُطبّق القواعد الأخرى
rule-not = أيّ شيء غير { $value }
rule-at-least = { $low } على الأقل
rule-more-than = أكثر من { $low }
rule-at-most = { $high } على الأكثر
rule-less-than = أقل من { $high }
rule-closed = من { $low } إلى { $high }
rule-open-high = من { $low } إلى أقل من { $high }
rule-open-low = أكثر من { $low } وحتى { $high }
rule-open = أكثر من { $low } وأقل من { $high }
