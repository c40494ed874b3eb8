site-name = Diwan
site-agency = Le service public, acte par acte
skip-to-main = Aller au contenu principal
back = Retour
go-home = Aller à l’accueil
nav-label = Menu principal
crumbs-label = Vous êtes ici
languages-label = Langue
footer-label = À propos de ce site
footer-note = Chaque étape d’un dossier est inscrite dans un registre public. Chacun peut le vérifier.
sign-in = Se connecter
sign-out = Se déconnecter
search = Rechercher
phase-demo = Démo
checkpoint-entries =
    { $count ->
        [one] Registre public : { $count } inscription
       *[other] Registre public : { $count } inscriptions
    }

error-prefix = Erreur :
error-summary-title = Il y a un problème
field-optional = (facultatif)
field-limit =
    { $count ->
        [one] { $count } caractère au plus
       *[other] { $count } caractères au plus
    }
field-left =
    { $count ->
        [one] Il reste { $count } caractère
       *[other] Il reste { $count } caractères
    }
file-kinds = { $kinds }, { $size } au plus
select-choose = Choisissez une réponse
date-day = Jour
date-month = Mois
date-year = Année
size-kb = { $n } ko
size-mb = { $n } Mo

notice-info = Important
notice-success = C’est fait
notice-warning = Attention
steps-label = Étapes
steps-count = Étape { $n } sur { $total }
steps-done = (terminée)
pagination-label = Pages de cette liste
pagination-first = Revenir au début
pagination-next = Suivant
timeline-proof = Preuve au registre
chart-table = Les chiffres en tableau


problem-bad-request = Nous n’avons pas pu lire votre envoi
problem-bad-request-do = Revenez en arrière et réessayez. Si vous avez suivi un lien, il est peut-être incomplet.
problem-sign-in = Connectez-vous d’abord
problem-sign-in-do = Il nous faut savoir qui vous êtes. Connectez-vous et réessayez.
problem-confirm = Confirmez votre identité
problem-confirm-do = C’est un acte grave : il faut savoir avec certitude, et depuis peu, qui le demande. Prouvez de nouveau votre identité, puis recommencez. Rien n’a été fait.
problem-forbidden = Cette page ne vous est pas ouverte
problem-forbidden-do = Votre connexion est valable, mais ceci revient à une autre personne ou à une autre fonction. Si vous pensez y avoir droit, contactez l’administration indiquée dans votre dossier.
problem-form-expired = Veuillez renvoyer le formulaire
problem-form-expired-do = Pour votre sécurité, nous n’acceptons un formulaire que depuis la page que nous vous avons donnée ; elle a expiré ou venait d’ailleurs. Rien n’a été envoyé. Revenez en arrière avec votre navigateur : vos réponses y sont encore. Copiez les longues réponses, rechargez la page et renvoyez le formulaire.
problem-not-found = Cette page est introuvable
problem-not-found-do = Si vous avez saisi l’adresse, vérifiez-la. Si vous avez suivi un lien, la page a peut-être changé de place.
problem-method-not-allowed = Cette adresse ne s’utilise pas ainsi
problem-method-not-allowed-do = Revenez en arrière et utilisez le formulaire ou le lien de la page.
problem-too-slow = L’envoi a pris trop de temps
problem-too-slow-do = La connexion est peut-être lente. Revenez en arrière : vos réponses sont encore dans le formulaire. Réessayez, avec des fichiers plus petits si vous en avez joint.
problem-conflict = Quelque chose a changé entre-temps
problem-conflict-do = Rien n’a été enregistré. Rechargez la page pour voir où en sont les choses, puis décidez à nouveau.
problem-gone = Ceci n’est plus disponible
problem-gone-do = L’élément a été retiré ou a expiré.
problem-too-large = L’envoi est trop volumineux
problem-too-large-do = Rien n’a été envoyé. Revenez en arrière : vos réponses sont encore dans le formulaire. Joignez des fichiers plus petits, ou moins à la fois.
problem-media-type = Nous ne lisons pas ce type de contenu
problem-media-type-do = Envoyez un formulaire depuis sa page, ou du JSON à l’API.
problem-unprocessable = Certaines réponses sont à revoir
problem-unprocessable-do = Rien n’a été enregistré. Revenez en arrière et corrigez les réponses ci-dessous.
problem-unavailable = Le service fait une courte pause
problem-unavailable-do = Rien n’est perdu dans votre navigateur. Réessayez dans quelques minutes.
problem-internal = Désolés, une erreur s’est produite de notre côté
problem-internal-do = Rien n’est fait à moitié : soit votre étape est au registre, soit rien n’a changé. Réessayez dans quelques minutes.
problem-too-many-requests = Trop de demandes
problem-too-many-requests-do = Beaucoup de demandes sont venues de votre connexion en peu de temps. Vos réponses sont encore dans le formulaire : revenez en arrière et réessayez bientôt.
problem-retry-after =
    { $seconds ->
        [one] Vous pourrez réessayer dans { $seconds } seconde.
       *[other] Vous pourrez réessayer dans { $seconds } secondes.
    }
api-json = Le corps JSON ne convient pas : { $error }
api-idempotency = Envoyez un en-tête Idempotency-Key : 128 caractères visibles au plus, nouveau pour chaque écriture, le même quand vous la répétez.
api-paging = « limit » est un nombre de 1 à { $max } ; « after » est le « next » de la page précédente.

design-title = Système graphique
site-banner-demo = Ceci est une démonstration. Ses personnes et son administration sont inventées.

nav-menu = Menu
field-left-many = Caractères restants : { $n }
copy = Copier
copied = Copié
print-page = Imprimer cette page
station-now = (en cours)
station-later = peut suivre

design-lead = Chaque élément des pages dans tous ses états. Ce qui est ici est contrôlé par des captures d’écran.
design-colours = Couleurs
design-letters = Caractères
design-buttons = Boutons
design-questions = Questions
design-mistakes = Questions avec des erreurs
design-finding = S’orienter
design-news = Annonces
design-lists = Listes
design-course = Le parcours d’un dossier
design-proof = Preuve
design-figures = Chiffres
design-sentence = Chaque étape d’un dossier est une inscription au registre, et quiconque a un reçu peut la vérifier sans demander à personne.
design-short = La demande est à l’administration
design-link = Lire comment fonctionne le registre
design-send = Envoyer la demande
design-later = Enregistrer et revenir plus tard
design-delete = Supprimer ces réponses
design-start = Commencer
design-question = Comment s’appelle l’entreprise ?
design-hint = Tel qu’il figure au registre du commerce.
design-answer-a = Magasin
design-answer-b = Restaurant ou café
design-group = L’entreprise
design-error = Saisissez le nom tel qu’il figure au registre
design-change = Modifier
design-currency = AED
design-empty = Rien ici pour le moment
design-hash = Empreinte
design-count = Nombre
design-qr = Code QR qui mène à une vérification

error-scope = Ce jeton n’y suffit pas : il lui faut la portée { $scope }.
error-no-scope = Aucun jeton ne le permet : connectez-vous avec un navigateur.

date-calendar = Calendrier
date-gregorian = Grégorien
date-hijri = Hégirien
date-hijri-year = Écrivez l’année hégirienne en quatre chiffres, de { $first } à { $last }
date-hijri-month = Écrivez le mois hégirien par un nombre de 1 à 12
date-hijri-day = Ce mois hégirien compte { $days } jours : vérifiez le jour
