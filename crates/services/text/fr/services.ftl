# Les mots des pages des usagers et des agents. Chaque clé existe en ar, en et fr.

nav-services = Services
nav-cases = Mes dossiers
nav-work = Liste de travail
nav-overview = Vue d’ensemble
nav-verify = Vérifier un reçu
nav-record = Le registre
nav-demo = Personnes de démonstration

role-applicant = Demandeur
role-office = Administration
answer-yes = Oui
answer-no = Non
answer-none = –
refusal-erased = Le contenu a été effacé, à la demande de la personne concernée ou au terme de sa conservation. Sa place dans le registre demeure.

## Accueil
home-page = Services publics
home-title = Adressez-vous à l’administration. Voyez chaque étape.
home-lead = Faites votre demande en quelques minutes. Personne ne choisit qui décide de votre dossier, et chaque étape entre dans un registre public que nul ne peut réécrire.
home-search = Chercher un service
home-services = Services
home-found =
    { $count ->
        [0] Rien trouvé pour « { $query } »
        [one] { $count } service pour « { $query } »
       *[other] { $count } services pour « { $query } »
    }
home-none = Essayez un autre mot, ou voyez tous les services.
home-all = Tous les services
home-promises = Ce sur quoi vous pouvez compter
home-draw-title = Personne ne choisit votre dossier
home-draw-text = Le système tire l’agent au sort. Chacun peut refaire le calcul du tirage.
home-record-title = Rien n’est réécrit
home-record-text = Chaque étape est une inscription dans un registre public. Vous recevez un reçu pour chacune.
home-time-title = Le temps est mesuré
home-time-text = Nous montrons le délai promis et le délai réel, tiré du registre lui-même.
home-check-title = Vous n’avez pas à nous croire
home-check-text = Les reçus se vérifient sur votre propre ordinateur, avec des logiciels écrits par d’autres.

## Un service
service-start = Commencer
service-who-heading = Qui peut demander
service-need-heading = Ce qu’il vous faut
service-need-nothing = Aucun document n’est nécessaire.
service-document-if = (si cela vous concerne)
service-time-heading = Combien de temps cela prend
service-facts-heading = Bon à savoir
service-fee-heading = Frais
service-result-heading = Ce que vous recevez
service-law-heading = Loi
service-appeal-heading = Si vous n’êtes pas d’accord
service-version-heading = Version de la procédure
service-how-heading = Comment cela se passe
service-how-apply = Vous répondez à un groupe de questions par page. Vos réponses sont enregistrées au fur et à mesure.
service-how-draw = Le système tire au sort les agents qui traitent votre dossier. Ils ne peuvent ni le choisir, ni l’échanger, ni le laisser de côté.
service-how-follow = Vous suivez chaque étape et vous voyez qui a lu vos données.
service-how-check = Vous pouvez vérifier vous-même chaque étape grâce à son reçu.
service-days =
    { $days ->
        [0] Moins d’un jour ouvrable
        [one] { $days } jour ouvrable
       *[other] { $days } jours ouvrables
    }
service-promised-days =
    { $days ->
        [one] Promis : { $days } jour ouvrable
       *[other] Promis : { $days } jours ouvrables
    }
service-promised = promis par l’administration
service-measured =
    { $count ->
        [one] durée réelle du seul dossier des douze derniers mois
       *[other] durée que la moitié des { $count } dossiers des douze derniers mois n’a pas dépassée
    }
service-ninth = durée que neuf dossiers sur dix n’ont pas dépassée
service-unmeasured = Aucun dossier n’a été clos ces douze derniers mois : rien n’a pu être mesuré.
service-open =
    { $count ->
        [0] Aucun dossier n’est en cours.
        [one] { $count } dossier est en cours.
       *[other] { $count } dossiers sont en cours.
    }
service-departures = Les agents se sont écartés de la recommandation des règles dans { $departed } des { $decided } tâches accomplies.

## Avant la demande
begin-title = Avant de commencer : { $service }
begin-drafts = Reprendre une demande enregistrée
begin-draft = Enregistrée le { $time }
begin-draft-state = Pas encore envoyée
begin-need = Ce qu’il faut avoir sous la main
begin-need-text = Des photos ou des numérisations suffisent (PDF, PNG ou JPEG) :
begin-saved = Vos réponses sont enregistrées après chaque page. Vous pouvez vous arrêter à tout moment et revenir.
begin-start = Commencer une nouvelle demande

## L’assistant
apply-continue = Continuer
apply-later = Enregistrer et revenir plus tard
apply-check-step = Vérifier vos réponses
apply-check-title = Vérifiez vos réponses
apply-send-title = Envoyer votre demande
apply-send-text = En l’envoyant, vous confirmez que vos réponses sont exactes à votre connaissance. Elle devient une inscription au registre et vous recevez un reçu.
apply-send = Envoyer la demande
apply-delete-title = Je ne veux pas l’envoyer
apply-delete-text = Vos réponses et vos fichiers sont supprimés. Rien n’a été envoyé : rien n’est dans le registre.
apply-delete = Supprimer ces réponses
draft-saved = Enregistré. Vous pouvez continuer quand vous voulez.
draft-deleted = Les réponses ont été supprimées.
form-change = Modifier
form-confirm = Veuillez confirmer
form-computed = Calculé à partir de vos réponses.
form-computed-later = Calculé dès que les questions ci-dessus ont une réponse.
form-no-answer = Sans réponse
form-remove-file = Retirer
form-file-empty = { $label } : le fichier { $name } est vide. Choisissez-en un autre.
form-file-large = { $label } : le fichier { $name } dépasse 10 Mo. Choisissez-en un plus petit, ou numérisez-le avec une résolution plus basse.
form-file-kind = { $label } : { $name } n’est pas d’un type accepté ici. Nous regardons le contenu, pas le nom. Enregistrez-le dans l’un des types indiqués et choisissez-le de nouveau.

field-error-required = { $label } : répondez à cette question
field-error-too-short = { $label } : écrivez au moins { $limit } caractères
field-error-too-long = { $label } : écrivez au plus { $limit } caractères
field-error-minimum = { $label } : la valeur doit être d’au moins { $limit }
field-error-maximum = { $label } : la valeur doit être d’au plus { $limit }
field-error-pattern = { $label } : comparez avec l’exemple, quelque chose diffère
field-error-format = { $label } : vérifiez comment c’est écrit
field-error-email = { $label } : saisissez une adresse comme nom@example.org
field-error-type = { $label } : nous ne pouvons pas lire cette réponse, écrivez-la autrement
field-error-choice = { $label } : choisissez l’une des réponses
field-error-too-few = { $label } : donnez-en au moins { $limit }
field-error-too-many = { $label } : donnez-en au plus { $limit }
field-error-unknown = { $label } : ce formulaire n’a pas ce champ
field-error-custom = { $label } : cette réponse ne va pas avec les autres
field-error-missing-file = { $label } : joignez de nouveau le fichier
field-error-departure-reason = { $label } : votre décision s’écarte de la recommandation des règles, dites pourquoi. Un second agent le lira.
field-error-too-large = { $label } : le fichier est trop grand
field-error-before-start = { $label } : ce jour précède le premier jour

## Après l’envoi
submitted-title = Demande envoyée
submitted-promised =
    { $days ->
        [one] L’administration promet une décision sous { $days } jour ouvrable. Le temps s’arrête quand elle attend votre réponse.
       *[other] L’administration promet une décision sous { $days } jours ouvrables. Le temps s’arrête quand elle attend votre réponse.
    }
submitted-receipt = Votre reçu
submitted-receipt-text = Gardez le fichier. Il prouve ce que vous avez envoyé et quand, même si ce site disparaissait. Le code mène à la même inscription.
submitted-download = Télécharger le reçu
submitted-qr = Code QR qui mène à la vérification de cette inscription
submitted-next = La suite
submitted-next-draw = Le système tire au sort un agent pour la première étape. Vous voyez qui pouvait être tiré au sort, et la preuve.
submitted-next-follow = Vous pouvez suivre chaque étape et écrire à l’administration sur la page du dossier.
submitted-next-mail = Nous vous écrivons quand il vous est demandé quelque chose et quand une décision est prise.
submitted-follow = Suivre le dossier

## Dossiers
cases-title = Mes dossiers
cases-drafts = Pas encore envoyés
cases-sent = Envoyés
cases-none = Vous n’avez pas encore de dossier
cases-none-text = Quand vous faites une demande, vous la trouvez ici avec chacune de ses étapes.
cases-start = Voir les services
cases-line = { $number } · envoyé le { $date }
cases-due = · promis pour le { $date }
status-yours = Vous attend
status-open = À l’administration
status-paused = Le temps est arrêté
status-incident = Arrêté par une panne
status-closed = Clos
status-erased = Effacé

case-number = Dossier
case-status = État
case-outcome = Issue
case-opened = Envoyé
case-worked = Durée
case-due = Promis pour le
case-paused = Le temps est arrêté jusqu’à la réponse
case-now = En ce moment
case-with = { $task } ({ $role })
case-with-nobody = { $task } ({ $role }) : personne n’est disponible, le tirage attend
case-do = Le faire maintenant
case-do-by = À faire au plus tard le { $date }.
case-certificate = Afficher et imprimer
case-timeline = Ce qui s’est passé
case-earlier = Étapes précédentes
case-all = Montrer toutes les inscriptions, même les petites
case-fewer = Ne montrer que les étapes principales
case-draw = Comment l’agent a été tiré au sort
case-messages = Messages
case-no-messages = Pas encore de message.
case-message = Écrire un message
case-message-send = Envoyer le message
case-message-sent = Le message a été envoyé.
case-message-required = Écrivez quelque chose avant d’envoyer
case-message-too-long = Écrivez au plus 5 000 caractères
case-documents = Documents
case-no-documents = Aucun document.
case-sent = Ce qui a été envoyé

action-confirm = Oui, le faire
action-leave = Non, tout laisser en l’état
action-warning = Cela ne peut pas être annulé.
action-done = C’est fait. C’est dans le registre.

## Inscriptions
entry-caption = Inscription du dossier
entry-index = Numéro dans le registre
entry-time = Heure
entry-kind = Type
entry-receipt-text = Le reçu prouve cette inscription à lui seul : à vous, à un tribunal, à quiconque, sans nous consulter.
entry-body = Ce que dit l’inscription, mot pour mot
entry-proof = Preuve
entry-proof-text =
    { $count ->
        [0] L’inscription est la seule du registre : elle est la racine même.
        [one] Une seule empreinte mène de cette inscription à la racine que le registre a signée.
       *[other] { $count } empreintes mènent de cette inscription à la racine que le registre a signée.
    }
entry-proof-hashes = Les empreintes du chemin
entry-checkpoint = Le point de contrôle signé
entry-verify = Vérifier un reçu ici, ou sans nous

fact-case-opened = Demande reçue
fact-task-assigned = { $task } : tâche confiée ({ $role })
fact-task-waiting = { $task } : personne n’est disponible ({ $role })
fact-task-declined = { $task } : rendue, une autre personne est tirée au sort
fact-task-reminded = { $task } : un rappel a été envoyé
fact-task-overdue = { $task } : l’échéance est dépassée
fact-task-completed = { $task } : fait ({ $role })
fact-task-lapsed = { $task } : le délai légal est passé, la loi a décidé
fact-rule-decided = { $task }
fact-service-done = { $task }
fact-timer-fired = Le moment est venu : { $task }
fact-message-correlated = { $message }
fact-incident-raised = Arrêté par une panne : { $task }
fact-incident-retried = Un nouvel essai a été fait
fact-clock-paused = Le temps de l’administration est arrêté
fact-clock-resumed = Le temps de l’administration reprend
fact-certificate-issued = Certificat { $number } délivré
fact-case-closed = Clos : { $outcome }
fact-message-sent = Message de : { $from }
fact-document-added = Document ajouté : { $name }
fact-data-read = Dossier lu ({ $role })
fact-access-refused = Quelqu’un a demandé ce dossier sans y avoir droit : accès refusé
fact-notice-queued = Notification : { $subject }
fact-notice-sent = Une notification a été remise
fact-notice-failed = Une notification n’a pas pu être remise
fact-due = À faire au plus tard le { $date }.
fact-departed = La décision s’écarte de la recommandation des règles. Motif :

kind-log-created = Le registre commence
kind-clock-jumped = L’horloge a sauté
kind-clock-compared = L’horloge a été comparée
kind-pack-deployed = Une procédure entre en vigueur
kind-person-registered = Quelqu’un est inscrit
kind-person-changed = Quelqu’un a modifié ses données
kind-role-granted = Un rôle est donné
kind-role-revoked = Un rôle est retiré
kind-absence-declared = Une absence est déclarée
kind-absence-ended = Une absence prend fin
kind-interest-declared = Un intérêt est déclaré
kind-passkey-added = Une clé d’accès est ajoutée
kind-passkey-removed = Une clé d’accès est retirée
kind-session-opened = Quelqu’un s’est connecté
kind-case-opened = Une demande est reçue
kind-task-assigned = Une tâche est confiée
kind-task-waiting = Une tâche attend quelqu’un
kind-task-declined = Une tâche est rendue
kind-task-reminded = Un rappel
kind-task-overdue = Une échéance est dépassée
kind-task-completed = Une tâche est accomplie
kind-task-lapsed = Un délai légal est passé
kind-rule-decided = Une règle a décidé
kind-service-done = Le système a fait une étape
kind-timer-fired = Un moment est venu
kind-message-correlated = Un message a fait avancer le dossier
kind-incident-raised = Une panne a arrêté le dossier
kind-incident-retried = Ce qui s’est arrêté est essayé de nouveau
kind-clock-paused = Le temps s’arrête
kind-clock-resumed = Le temps reprend
kind-certificate-issued = Un certificat est délivré
kind-case-closed = Un dossier est clos
kind-message-sent = Un message
kind-document-added = Un document est ajouté
kind-data-read = Des données ont été lues
kind-access-refused = Un accès a été refusé
kind-notice-queued = Une notification est à envoyer
kind-notice-sent = Une notification a été remise
kind-notice-failed = Une notification n’a pas pu être remise
kind-case-erased = Un dossier est effacé
kind-person-erased = Les données d’une personne sont effacées

## Tirages
draw-title = Comment quelqu’un a été tiré au sort : { $task }
draw-text = Toutes les personnes du service ayant ce rôle ont été prises en compte ({ $role }). Qui a plus de tâches en cours a moins de chances. Les agents figurent par numéro : les noms ne sont pas publiés.
draw-holds = Le tirage est régulier
draw-holds-text = Il vient d’être recalculé à partir de la seule inscription.
draw-fails = Le tirage n’est pas régulier
draw-candidates = Qui pouvait être tiré au sort
draw-official = Agent
draw-load = Tâches en cours
draw-result = Résultat
draw-chosen = Tiré au sort
draw-not-chosen = Non tiré
draw-excluded-absent = Hors tirage : absence
draw-excluded-applicant = Hors tirage : est le demandeur
draw-excluded-conflict = Hors tirage : a déclaré un intérêt
draw-excluded-acted = Hors tirage : a déjà agi sur ce dossier
draw-excluded-declined = Hors tirage : a rendu la tâche
draw-excluded-overload = Hors tirage : trop de tâches en cours
draw-proof = Preuve
draw-proof-text = Le sort est une fonction aléatoire vérifiable (RFC 9381) sur ce que le demandeur a envoyé. Sa clé était fixée avant le dossier : personne ne pouvait choisir le résultat, pas même l’exploitant.
draw-element = Étape de la procédure
draw-visit = Passage / nouveau tirage
draw-content = Empreinte de ce qui a été envoyé
draw-whole = Le tirage entier, à recalculer

## Certificats
certificate-qr = Code QR qui mène à la page publique de ce certificat
certificate-check = Lisez le code pour voir si ce certificat est valable.
certificate-issued = Délivré le
certificate-until = Valable jusqu’au
certificate-for-good = Sans limite
certificate-number = Numéro
certificate-service = Service
certificate-holds = Ce certificat a été délivré et il est valable aujourd’hui
certificate-ended = Ce certificat a été délivré, mais il n’est plus valable
certificate-compare = Comparez le numéro et les dates avec le papier que vous avez devant vous. Le reste est prouvé par son reçu : demandez le fichier à son titulaire.
certificate-verify = Vérifier le reçu

## Tâches
task-due = À faire au plus tard le
task-recommended = Ce que les règles recommandent
task-departure = Vous pouvez décider autrement. Vous donnez alors un motif, un second agent est tiré au sort pour confirmer, et cela compte dans les statistiques publiques.
task-why = Pourquoi : { $task }
task-rule = Règle
task-rule-version = Version des règles
task-rule-value = Résultat
task-rule-entry = Inscription
task-rule-inputs = Ce que la règle a reçu
task-no-form = Confirmez que cela a été fait.
task-send = Envoyer
task-decide = Décider et accomplir la tâche
task-decline = Je ne peux pas faire cette tâche
task-write = Écrire au demandeur
task-case = La page du dossier et ses étapes
task-sent = Envoyé. Le dossier continue.
task-done = Fait. Le dossier continue, et l’inscription est au registre.
decline-title = Rendre la tâche
decline-text = Une autre personne est tirée au sort. Votre motif est une inscription au registre, et vous ne participerez plus au tirage de cette tâche.
decline-reason = Pourquoi ne pouvez-vous pas la faire ?
decline-hint = Par exemple : je connais le demandeur.
decline-send = La rendre
decline-done = La tâche a été rendue, et une autre personne est tirée au sort.
decline-required = Dites pourquoi vous ne pouvez pas la faire
decline-too-long = Écrivez au plus 2 000 caractères

work-title = Liste de travail
work-lead = Le sort vous a attribué ces tâches. Personne ne peut vous en retirer ni en ajouter à la main. La plus urgente vient en premier.
work-none = Rien à faire
work-none-text = Le sort ne vous a attribué aucune tâche en ce moment. Nous vous écrivons dès qu’il y en a une.
work-line = { $service } · { $number } · rôle : { $role }
work-due = · au plus tard le { $date }
work-open = En cours
work-soon = Échéance proche
work-overdue = En retard

overview-title = Vue d’ensemble
overview-lead = Ce qui demande de l’attention dans votre service. Vous ne décidez d’aucun dossier : c’est l’affaire du tirage et des agents. Ce qu’une panne a arrêté, vous le réparez avec un second responsable.
overview-late = Échéance dépassée
overview-late-none = Aucune tâche n’est en retard.
overview-waiting = Personne n’a pu être tiré au sort
overview-waiting-none = Chaque tâche a quelqu’un.
overview-stopped = Arrêtés par une panne
overview-stopped-none = Aucun dossier n’est arrêté.
overview-undelivered = Notifications non remises
overview-undelivered-none = Toutes les notifications ont été remises.
overview-no-deadline = Sans échéance
overview-given-up = Abandonné
overview-next = Prochain essai le { $date }

## Vérifier
verify-title = Vérifier un reçu
verify-lead = Déposez un reçu : nous disons, maillon par maillon, s’il est valable. Aucune connexion n’est nécessaire, et le fichier n’est pas gardé.
verify-file-heading = Avec le fichier du reçu
verify-file = Reçu
verify-file-hint = Le fichier que vous avez téléchargé : receipt-….json
verify-paste = Ou coller son texte
verify-paste-label = Le texte du reçu
verify-check = Vérifier
verify-code-heading = Avec le code
verify-code = Code
verify-code-hint = Il figure à côté du code QR, par exemple 1234-7K3M-9QXA.
verify-look = Chercher
verify-no-code = Ce n’est pas un code. Comparez avec le reçu : un nombre, puis deux groupes de quatre lettres ou chiffres.
verify-unknown-code = Le registre n’a pas d’inscription sous ce code. Comparez-le avec le reçu, signe par signe.
verify-known = Le registre contient cette inscription
verify-known-text =
    { $size ->
        [one] Elle vient d’être prouvée contre le point de contrôle signé sur { $size } inscription. Ce qu’elle dit n’est connu que des personnes concernées.
       *[other] Elle vient d’être prouvée contre le point de contrôle signé sur { $size } inscriptions. Ce qu’elle dit n’est connu que des personnes concernées.
    }
verify-leaf = Empreinte de la feuille
verify-holds = Le reçu est valable
verify-holds-signed =
    { $size ->
        [one] Ce registre a signé un point de contrôle sur { $size } inscription.
       *[other] Ce registre a signé un point de contrôle sur { $size } inscriptions.
    }
verify-holds-included = L’inscription en fait partie, à la place et à l’heure indiquées.
verify-holds-body = Ce qu’elle dit est ce qui a été inscrit, à la lettre.
verify-holds-history =
    { $size ->
        [one] Le registre commence toujours par ces inscriptions ; il en compte { $size } aujourd’hui.
       *[other] Le registre commence toujours par ces inscriptions ; il en compte { $size } aujourd’hui.
    }
verify-holds-draw = Le tirage qu’elle contient a été recalculé : il est régulier.
verify-holds-witnesses =
    { $count ->
        [one] { $count } témoin indépendant a signé aussi.
       *[other] { $count } témoins indépendants ont signé aussi.
    }
verify-holds-stamp = { $authority } a signé que son point de contrôle existait le :
verify-fails-stamp = L’horodatage qu’il contient n’est pas valable : il a été changé, ou il est celui d’un autre point de contrôle.
verify-national-unchecked = Il contient aussi une preuve par un registre national, que cette page ne vérifie pas. Ceci la vérifie :
verify-holds-policy = Ils suffisent selon la règle de cette administration.
verify-holds-no-policy = Ils ne suffisent pas encore selon la règle de cette administration. Pour une inscription récente, il faut quelques secondes : téléchargez alors de nouveau son reçu.
verify-fails = Le reçu n’est pas valable
verify-fails-file = Le fichier n’est pas un reçu, ou il a été coupé ou modifié.
verify-fails-signature = Le point de contrôle n’a pas été signé par ce registre.
verify-fails-place = La preuve appartient à un autre registre ou à une autre inscription.
verify-fails-inclusion = Les empreintes ne mènent pas à la racine signée.
verify-fails-body = Ce qu’il dit n’est pas ce qui a été inscrit : le texte a été changé après coup.
verify-fails-history = Ce registre n’est pas la suite de celui du reçu. Si vous n’avez pas modifié le fichier, gardez-le et montrez-le au tribunal, à la presse ou à une association : c’est une preuve.
verify-fails-draw = Le tirage qu’il contient n’est pas régulier.
verify-fails-do = Téléchargez de nouveau le reçu sur la page du dossier et comparez. Si le nouveau est valable et le vôtre non, le fichier était abîmé.
verify-without = Sans nous
verify-without-text = Vous n’avez pas à croire cette page. Sur votre propre ordinateur, sans réseau :
verify-without-other = Un reçu est un tlog-proof C2SP accompagné de l’inscription. Tout logiciel qui suit cette spécification le vérifie aussi.
verify-record = Comment fonctionne le registre, et sa clé

record-title = Le registre
record-lead = Chaque étape de chaque dossier est une inscription dans une seule liste. Nul ne peut en changer ou en retirer une sans que cela se voie : ni un agent, ni un ministre, ni qui exploite cette machine.
record-what = Comment il fonctionne
record-entry = Une inscription dit qui a fait quoi, dans quel dossier et quand. Seules les personnes concernées peuvent la lire.
record-leaf = Une empreinte de l’inscription, sa feuille, est publiée. Elle ne dit rien du contenu.
record-tree = Toutes les feuilles forment un seul arbre d’empreintes. Sa racine change dès qu’une seule d’entre elles change.
record-sign = La racine est signée et publiée. Qui en garde une ancienne peut prouver à tout moment si la liste a été réécrite.
record-now = Le registre aujourd’hui
record-origin = Nom
record-size = Inscriptions
record-vkey = Clé qui le signe
record-draw-key = Clé des tirages au sort
record-read = Le lire vous-même
record-read-text = Le registre est publié sous la forme C2SP tlog-tiles. Chacun peut le copier en entier.
record-address = Adresse
record-holds = Ce qui s’y trouve
record-holds-checkpoint = Le dernier point de contrôle signé
record-holds-tile = Les empreintes de l’arbre, par 256
record-holds-entries = Les feuilles, par 256
record-check = Le vérifier
record-check-text = Avec un reçu, vous pouvez vérifier que votre inscription est au registre, ici ou sans nous.

## Connexion
sign-in-title = Se connecter
sign-in-why = Nous vous envoyons un code par courriel. Il n’y a pas de mot de passe. Si vous n’avez pas encore de compte, cela le crée.
sign-in-email = Adresse électronique
sign-in-email-hint = Par exemple nom@example.org
sign-in-email-error = Saisissez une adresse électronique, comme nom@example.org
sign-in-send = M’envoyer un code
sign-in-demo = Ceci est une démonstration : vous pouvez aussi être l’une de ses personnes.
sign-in-demo-link = Choisir quelqu’un
sign-in-passkey-title = Avec une clé d’accès
sign-in-passkey-text = Si vous avez ajouté une clé d’accès, votre appareil vous connecte sans code.
sign-in-passkey = Se connecter avec une clé d’accès
sign-in-passkey-failed = Cela n’a pas fonctionné. Réessayez, ou connectez-vous avec un code.
sign-in-code-title = Saisissez le code
sign-in-sent = Si l’adresse est juste, nous venons d’envoyer huit chiffres à
sign-in-code = Code
sign-in-code-hint = Huit chiffres. Le code est valable dix minutes.
sign-in-code-error = Ce code n’est pas juste, ou il est trop ancien. Vérifiez-le ou demandez-en un autre.
sign-in-button = Se connecter
sign-in-no-code = Je n’ai pas reçu de code
sign-in-again-text = Cela peut prendre une minute. Regardez dans le courrier indésirable et vérifiez l’adresse.
sign-in-again = Demander un autre code

## Compte
account-title = Mon compte
account-email = Adresse électronique :
account-name = Nom
account-name-hint = Le nom sous lequel nous vous écrivons ; il est repris dans vos demandes.
account-name-error = Écrivez au plus { $limit } caractères
account-language = Langue des messages
account-language-hint = La langue dans laquelle nous vous écrivons.
account-language-error = Choisissez une langue
account-save = Enregistrer
account-saved = Vos données ont été enregistrées.
account-passkeys = Clés d’accès
account-passkeys-text = Avec une clé d’accès, vous vous connectez par le verrou de votre appareil : doigt, visage ou code. Rien de secret ne quitte l’appareil.
account-passkeys-script = Pour ajouter une clé d’accès, activez JavaScript. Les codes par courriel fonctionnent sans.
account-passkeys-full = Vous avez atteint le nombre de clés d’accès possible. Retirez-en une avant d’en ajouter une autre.
account-passkey = Clé d’accès
account-passkey-label = Son nom, par exemple : mon téléphone
account-passkey-add = Ajouter une clé d’accès
account-passkey-added = La clé d’accès a été ajoutée.
account-passkey-remove = Retirer
account-passkey-removed = La clé d’accès a été retirée.
account-yours = Vos données
account-readings = Qui a lu mes données
account-duty = Absences et intérêts
account-erase = Effacer mes données

readings-lead = Chaque fois qu’un agent ouvre l’un de vos dossiers, c’est une inscription au registre. Chaque tentative de quelqu’un qui n’y a pas droit l’est aussi.
readings-none = Personne n’a encore lu vos dossiers
readings-none-text = Dès que quelqu’un le fait, vous le voyez ici.
readings-when = Quand
readings-who = Qui
readings-case = Dossier
readings-proof = Preuve
readings-refused = Quelqu’un qui n’y a pas droit (accès refusé)

erase-what = Votre nom, votre adresse et ce que vous avez envoyé deviennent illisibles pour tous, pour toujours : leur clé est détruite.
erase-proofs = Le registre garde ses empreintes, qui ne disent rien de vous. Vos reçus restent valables.
erase-law = Les dossiers en cours doivent d’abord prendre fin, ou être retirés par vous.
erase-final = Votre session prend fin, et la même adresse recommence à zéro.
erase-sure = Le voulez-vous ?
erase-sure-yes = Oui, effacer mes données pour toujours
erase-sure-error = Cochez la case si vous voulez que vos données soient effacées
erase-open = Ce n’est pas encore possible : un dossier est en cours, ou vous travaillez pour l’administration.
erase-button = Effacer mes données
erase-done = Vos données sont effacées

duty-absence = Absences
duty-absence-text = Pendant votre absence, vous n’êtes dans aucun tirage. Vos tâches en cours sont de nouveau tirées au sort quand elle commence.
duty-from = Premier jour d’absence
duty-until = Dernier jour d’absence
duty-date-error = Saisissez un jour, un mois et une année
duty-order = Le dernier jour est avant le premier
duty-absence-button = Déclarer l’absence
duty-absence-done = L’absence est déclarée.
duty-return = Mettre fin à cette absence
duty-return-done = L’absence a pris fin.
duty-interest = Intérêts
duty-interest-text = Nommez les entreprises ou personnes sur les dossiers desquelles vous ne devez pas décider. Vous ne participez pas aux tirages de ces dossiers. Seule une empreinte de la déclaration est gardée.
duty-subject = Numéro de registre ou adresse électronique
duty-subject-hint = Par exemple 2019-04512
duty-subject-error = Saisissez un numéro de registre ou une adresse électronique
duty-why = Pourquoi
duty-interest-button = Déclarer l’intérêt
duty-interest-done = L’intérêt est déclaré.

## Démonstration
demo-title = Personnes de démonstration
demo-lead = Faites une demande à la place d’un usager. Décidez à la place de l’agent que le sort a désigné. Puis vérifiez le reçu.
demo-citizens = Usagers
demo-officials = Agents
demo-enter = Continuer en tant que { $name }
demo-warning = Ces personnes et leur administration sont inventées. Tout le reste est réel : le tirage, le registre, les preuves.
demo-citizen = Usager
demo-clerk = Agent chargé de la recevabilité
demo-inspector = Inspecteur
demo-officer = Agent chargé des licences
demo-cashier = Régisseur de recettes
demo-archivist = Archiviste
demo-registrar = Officier du registre
demo-supervisor = Responsable du service

api-file = Ce n’est pas le base64 d’un fichier PDF, PNG, JPEG, WebP, ODT ou DOCX
api-idempotency-reused = Cette Idempotency-Key a déjà servi pour une autre requête. Prenez une nouvelle clé pour chaque écriture.
field-error-file-kind = { $label } : ce type de fichier n’est pas accepté ici
kind-session-refused = Quelqu’un a essayé de se connecter avec des codes faux

## Pictures of a case and of a service
case-way = Le parcours de ce dossier
case-used =
    { $promised ->
        [one] { $used } jour ouvrable écoulé sur { $promised }
       *[other] { $used } jours ouvrables écoulés sur { $promised }
    }
why-title = Pourquoi
service-chart = Délai promis et délais mesurés, en jours ouvrables
service-chart-what = Quoi
service-chart-days = Jours ouvrables
draw-chance = Chance
draw-percent = { $n } %

task-more = Votre réponse amène d’autres questions. Répondez-y aussi. Rien n’a encore été envoyé.

## Rules
nav-rules = Règles
service-rules-heading = Les règles de ce service
service-rules = Le système décide ou recommande selon ces règles. Chacun peut les lire et les essayer.
rules-title = Règles
rules-lead = Les règles sont du droit : chacun peut les lire et essayer ce qu’elles décident. Rien de ce qui est essayé n’est conservé.
rules-none = Aucun service n’a encore de règles.
rules-version = Version { $version }
rules-try = Essayer les règles
rules-try-hint = Répondez à ce qui vous intéresse. Ce qui manque compte comme non renseigné.
rules-decide = Voir ce que décident les règles
rules-result = Résultat
rules-tables = Les tableaux
rules-versions = Versions
rules-shown = affichée ici
rules-current = en vigueur
rules-compare = Comparer deux versions sur des dossiers déjà décidés
rules-json = Sous forme de données (JSON)
rules-stopped = La décision a été interrompue : elle demande plus de travail que ce qui est permis ici.
rules-number = Règle
rules-law = Base légale
rules-applied = appliquée
rules-any = indifférent
rules-iso-hint = Selon ISO 8601, par exemple 14:30:00, 2026-12-01T14:30:00 ou P3M
rules-feel-hint = Une expression FEEL ou du JSON, par exemple 12, "food", true ou {"{"}"area": 60{"}"}
rules-no-number = Indiquez un nombre, par exemple 60 ou 12.5
rules-no-date = Indiquez un jour qui existe, par exemple 27 11 2026
rules-no-iso = Écrivez-le selon ISO 8601, par exemple 14:30:00 ou P3M
rules-no-choice = Choisissez l’une des réponses
rules-no-feel = Ce n’est pas une expression FEEL : ligne { $line }, caractère { $column } : { $cause }
rules-file = Essayer un fichier de règles
rules-file-title = Un fichier de règles
rules-file-lead = Vérifier un fichier DMN et essayer ce qu’il décide. Rien n’est déployé ni conservé.
rules-file-field = Fichier DMN
rules-file-hint = DMN 1.1 à 1.6, 256 Ko au plus
rules-file-look = Vérifier le fichier
rules-file-missing = Choisissez un fichier DMN
rules-file-large = Ce fichier dépasse 256 Ko
rules-refused = Ce fichier ne peut pas fonctionner : voyez ce que la vérification trouve.
rules-no-decision = Ce fichier ne contient aucune décision.
rules-which = Quelle décision ?
rules-show = Afficher
rules-findings = Ce que la vérification trouve
rules-no-findings = La vérification ne trouve aucune erreur.
rules-error = Erreur
rules-warning = Avertissement
rules-place = ligne { $line }, caractère { $column }
rules-compare-title = Comparer deux versions des règles
rules-compare-lead = « { $task } » : lesquels des dossiers décidés jusqu’ici auraient une autre issue ?
rules-compare-with = Comparer avec
rules-compare-file = Le fichier choisi ci-dessous
rules-compare-read = Chaque dossier modifié qui s’affiche compte comme lu par vous ; la personne concernée le voit.
rules-compare-do = Comparer
rules-compare-result = Ce qui change
rules-compare-unknown = Cette version ne contient pas cette décision
rules-before = Cette version
rules-after = L’autre version
rules-because = Règle { $row } de « { $table } »
rules-compare-count =
    { $cases ->
        [one] { $changed } dossier décidé sur { $cases } aurait une autre issue.
       *[other] { $changed } des { $cases } dossiers décidés auraient une autre issue.
    }
rules-compare-rest =
    { $count ->
        [one] { $count } autre dossier modifié n’est pas affiché.
       *[other] { $count } autres dossiers modifiés ne sont pas affichés.
    }
rules-same = Les mêmes règles s’appliquent, avec un autre résultat.

## Le dessin d’une démarche
drawing-title = { $service } : la démarche en dessin
drawing-region = Le dessin. Il est plus large que la page : faites-le défiler de côté pour tout voir.
drawing-show = Montrer toute la démarche en dessin
drawing-case = Montrer où en est ce dossier sur un dessin de la démarche
drawing-done = Étape faite
drawing-here = Le dossier est ici
drawing-now = ici
drawing-go = Y aller sur le dessin : { $task }
drawing-later = Pas atteinte
drawing-words = La même chose en mots : le parcours de ce dossier
drawing-wait-short = Attente courte
drawing-wait-long = Attente longue
drawing-passed = Combien de fois l’étape a été faite
steps-heading = Les étapes, et l’attente à chacune
steps-task = Étape
steps-who = Qui s’en charge
steps-passed = Nombre de fois
steps-wait = La moitié a pris au plus
steps-few = Moins de cinq dossiers
steps-short = moins d’un jour ouvrable
steps-system = Toutes les autres étapes sont faites par le système, sans intervention de personne : il décide selon les règles publiées, demande et avise.
steps-measured =
    { $count ->
        [one] Mesuré sur 1 dossier clos de cette version de la démarche.
       *[other] Mesuré sur les { $count } derniers dossiers clos de cette version de la démarche.
    }
steps-unmeasured = Il n’y a pas encore de durées : elles s’affichent dès que cinq dossiers clos de cette version les appuient.
steps-mark =
    { $passed ->
        [one] faite une fois, en { $wait }
       *[other] faite { $passed } fois ; la moitié a pris au plus { $wait }
    }

## Les dossiers arrêtés, et leur réparation
stopped-list = Dossiers arrêtés par une panne
stopped-list-lead = Chacun attend là où il s’est arrêté jusqu’à ce que la panne soit réparée. Réessayer demande une personne, tout le reste deux.
stopped-list-line = { $number }, depuis le { $date }
stopped-list-waiting =
    { $count ->
        [one] { $count } proposition attend une seconde personne
       *[other] { $count } propositions attendent une seconde personne
    }
stopped-list-all = Tous les dossiers arrêtés, et ce qui peut être fait
stopped-see = Voir ce qui l’a arrêté et ce qui peut être fait
stopped-title = Ce dossier a été arrêté par une panne
stopped-over = Ce dossier n’est pas arrêté
stopped-over-text = Il se poursuit. Ce qui a été fait est indiqué ci-dessous et dans le déroulement du dossier.
stopped-at = Arrêté à : { $task }
stopped-nowhere = aucune étape en particulier
stopped-since = Depuis
stopped-why = Pourquoi
stopped-text = Ce que dit le système
stopped-entry = Dans le registre
stopped-entry-link = L’inscription de cette panne
stopped-drawing = Où il se trouve dans la procédure
stopped-case = La page du dossier
stopped-why-no-way = Après cette étape, aucune voie n’est ouverte : aucune condition n’est remplie, et aucune ne vaut pour les autres cas. Le plus souvent, une valeur manque ou n’est pas celle que la procédure attend.
stopped-why-expression = Une condition, un délai ou une liste de la procédure n’a pas pu être calculé, le plus souvent parce qu’une valeur n’est pas du bon type.
stopped-why-rule = Les règles n’ont pas pu décider, le plus souvent parce qu’une valeur n’est pas du bon type.
stopped-why-service = Le système n’a pas pu faire cette étape, le plus souvent parce qu’une valeur n’est pas du bon type.
stopped-why-task = Cette tâche ne peut être confiée à personne : la procédure n’en dit pas assez.
stopped-why-lapse = Le délai légal de cette tâche a expiré, et ce que la loi en tire n’a pas pu être calculé.
stopped-why-timer = Un moment est venu, après lequel la procédure continuerait sans fin.
stopped-why-endless = La procédure enchaîne les étapes automatiques et n’attend jamais.
stopped-why-other = L’étape n’a pas pu être faite.
drawing-stopped = Le dossier s’est arrêté ici
mend-title = Réparer
mend-this = Réparer celle-ci
mend-lead = Tout ce que vous faites ici est inscrit au registre. La personne qui a fait la demande le lit, avec votre motif et sans votre nom.
mend-retry = Réessayer
mend-retry-text = Rien n’est changé. Tout ce qui s’est arrêté dans ce dossier est essayé une fois de plus, car la cause peut avoir disparu.
mend-retry-reason = Pourquoi réessayez-vous ?
mend-set = Fixer une valeur
mend-set-text = Un second responsable doit le confirmer. Puis la valeur est fixée, et ce qui s’est arrêté est essayé de nouveau. Les réponses des formulaires et les décisions des agents ne peuvent pas être fixées.
mend-variables = Les valeurs qui peuvent être fixées, telles qu’elles sont
mend-no-variables = Ce dossier n’a pas encore de valeurs propres.
mend-name = Quelle valeur ?
mend-other = Ou un autre nom
mend-other-hint = Pour une valeur qui manque. Lettres, chiffres et _, { $limit } au plus.
mend-value = La nouvelle valeur
mend-value-hint = En JSON ou en FEEL : un texte est entre guillemets droits, comme "open" ; les nombres, true, false et les listes ne le sont pas.
mend-why = Pourquoi est-ce juste ?
mend-propose = Proposer
mend-move = Déplacer le dossier vers une autre étape
mend-move-text = Un second responsable doit le confirmer. Ce qui était commencé à l’étape présente est abandonné. Aucune étape n’est offerte qui omettrait ce qu’une personne doit faire.
mend-move-none = Le dossier ne peut pas être déplacé d’ici sans omettre ce qu’une personne doit faire.
mend-to = Vers quelle étape ?
mend-reason-hint = La personne qui a fait la demande le lit : des mots simples, aucun nom.
mend-waiting = Attend une seconde personne
mend-past = Proposé auparavant
mend-own = Vous l’avez proposé : une autre personne doit le confirmer.
mend-confirm = Confirmer et le faire maintenant
mend-refuse = Refuser
mend-refuse-reason = Si vous refusez : pourquoi ?
mend-withdraw = Retirer
mend-where = Arrêté à
mend-by = Proposé par
mend-by-you = Vous
mend-by-other = Un autre responsable
mend-at = Le
mend-since = Le
mend-reason = Motif
mend-state = Ce qu’il en est advenu
mend-state-confirmed = Confirmé et fait
mend-state-refused = Refusé
mend-state-withdrawn = Retiré
mend-state-void = Caduc : le dossier avait avancé ou avait été essayé de nouveau
mend-old = Maintenant
mend-new = Ensuite
mend-none = Aucune valeur de ce nom
mend-does-set = « { $name } » devient { $value }.
mend-does-move = Le dossier passe de « { $from } » à « { $to } ».
mend-retried = Un nouvel essai a été fait. Ci-dessous, où en est le dossier.
mend-proposed = Votre proposition est au registre. Elle est faite quand un second responsable la confirme.
mend-confirmed = C’est fait. Ci-dessous, où en est le dossier.
mend-refused = La proposition a été refusée.
mend-withdrawn = La proposition a été retirée.
mend-moved-on = Rien n’a été fait : le dossier n’est plus tel que vous l’avez lu. Voici comment il est maintenant.
mend-both = Soit des valeurs sont fixées, soit le dossier est déplacé, pas les deux
mend-barred-applicant = C’est votre propre dossier. Vous pouvez lire cette page, mais d’autres le réparent.
mend-barred-drawn = Vous avez été tiré au sort pour une tâche de ce dossier. Vous pouvez lire cette page, mais d’autres le réparent.
mend-barred-interest = Vous avez déclaré un intérêt dans ce dossier. Vous pouvez lire cette page, mais d’autres le réparent.
mend-error-reason-required = Donnez un motif
mend-error-reason-too-long = Le motif est trop long : 2 000 caractères au plus
mend-error-name-required = Choisissez une valeur ou écrivez son nom
mend-error-name-name = Écrivez le nom avec des lettres, des chiffres et _ seulement, en commençant par une lettre
mend-error-name-too-long = Le nom est trop long
mend-error-name-too-many = Fixez 20 valeurs au plus à la fois
mend-error-name-twice = Nommez chaque valeur une fois
mend-error-name-of-a-person = C’est ce qu’une personne a rempli. Nul autre ne peut le fixer.
mend-error-value-required = Écrivez la nouvelle valeur
mend-error-value-feel = Ceci ne peut pas être lu. Un texte est entre guillemets droits, comme "open"
mend-error-value-no-value = Ceci ne donne aucune valeur. Un texte est entre guillemets droits, comme "open" ; écrivez null si vous voulez dire aucune
mend-error-value-limit = Ceci prend trop de temps à calculer
mend-error-value-too-long = La valeur est trop longue
mend-error-value-same = Elle a déjà cette valeur
mend-error-to-required = Choisissez une étape
mend-error-to-not-there = Le dossier ne peut pas être déplacé vers cette étape
fact-incident-passed = Ce qui l’avait arrêté est passé : { $task }
fact-mend-proposed = Proposé contre la panne : { $what }
fact-mend-confirmed = La panne a été réparée par deux responsables : { $what }
fact-mend-refused = Un second responsable n’a pas accepté la proposition
fact-mend-withdrawn = La proposition a été retirée
kind-incident-passed = Ce qui avait arrêté un dossier est passé
kind-mend-proposed = Une réparation est proposée
kind-mend-confirmed = Une réparation est confirmée et faite
kind-mend-refused = Une réparation est refusée
kind-mend-withdrawn = Une réparation est retirée
service-mended =
    { $count ->
        [one] Dans { $count } dossier, deux responsables ont réparé ce qu’une panne avait arrêté.
       *[other] Dans { $count } dossiers, deux responsables ont réparé ce qu’une panne avait arrêté.
    }

## Cases between versions of a procedure
overview-versions = Quelle version suit chaque dossier en cours
versions-title = Versions et dossiers en cours
versions-lead = Un dossier suit la version de la procédure avec laquelle il a commencé. Il ne passe à une autre que si l’exploitant le propose et que vous le confirmez ; les deux figurent au registre.
versions-proposed = Propositions de déplacer des dossiers
versions-proposed-none = Rien n’a été proposé.
versions-order = { $service } : de la version { $from } à la { $to }
versions-version = Version
versions-since = Mise en vigueur
versions-running = Dossiers en cours
versions-plan = Ce que leur déplacement changerait
versions-current = Nouveaux dossiers
versions-none = Rien à déplacer
versions-to = vers { $version }
versions-from = de { $version }
plan-title = De la version { $from } à la { $to }
plan-lead = Ce que deviendrait chaque dossier en cours. Regarder ne change rien.
plan-none = Aucun dossier ne suit l’ancienne version.
plan-count = Sur cette page : { $moves } peuvent passer, { $stays } non.
plan-files = Les fichiers qui diffèrent
plan-file-added = Nouveau :
plan-file-gone = Supprimé :
plan-file-changed = Modifié :
plan-stays = Dossiers qui restent où ils sont
plan-moves = Dossiers qui peuvent passer
plan-at = Il attend à : { $step }
plan-nothing = Rien ne change pour lui.
plan-unreadable = Le dossier numéro { $id } du registre ne peut être ouvert.
migration-state = État
migration-state-proposed = Vous attend
migration-state-confirmed = Confirmée
migration-state-refused = Refusée
migration-reason = Pourquoi
migration-proposed = Proposée
migration-decided = Décidée
migration-plan = Ce qu’elle ferait
migration-decide = Votre décision
migration-decide-text = Les règles changent pour des personnes dont le dossier est en cours. Lisez d’abord le plan ci-dessous. Votre décision figure au registre sous votre numéro, et les demandeurs voient dans leur dossier qu’il a été déplacé et pourquoi.
migration-answer = Les dossiers peuvent-ils être déplacés ?
migration-answer-required = Dites si les dossiers peuvent être déplacés
migration-confirm = Oui, je confirme
migration-refuse = Non, ils restent sur leur version
migration-why = Votre motif
migration-why-hint = Il est conservé dans le registre.
migration-reason-required = Donnez votre motif
migration-reason-too-long = Le motif ne peut dépasser 2 000 caractères
migration-send = Inscrire au registre
migration-confirmed-done = Confirmé. L’exploitant peut maintenant déplacer les dossiers.
migration-refused-done = Refusé. Chaque dossier reste sur sa version.
migration-mapping = Ce qui est mis en correspondance à la main
migration-again = Compté à nouveau :
migration-means = Ce que cela signifie pour vous
migration-nothing = Rien ne change pour vous : les étapes à venir, les délais et la personne chargée de votre dossier restent les mêmes.
migration-rest = Tout le reste demeure inchangé.
migration-task-again = cette étape revient au rôle { $role } et non plus au rôle { $before } : une nouvelle personne est tirée au sort
migration-task-applicant = cette étape revient au rôle { $role } et non plus au rôle { $before }
migration-deadline-kept = { $now } jours ouvrables au lieu de { $before } : le délai en cours reste le { $due }
migration-deadline-again = le délai est compté à nouveau : { $due } ; il était au { $before }
migration-deadline-new = a désormais un délai : { $due }
migration-deadline-gone = n’a plus de délai ; il était au { $before }
migration-overdue-else = en cas de retard, suit { $now } et non plus { $before }
migration-late-nothing = rien
migration-late-escalation = un avis aux superviseurs
migration-late-tacit-approval = l’accord tacite
migration-late-tacit-refusal = le refus tacite
migration-form-else = a un autre formulaire : { $form }, auparavant { $before }
migration-form-asks = le formulaire « { $form } » demande en plus : { $fields }
migration-form-asks-no-more = le formulaire « { $form } » ne demande plus : { $fields }
migration-form-asks-else = le formulaire « { $form } » demande autrement : { $fields }
migration-sent-lacks = Le formulaire de demande « { $form } » pose des questions qui n’ont pas été posées à ce dossier : { $fields }
migration-promise-kept = { $now } jours ouvrables sont promis au lieu de { $before } : ce qui a été promis à ce dossier reste le { $due }
migration-reads = La nouvelle version utilise { $name }, que ce dossier n’a pas
migration-step-added = cette étape peut suivre, ce qui n’était pas le cas
migration-step-gone = cette étape ne suivra plus
migration-no-task = quelqu’un a cette tâche, et la nouvelle version n’en dit rien
migration-no-start-form = Ce qui a été envoyé est conservé sous { $before }, et la nouvelle version lit { $now }
migration-becomes = s’appelle { $id } dans la nouvelle version
migration-called = a un nouveau nom : { $name }
migration-awaited = { $event } est désormais attendu : { $on }
migration-awaited-no-more = { $event } n’est plus attendu : { $on }
migration-awaited-else = { $event } attend désormais { $now }, et non plus { $before }
migration-timer-kept = la règle du minuteur { $event } est { $now } et était { $before } : le minuteur en cours reste au { $due }
migration-timer-again = le minuteur { $event } est compté à nouveau dès maintenant : { $now } ; il était au { $due }
migration-interrupts = { $event } l’interrompt désormais
migration-interrupts-no-more = { $event } la laisse désormais se poursuivre
migration-repeated-later = sera répétée autrement la prochaine fois
migration-repeated-else = est répétée { $now } et l’était { $before } : { $done } sur { $planned } sont faites, et celles qui étaient prévues demeurent
migration-exchanges = échange d’autres données avec ce qu’elle appelle
migration-other-sub-process = est { $now } et était { $before }
migration-undone-by = serait annulée par { $now } et non par { $before }
migration-unexplored = a plus de suites possibles qu’on n’en examine : on ne sait pas si chacune s’achève
migration-unknown-before = figure dans la correspondance, mais pas dans l’ancienne version
migration-unknown-now = figure dans la correspondance, mais pas dans la nouvelle version
migration-no-process = la nouvelle version n’a pas de processus { $id }
migration-no-element = la nouvelle version n’a pas d’étape { $id } : la correspondance doit dire où le dossier se poursuit
migration-other-kind = { $id } est { $now } dans la nouvelle version et était { $before }
migration-other-place = { $id } est dans un autre processus ou sous-processus de la nouvelle version
migration-other-call = a appelé { $before }, en cours, et appelle { $now } dans la nouvelle version
migration-repeated-while-running = est répétée autrement dans la nouvelle version alors qu’elle est en cours
migration-no-flow = le dossier est arrivé ici par { $flow }, que la nouvelle version n’a pas
migration-not-undone = a été faite et pouvait être annulée par { $before }, ce que la nouvelle version ne permet pas
migration-undoes-else = est en train d’annuler ce qui a été fait, et annulerait autre chose
migration-stuck = le dossier y attendrait sans fin
migration-doubled = ce qui suit serait fait deux fois
migration-endless = à partir de là, le dossier ne pourrait jamais s’achever
fact-case-migrated = La version de la procédure est passée de { $from } à { $to }
kind-migration-proposed = Le déplacement de dossiers vers une autre version est proposé
kind-migration-decided = Une proposition de déplacer des dossiers est confirmée ou refusée
kind-case-migrated = Un dossier suit une autre version de sa procédure
steps-system-count =
    { $count ->
        [one] faite une fois
       *[other] faite { $count } fois
    }
## Work outside: calls, workers, registers
fact-call-queued = { $task } : { $host } est interrogé
fact-call-answered = { $task } : l’autre système a répondu ({ $status })
fact-call-failed = { $task } : l’autre système n’a pas donné de réponse utilisable
fact-job-queued = { $task } : en attente d’un programme
fact-job-locked = { $task } : un programme s’en charge et a reçu ce dont il a besoin
fact-job-extended = { $task } : le programme a besoin de plus de temps
fact-job-completed = { $task } : fait par un programme
fact-job-failed = { $task } : le programme n’a pas pu le faire
fact-register-published = { $task } : publié au répertoire public
kind-call-queued = Un autre système est interrogé
kind-call-answered = Un autre système a répondu
kind-call-failed = Un appel à un autre système a échoué
kind-job-queued = Un travail attend un programme
kind-job-locked = Un programme a pris un travail
kind-job-extended = Un programme garde un travail plus longtemps
kind-job-completed = Un programme a fait son travail
kind-job-failed = Un programme n’a pas pu faire son travail
kind-register-published = Une ligne est publiée dans un répertoire public
kind-worker-added = Un programme reçoit un jeton
kind-worker-revoked = Le jeton d’un programme est retiré
field-error-out-of-bounds = Cette valeur est hors des limites
field-error-too-deep = Cette valeur est trop imbriquée
field-error-unusable = La procédure ne peut pas utiliser ce résultat
field-error-unknown-code = La procédure ne connaît pas d’erreur de ce code
field-error-not-a-name = Utilisez des minuscules, des chiffres et des traits d’union, en commençant par une lettre
register-heading = Répertoire public
register-link = Ce que ce service a publié
register-title = Répertoire public : { $service }
register-lead = Ce que ce service a publié. Chaque ligne est une inscription du registre, et son reçu la prouve.
register-none = Rien n’est encore publié
register-none-text = La première ligne apparaîtra ici quand le premier dossier sera décidé.
register-date = Publié le
register-proof = Preuve
register-receipt = Reçu
register-erased = Retiré : le dossier a été effacé
register-api = La même chose en JSON
readings-program = Un programme de la procédure
readings-system = Un autre système : { $host }

# Témoins du registre
record-witnesses = Qui d’autre signe
record-witnesses-text = Des institutions indépendantes, les témoins, signent que le registre n’a fait que croître depuis leur dernier regard. Pour le réécrire sans que cela se voie, il faudrait en gagner un nombre suffisant.
record-witnesses-none = Personne hors de cette administration ne contresigne encore le registre. Qui détient la clé de l’administration pourrait montrer des registres différents à différentes personnes ; comparer les reçus le révélerait.
record-witnesses-met =
    { $count ->
        [one] { $count } témoin sur { $all } a contresigné les { $size } premières inscriptions, en dernier le :
       *[other] { $count } témoins sur { $all } ont contresigné les { $size } premières inscriptions, en dernier le :
    }
record-witnesses-rule =
    { $least ->
        [one] Il en faut au moins { $least }.
       *[other] Il en faut au moins { $least }.
    }
record-witnesses-waiting = Pas encore assez de témoins ont contresigné.
record-witnesses-loud = Trop peu de témoins contresignent le registre
record-witnesses-loud-text = Il en est ainsi depuis :
record-witnesses-loud-do = Les dossiers suivent leur cours, et chaque inscription reste au registre. Mais les reçus des inscriptions récentes portent trop peu de contreseings pour prouver que le registre n’a pas été réécrit depuis. Gardez vos reçus.
record-witness = Témoin
record-witness-size = Inscriptions contresignées
record-witness-at = Dernier contreseing
record-witness-state = État
record-witness-good = Contresigne
record-witness-bad = N’a pas répondu comme il faut
record-witness-new = N’a pas encore signé
record-witness-key = Clé
record-stamp = Qui dit quand
record-stamp-text = Une autorité d’horodatage signe à quel moment un point de contrôle du registre existait. Nul ne peut donc prétendre après coup à une date antérieure.
record-stamp-said = { $authority } a horodaté les { $size } premières inscriptions le :

## Open contracting
kind-data-imported = Les données de marchés d’un diffuseur ont été importées
kind-flag-dismissed = Un signal a été écarté
kind-flag-reopened = Un signal a été rouvert
kind-flag-taken = Un dossier a été ouvert à partir d’un signal
kind-reply-invited = Quelqu’un a été invité à répondre à un signal
kind-reply-published = Une réponse a été publiée
demo-investigator = Enquêteur

# Keys of the log
kind-log-key-added = Une clé de signature a été ajoutée
kind-log-key-retired = Une clé de signature a été retirée
record-keys = Clés du registre
record-keys-text = La clé avec laquelle le registre est signé a été changée. Chaque clé plus récente est attestée par la précédente : qui détient une clé plus ancienne peut le vérifier avec les reçus à l’adresse /record/rotations.
record-keys-both = La clé est en cours de changement : jusqu’au retrait de l’ancienne, chaque point de contrôle est signé avec les deux.
record-key = Clé
record-key-since = Signe depuis
record-key-until = Retirée
record-key-signs = signe
record-holds-vkey = Les clés qui signent, une par ligne
record-holds-rotations = Les reçus par lesquels les anciennes clés attestent les nouvelles

# National log
kind-checkpoint-received = Le point de contrôle du registre d’une administration a été reçu
kind-checkpoint-refused = Le point de contrôle du registre d’une administration a été refusé
nation-logs = Registres des administrations
nation-logs-text = Ceci est un registre national : ses écritures sont les points de contrôle des registres des administrations. Un registre n’est reçu que tant qu’il prolonge ce qui a été reçu auparavant. Pour les programmes :
nation-log = Registre
nation-size = Écritures reçues
nation-at = Reçu
nation-state = Ce qui a été vu
nation-grew = N’a fait que croître
nation-forked = Deux histoires
nation-rolled-back = Est revenu en arrière
nation-refused = Refusé à la taille { $size }, la preuve est dans l’écriture { $entry } :
nation-loud = Un registre se contredit
nation-loud-text = Le registre d’une administration a montré autre chose que ce qui en avait été reçu. La preuve est dans ce registre, signée par celui qui se contredit. Gardez vos reçus.
nation-title = Place dans le registre national
nation-text = Un registre national inscrit les points de contrôle de ce registre. Les reçus prouvent alors par les deux : qui voudrait récrire ce registre devrait récrire aussi le registre national.
nation-place = Écritures de ce registre dans le registre national : { $size }. Registre et date :

# Archives
kind-cases-archived = Des dossiers clos ont été versés aux archives
