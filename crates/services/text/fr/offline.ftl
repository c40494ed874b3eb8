# Ce que dit un téléphone sans réseau, et ce qui y est conservé

offline-title = Pas de connexion
offline-text = Votre téléphone ou votre ordinateur n’a pas de réseau en ce moment, ou le service ne peut être joint.
offline-do-wait = Vérifiez si le réseau est revenu, puis réessayez. Attendre ne fait rien perdre.
offline-do-kept = Une demande commencée sur cet appareil peut être remplie jusqu’au bout sans réseau : elle figure dans la liste ci-dessous.
offline-do-sent = Si vous étiez en train d’envoyer autre chose, il n’est pas certain que ce soit arrivé. Vérifiez une fois la connexion rétablie, avant de l’envoyer une seconde fois.
offline-again = Réessayer

kept-title = Conservé sur cet appareil
kept-text = Les demandes commencées sur cet appareil, et les réponses que le service n’a pas encore reçues.
kept-list = Demandes sur cet appareil
kept-none = Il n’y a aucune demande sur cet appareil.
kept-rules = Ce qui est conservé ici disparaît une fois envoyé, à la déconnexion, ou au bout de sept jours. Sur un appareil partagé, déconnectez-vous ou retirez-le.
kept-waiting = Des réponses sont conservées sur cet appareil et ne sont pas encore envoyées.
kept-see = Voir ce qui est conservé
kept-sign-out = Des réponses sur cet appareil ne sont pas encore envoyées. La déconnexion les efface. Se déconnecter ?

outbox-sending = Connexion rétablie : envoi de vos réponses…
outbox-sent = Vos réponses sont enregistrées auprès du service. La demande elle-même n’est pas encore envoyée : c’est la dernière étape.
outbox-onward = Continuer
outbox-away = Pas encore envoyé ; conservé sur cet appareil. Dès le retour du réseau, vos réponses seront enregistrées auprès du service.
outbox-cut = Pas de connexion. Continuez comme d’habitude : ce que vous saisissez est conservé sur cet appareil jusqu’au retour du réseau.
outbox-signin = Vos réponses sont toujours sur cet appareil. Connectez-vous à nouveau pour qu’elles soient enregistrées auprès du service.
outbox-signinlink = Se connecter
outbox-trouble = Certaines réponses n’ont pas pu être enregistrées auprès du service. Elles sont toujours sur cet appareil.
outbox-see = Voir ce qu’il faut faire
outbox-forget = Les réponses de cet appareil qui ne sont pas encore envoyées seront effacées. Ce que le service a reçu reste. Les retirer ?
outbox-mine = Utiliser ce que j’ai saisi ici
outbox-theirs = Abandonner, garder ce qui est enregistré
outbox-remove = Retirer de cet appareil
outbox-nothing = Toutes les réponses sont enregistrées auprès du service.
outbox-goon = Continuer
outbox-state-waiting = pas encore envoyée
outbox-state-changed = Cette page a été modifiée entre-temps sur un autre appareil. Saisi ici :
outbox-state-refused = Le service n’a pas pu l’accepter :
outbox-state-gone = La demande n’existe plus : elle a été supprimée, ou envoyée depuis un autre appareil.

kept-form-hint = Remplir le formulaire sans réseau
kept-form-text = Toutes les questions de cette demande, conservées sur cet appareil. Les réponses sont vérifiées à l’envoi.
kept-form-if = Ne répondez que si cela vous concerne.
kept-form-later = Est calculé à l’envoi de vos réponses.
kept-form-continue = Conserver et continuer
kept-form-check = La suite
kept-form-check-text = Rien n’est envoyé au service sans vous. Dès le retour du réseau, vos réponses sont enregistrées comme brouillon et vérifiées. Elles vous sont ensuite toutes montrées, avec ce qui a été calculé ; vous les relisez, et envoyez la demande vous-même.
kept-form-pages = Conservées sur cet appareil et pas encore envoyées :
kept-form-mistakes = Veuillez revoir cette page avant de continuer.
kept-form-ready = Vos réponses sont enregistrées auprès du service. Relisez-les, puis envoyez la demande au bas de cette page.
kept-file-refused = Certains fichiers conservés sur l’appareil n’ont pas été acceptés : { $what }

problem-draft-changed = Cette page a été modifiée ailleurs entre-temps
problem-draft-changed-do = Rien n’a été enregistré. Regardez ce qui est enregistré maintenant, puis décidez quelles réponses sont les bonnes.
