# Avis après la clôture d’un dossier : deux questions, par jeton aveugle.

nav-feedback = Ce qu’en disent les usagers

# Sur la page d’un dossier clos

feedback-offer = Votre dossier est clos. Deux questions à son sujet, auxquelles vous répondez sans que personne puisse savoir que c’est vous.
feedback-offer-link = Dire comment cela s’est passé

# Avant les questions

feedback-title = Comment cela s’est-il passé ?
feedback-lead = Deux questions : comment cela s’est passé, et si l’on vous a demandé quelque chose en plus des frais.
feedback-untied = Votre réponse est gardée sans votre nom et sans votre dossier. L’administration et ses responsables ne voient que ce que tout le monde voit.
feedback-untied-more = Vous recevez d’abord un jeton qui dit seulement : une personne dont le dossier a été clos ici peut répondre une fois. Vous répondez ensuite avec le jeton, sans votre nom.
feedback-blind = Votre appareil crée le jeton et le fait signer sans le montrer. Ce que nous signons et ce que vous enverrez plus tard n’ont rien en commun : nous ne pouvons pas les relier non plus, quel que soit le calcul.
feedback-plain = Votre navigateur n’exécute pas de script : c’est notre ordinateur qui crée le jeton pour vous.
feedback-plain-more = Il ne garde rien qui relie votre réponse à votre dossier. Mais qui modifierait les programmes de cet ordinateur pourrait l’observer pendant que vous répondez. Avec JavaScript activé, votre appareil s’en charge lui-même.
feedback-go = Aller aux questions
feedback-failed = Cela n’a pas fonctionné. Rien n’est perdu : réessayez dans un moment. Si cela échoue encore, la clé de l’administration n’est pas celle qui est montrée à tous ; dans ce cas, ne répondez pas.
feedback-had = Le jeton de ce dossier a été remis.
feedback-had-more = Il y en a un par dossier. Si vous ne l’avez pas encore utilisé, il se trouve sur l’appareil avec lequel vous l’avez demandé.
feedback-had-go = Continuer vers les questions
feedback-see = Voir ce qu’en disent les usagers
feedback-how-title = Comment votre anonymat est préservé
feedback-how-1 = Votre appareil tire un jeton au hasard, le cache sous un autre nombre aléatoire et fait signer le tout (signature aveugle, RFC 9474). Chaque dossier clos reçoit une seule signature, et cela est inscrit au registre.
feedback-how-2 = Votre appareil retire le nombre qui cachait. La signature reste valable, et aucun calcul ne mène du jeton à ce qui a été signé.
feedback-how-3 = Votre réponse part plus tard, à un moment aléatoire, sans votre session. Nous ne gardons avec elle ni heure ni adresse, et une seule ligne par semaine où les réponses sont mêlées.
feedback-how-4 = Les réponses sont inscrites et publiées une fois par semaine, seulement lorsqu’au moins cinq sur le même service et la même administration sont réunies.
feedback-how-limits = Ce que cela ne peut cacher : que votre dossier a été clos ici, et ce que tous ont dit ensemble. Si tout le monde dit la même chose, on le sait de chaque personne qui a répondu. Votre appareil reçoit son script de cet ordinateur ; le script est public et chacun peut le comparer, et qui ne se fie à aucun de nos scripts peut faire de même avec son propre programme. Enfin, cet ordinateur est joint par le réseau : qui ne veut pas être vu en train d’envoyer peut utiliser une autre connexion.

# Les questions

feedback-questions = Deux questions sur votre dossier clos
feedback-keeps = Vos réponses restent d’abord sur cet appareil. Elles en partent plus tard, à un moment aléatoire, sans votre nom.
feedback-none = Il n’y a pas de jeton sur cet appareil.
feedback-none-more = Le jeton vient de la page de votre dossier clos. Ouvrez le dossier et suivez le lien qui s’y trouve.
feedback-none-go = Mes dossiers
feedback-plain-now = Votre jeton est dans cette page. Répondez maintenant : il n’est gardé nulle part, et il n’y en a pas d’autre.
feedback-how-was = Comment cela s’est-il passé ?
feedback-how-was-5 = Très bien
feedback-how-was-4 = Bien
feedback-how-was-3 = Ni bien ni mal
feedback-how-was-2 = Mal
feedback-how-was-1 = Très mal
feedback-asked = Vous a-t-on demandé quelque chose en plus des frais ?
feedback-asked-hint = De l’argent, un cadeau ou un service, demandé par qui que ce soit : un agent, ou quelqu’un qui proposait son aide.
feedback-asked-yes = Oui
feedback-asked-no = Non
feedback-asked-unsaid = Je préfère ne pas le dire
feedback-done = Terminer
feedback-send = Envoyer les réponses
feedback-error-how = Choisissez comment cela s’est passé
feedback-error-asked = Choisissez si l’on vous a demandé quelque chose
feedback-error-both = Répondez aux deux questions, s’il vous plaît. Vous pouvez choisir « Je préfère ne pas le dire ».
feedback-error-key = Cette clé n’existe pas.
feedback-error-forged = Ce jeton n’a pas été signé par la clé de l’administration.
feedback-error-spent = Ce jeton a déjà été utilisé. On ne répond qu’une fois pour chaque dossier clos.
feedback-refused = Ce jeton n’est pas valable

# Ensuite

feedback-thanks = Merci
feedback-thanks-lead = Votre réponse compte comme celle de tous les autres.
feedback-waits = Votre réponse est encore sur cet appareil.
feedback-waits-more = Elle part d’elle-même dans les douze heures, pendant qu’une page de ce site est ouverte sur cet appareil, ou la prochaine fois que vous en ouvrez une ; et pas avant que cinq personnes aient reçu leur jeton, afin que le vôtre en soit un parmi d’autres. Un moment aléatoire dit peu sur qui a envoyé. Vous pouvez aussi l’envoyer plus tôt ; qui observe cet ordinateur pourrait alors deviner d’après l’heure.
feedback-send-now = Envoyer maintenant
feedback-next = La suite
feedback-next-1 = Votre réponse attend, sans rien à côté d’elle, la fin de la semaine.
feedback-next-2 = Elle est publiée lorsqu’au moins cinq réponses sur le même service et la même administration sont réunies.
feedback-next-3 = Personne dans l’administration ne la voit avant le public, ni n’en voit davantage.

# Ce qui est publié

feedback-results = Ce qu’en disent les usagers
feedback-results-lead = Après la clôture d’un dossier, deux questions sont posées au demandeur. Personne ne sait qui répond ; ce qui est répondu est montré ici.
feedback-empty = Rien n’est encore publié
feedback-empty-text = Les réponses paraissent une fois par semaine, dès que cinq sur le même service et la même administration sont réunies.
feedback-few = Trop peu de réponses pour l’instant
feedback-few-text = Rien n’est publié avant que cinq réponses soient réunies. Leur nombre n’est montré à personne, et elles n’entrent dans aucune somme.
feedback-cells = Par service et par administration
feedback-cell = { $service } ({ $office })
feedback-all = Tous ensemble
feedback-answers =
    { $count ->
        [one] { $count } réponse
       *[other] { $count } réponses
    }
feedback-in-100 = { $n } sur 100
feedback-says-asked = À { $n } personnes sur 100, on a demandé quelque chose en plus des frais
feedback-says-asked-few = À moins d’une personne sur 100, on a demandé quelque chose en plus des frais
feedback-says-asked-none = On n’a rien demandé en plus des frais à ceux qui ont répondu
feedback-says-good = { $n } personnes sur 100 disent que cela s’est bien ou très bien passé
feedback-says-good-few = Moins d’une personne sur 100 dit que cela s’est bien passé
feedback-says-good-none = Aucune des personnes qui ont répondu ne dit que cela s’est bien passé
feedback-asked-what = Service et administration
feedback-asked-value = Plus demandé, sur 100
feedback-good-what = Service et administration
feedback-good-value = Bien ou très bien, sur 100
feedback-beyond-what = Quelque chose demandé en plus des frais
feedback-beyond-value = Réponses
feedback-how-what = Comment cela s’est passé
feedback-how-value = Réponses
feedback-batches = Quand les réponses sont venues
feedback-batches-text = Les chiffres sont les sommes de ces lots. Chacun compte cinq réponses ou plus et constitue une inscription au registre.
feedback-batch-day = Inscrit le
feedback-batch-count = Réponses
feedback-batch-asked = Plus demandé
feedback-batch-proof = Preuve
feedback-receipt = Récépissé
feedback-check = Vérifiez vous-même
feedback-check-1 = Chaque réponse figure au registre avec un jeton que seul un dossier clos a pu obtenir. L’exploitant de ce site ne peut ajouter de réponses sans que cela se voie : chaque jeton est une inscription, et il n’y a jamais plus de réponses que de jetons.
feedback-check-2 = Chaque chiffre est une somme de lots entiers de cinq ou plus. Aucune soustraction entre publications ne laisse moins de cinq personnes.
feedback-check-3 = À partir des données ouvertes, vous pouvez recalculer chaque chiffre et vérifier chaque signature.
feedback-csv = Décomptes (CSV)
feedback-json = Toutes les réponses (JSON)
feedback-keys = Les clés (JSON)
