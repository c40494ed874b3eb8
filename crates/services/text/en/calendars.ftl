# Calendars

account-calendar = Dates
account-calendar-hint = How days are shown to you. You may also type them in the Hijri calendar (Umm al-Qura).
account-calendar-gregorian = Gregorian only: { $day }
account-calendar-both = With the Hijri day beside: { $day }
account-calendar-error = Choose how dates are shown
field-error-hijri-year = { $label }: write the Hijri year with four digits, from { $first } to { $limit }
field-error-hijri-month = { $label }: write the Hijri month as a number from 1 to 12
field-error-hijri-day = { $label }: this Hijri month has { $limit } days, check the day
