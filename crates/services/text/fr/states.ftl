# Une réponse modifiée à deux endroits : les deux versions, et un choix
outbox-here = Saisi sur cet appareil
outbox-saved = Enregistré auprès du service
outbox-differs = différent
outbox-no-answer = Pas de réponse
