# Les mots des pages sur les marchés. Les noms des indicateurs sont dans crates/redflags/text.

nav-contracts = Marchés
nav-flags = Signaux

## Sur chaque page qui montre des signaux
flags-hint = Les signaux sont des indices, non des preuves de culpabilité.
flags-hint-more = Ils disent où regarder d’abord. Chacun a aussi d’autres explications, et les personnes concernées peuvent répondre.

## Recherche
contracts-title = Marchés publics
contracts-lead = Ce que les organismes publics prévoient d’acheter, à qui ils l’ont acheté et ce qu’ils ont payé : tel que les diffuseurs le disent.
contracts-q = L’objet de l’achat, ou un nom
contracts-buyer = Acheteur
contracts-supplier = Fournisseur
contracts-more = Autres filtres
contracts-year = Année
contracts-method = Procédure
contracts-flag = Signal
contracts-flagged = Seulement avec des signaux
contracts-found = Marchés trouvés
contracts-none = Aucun marché trouvé
contracts-none-text = Essayez avec moins de mots, ou d’autres. Les terminaisons, les accents et l’article arabe ne comptent pas.
contracts-all = Voir tous les marchés
contracts-empty = Aucun marché n’a encore été importé
contracts-empty-text = Dès que les données ouvertes d’un diffuseur sont importées, chacun peut y chercher ici.
contracts-line = { $buyer } · a acheté à { $suppliers }
contracts-score = Score des signaux { $score }
method-open = Appel d’offres ouvert
method-selective = Appel d’offres restreint
method-limited = Consultation limitée
method-direct = Gré à gré
status-planning = En préparation
status-planned = Prévu
status-active = En cours
status-cancelled = Annulé
status-unsuccessful = Sans suite
status-complete = Achevé
status-withdrawn = Retiré
status-pending = En attente
status-terminated = Terminé
amount-no-currency = { $amount } (monnaie non précisée)

## Un marché
contract-buyer = Acheteur
contract-suppliers = Fournisseurs
contract-value = Montant
contract-day = Date
contract-method = Procédure
contract-status = État
contract-ocid = Procédure d’achat
contract-story = Du plan au paiement
contract-story-picture = La procédure d’achat dans le temps
contract-story-none = Le diffuseur ne donne ni plan, ni appel, ni attribution, ni contrat, ni paiement.
contract-story-more =
    { $n ->
        [one] { $n } autre étape figure dans la publication.
       *[other] { $n } autres étapes figurent dans la publication.
    }
contract-step-day = { $stage } : { $day }
contract-step-period = { $stage } : du { $from } au { $to }
contract-from-to = Du { $from } au { $to }
contract-until = Jusqu’au { $to }
contract-no-date = Sans date
stage-plan = Plan
stage-tender = Appel d’offres
stage-award = Attribution
stage-contract = Contrat
stage-payment = Paiement
stage-tender-count =
    { $n ->
        [one] { $n } soumissionnaire
       *[other] { $n } soumissionnaires
    }
stage-contract-count =
    { $n ->
        [one] modifié { $n } fois
       *[other] modifié { $n } fois
    }
contract-flags = Signaux
contract-no-flags = Aucun indicateur ne signale ce marché. Ce n’est pas la preuve que tout va bien : beaucoup n’ont pas pu être calculés.
contract-replies = Réponses
contract-source = D’où cela vient
contract-source-text = Publié par { $publisher }, importé le { $at }. Tout ce qui est sur cette page découle de la publication.
contract-release = La publication sous forme de données
contract-other = { $publisher } publie aussi une procédure de cet identifiant
entry-number = Inscription { $n } du registre

## Un signal
flag-value = Valeur
flag-bar = Usuel jusqu’à
flag-settings = Seuils en vigueur
flag-counted = Ce qui a été compté
flag-mistakes = Ce qui l’explique autrement :
flag-formula = Comment il est calculé
flag-source = Source :
flag-evidence = Éléments à l’appui
flag-evidence-many = Ce motif repose sur de nombreuses procédures d’achat, non sur un champ de l’une d’elles.
flag-evidence-hidden = (comparé, mais non répété ici ; il figure dans la publication)
flag-release = SHA-256 de la publication :
flag-pattern = Il porte sur de nombreuses procédures d’achat à la fois.
flag-review = Examiner ce signal
flag-dismissed = Écarté
flag-dismissed-at = Écarté le { $day }, pour ce motif :
sure-fact = Les données le disent elles-mêmes
sure-rule = Dépasse un seuil fixé
sure-outlier = Inhabituel parmi ses semblables
sure-pattern = Un motif sur un grand nombre
value-days = { $n } jours
value-hours = { $n } heures
value-share = { $n } %
about-process = Procédure d’achat
about-buyer = Acheteur
about-procuring-entity = Entité contractante
about-supplier = Fournisseur
about-bidder = Soumissionnaire
about-buyer-and-supplier = Acheteur et fournisseur
about-pair-of-bidders = Deux soumissionnaires
about-group-of-bidders = Groupe de soumissionnaires
about-market = Secteur

## Indicateurs
indicators-title = Ce qui est examiné
indicators-lead = Pour chaque indicateur : pour combien de procédures d’achat il a pu être calculé, et quel champ manquant a arrêté les autres. La couverture passe avant les constats.
indicators-link = Ce qui est examiné, et jusqu’où les données le permettent
indicators-reach = Calculé pour { $computed } procédures d’achat ; { $flags } signaux.
indicators-not-computed = Il n’a pu être calculé pour aucune procédure d’achat.
indicators-missing = Champs manquants, avec le nombre de procédures
indicators-more = Comment cela fonctionne

## Profils
profile-buyer = Acheteur
profile-supplier = Fournisseur
profile-count = Marchés
profile-flagged = Avec des signaux
profile-publisher = Publié par
profile-id = Identifiant
profile-invited = Invité à répondre depuis le
profile-contracts = Marchés
profile-flags = Signaux sur cet organisme
profile-indicator = Signal
profile-several = Plusieurs diffuseurs emploient l’identifiant { $id }
profile-several-text = Il peut désigner des organismes différents. Choisissez les données à voir.
profile-partner-buyer = Fournisseur
profile-partner-supplier = Acheteur
profile-chart-years =
    { $n ->
        [one] Le plus de marchés en un an : { $n }, en { $year }
       *[other] Le plus de marchés en un an : { $n }, en { $year }
    }
profile-chart-buyer = { $name } a { $n } marchés sur { $total } : plus que tout autre fournisseur
profile-chart-supplier = { $name } a attribué { $n } marchés sur { $total } : plus que tout autre acheteur
profile-chart-flags =
    { $n ->
        [one] Le signal le plus fréquent : « { $flag } », dans { $n } marché
       *[other] Le signal le plus fréquent : « { $flag } », dans { $n } marchés
    }

## La file
queue-title = Signaux à examiner
queue-lead = Les marchés selon ce qui subsiste de leur score. Le score est une somme : chaque indicateur compte une fois, et ce qui a été écarté ne compte pas.
queue-organisations = Signaux sur des organismes
queue-none = Rien n’attend
queue-none-text = Aucun signal ne subsiste. De nouveaux viendront avec la prochaine importation.
queue-score = Score { $sum }
queue-nothing-stands = Il ne subsiste rien du score : tous les signaux ont été écartés.

## Examen
review-source = Dans les données de { $publisher }
review-evidence = Tous les éléments, pour les enquêteurs
review-acts = Ce qui a été fait
review-no-acts = Rien encore.
review-act-dismissed = Écarté le { $at }
review-act-reopened = Rouvert le { $at }
review-act-taken = Un dossier a été ouvert le { $at }
review-dismiss = Écarter
review-dismiss-reason = Pourquoi ce signal n’appelle plus d’attention
review-dismiss-hint = Le motif est public et inscrit au registre. Ne nommez aucun particulier.
review-dismiss-button = Écarter le signal
review-dismissed = Le signal est écarté. Le motif est public.
review-reopen = Rouvrir
review-reopen-reason = Pourquoi il appelle tout de même l’attention
review-reopen-hint = Le motif est inscrit au registre.
review-reopen-button = Rouvrir le signal
review-reopened = Le signal subsiste de nouveau.
review-case = Ouvrir un dossier
review-case-reason = Ce qu’il faut établir
review-case-hint = Le dossier commence par cette question. Le sort désigne qui l’examine : ce ne sera pas vous. Le public ne le voit pas.
review-case-button = Ouvrir un dossier à partir de ce signal
review-in-case = Un dossier issu de ce signal est ouvert.
review-reason-length = Écrivez entre { 10 } et { 2000 } caractères.
review-invite = Inviter à répondre

## Invitations
invite-text = Les personnes concernées peuvent répondre. La réponse est publiée à côté du signal, exactement telle qu’elle est écrite.
invite-party = Qui est invité
invite-party-error = Choisissez une personne que le signal concerne.
invite-way = Comment le code lui parvient
invite-hand = Je le remets
invite-email = Par courriel à l’adresse que donne le diffuseur
invite-email-error = Le diffuseur ne donne pas d’adresse électronique : remettez le code.
invite-button = Inviter
invite-sent = L’invitation est en route. La page du marché l’indique.
invite-done = Le code pour répondre
invite-done-text = Remettez-le, ou l’adresse ci-dessous, à son destinataire. Il vaut { 60 } jours.
invite-once = Le code n’est montré que cette fois : seule son empreinte est conservée.
invite-back = Retour au signal
invite-subject = Vous pouvez répondre à ce qui est dit d’un marché public
invite-mail =
    Un calcul sur des données publiées signale : { $about }.
    Un signal est un indice, non une preuve de culpabilité. Vous pouvez répondre ; votre réponse est publiée à côté, exactement telle que vous l’écrivez.

    Code : { $code }
    { $link }

## Réponses
reply-title = Répondre à un signal
reply-lead = Un acheteur ou un fournisseur qui y a été invité peut dire ici ce qu’il a à dire.
reply-code = Code de l’invitation
reply-code-hint = Cinq groupes de quatre lettres et chiffres
reply-code-error = Cette invitation n’existe pas ou a expiré. Vérifiez le code, ou demandez-en un nouveau.
reply-continue = Continuer
reply-as = Réponse de { $party }
reply-until = L’invitation vaut jusqu’au { $day }.
reply-nothing = Aucun de vos marchés n’est signalé à présent. Il n’y a rien à quoi répondre.
reply-public = Votre réponse est publiée exactement telle que vous l’écrivez.
reply-public-more = Elle est inscrite au registre et ne peut plus être modifiée ni supprimée ; vous pouvez en ajouter une autre. Ne nommez aucun particulier.
reply-about = À quoi répondez-vous ?
reply-about-error = Choisissez à quoi vous répondez.
reply-whole = { $title } : toute la procédure
reply-flag = { $title } : { $flag }
reply-text = Votre réponse
reply-text-hint = De { 10 } à { 4000 } caractères, sans mise en forme
reply-text-error = Écrivez entre { 10 } et { 4000 } caractères.
reply-button = Publier la réponse
reply-done = Votre réponse est publiée.
reply-invited = { $party } est invité à répondre depuis le { $day }.
reply-of = { $party } a répondu le { $day } :
reply-none = Personne n’a encore répondu.
reply-right = L’acheteur et les fournisseurs ont un droit de réponse.
reply-link = Répondre avec un code

## Importations
imports-title = Importations
imports-lead = Les données d’un diffuseur sont lues en arrière-plan. Chaque importation est inscrite au registre, avec les empreintes de ses fichiers.
imports-new = Importer des données
imports-none = Rien n’a encore été importé
imports-none-text = Commencez par les publications d’un diffuseur, en JSON ou en lignes JSON.
import-title = Importation : { $name }
import-lead = OCDS 1.1 ou 1.2 : paquets de publications, paquets d’enregistrements ou publications, en JSON ou lignes JSON, tels quels, gzip ou zip. Ce qui a déjà été importé ne change rien ; ce qui est plus récent remplace, procédure par procédure.
import-publisher = Identifiant du diffuseur
import-publisher-hint = Lettres minuscules, chiffres et traits d’union, par exemple ville-al-madina. Le même pour toutes les importations d’un diffuseur.
import-publisher-error = Donnez de { 2 } à { 60 } lettres minuscules, chiffres ou traits d’union.
import-name = Nom du diffuseur
import-name-hint = Tel qu’on le connaît
import-name-error = Donnez le nom, de { 2 } à { 200 } caractères.
import-files = Fichiers
import-files-hint = Chacun jusqu’à { $size }, { 10 } à la fois au plus. Les plus gros par adresse, ou avec diwan redflags --into.
import-files-error = Choisissez un fichier, ou donnez une adresse.
import-urls = Adresses, une par ligne
import-urls-hint = En https, sur ces hôtes : { $hosts }
import-urls-error = Seulement des adresses https sur les hôtes que l’exploitant a autorisés, { 50 } au plus.
import-button = Importer
import-queued = En attente
import-running = En cours
import-done = Terminée
import-unchanged = Rien de nouveau
import-failed = Échouée
import-percent = { $n } % accomplis
import-again = Regarder de nouveau
import-unchanged-text = Tout avait déjà été importé. Rien n’a changé.
import-failed-text = L’importation n’a pas pu se faire, et rien n’a changé. Le moteur dit :
import-processes = Procédures d’achat
import-flags = Signaux
import-unreadable = Morceaux illisibles
import-problems = Ce qui n’a pas pu être lu
import-place = ligne { $line }, octet { $byte }
open-key-reused = Cette clé d’idempotence a servi à une autre requête. Choisissez-en une nouvelle.
