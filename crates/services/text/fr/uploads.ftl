# Fichiers envoyés par morceaux

upload-sending = envoi en cours
upload-done = envoyé
upload-cut = Pas de connexion. L’envoi reprendra là où il s’est arrêté dès le retour du réseau.
upload-refused = refusé
upload-remove = Retirer
upload-kind = Ce fichier n’est pas d’un type accepté ici. Nous regardons le contenu, pas le nom.
upload-other = Le fichier arrivé n’est pas celui qui a été envoyé. Veuillez le choisir à nouveau.
