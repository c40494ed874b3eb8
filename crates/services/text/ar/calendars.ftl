# التقويمان

account-calendar = التواريخ
account-calendar-hint = طريقة عرض الأيام لك. ويمكنك أيضًا كتابتها بالتقويم الهجري (أم القرى).
account-calendar-gregorian = بالميلادي وحده: { $day }
account-calendar-both = ومعه اليوم الهجري: { $day }
account-calendar-error = يُرجى اختيار طريقة عرض التواريخ
field-error-hijri-year = { $label }: اكتب السنة الهجرية بأربعة أرقام، من { $first } إلى { $limit }
field-error-hijri-month = { $label }: اكتب الشهر الهجري رقمًا من 1 إلى 12
field-error-hijri-day = { $label }: عدد أيام هذا الشهر الهجري { $limit }، يُرجى التحقق من اليوم
