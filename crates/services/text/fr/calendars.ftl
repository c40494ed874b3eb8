# Calendriers

account-calendar = Dates
account-calendar-hint = La façon dont les jours vous sont montrés. Vous pouvez aussi les saisir dans le calendrier hégirien (Oumm al-Qoura).
account-calendar-gregorian = Grégorien seulement : { $day }
account-calendar-both = Avec le jour hégirien à côté : { $day }
account-calendar-error = Choisissez la façon de montrer les dates
field-error-hijri-year = { $label } : écrivez l’année hégirienne en quatre chiffres, de { $first } à { $limit }
field-error-hijri-month = { $label } : écrivez le mois hégirien par un nombre de 1 à 12
field-error-hijri-day = { $label } : ce mois hégirien compte { $limit } jours, vérifiez le jour
