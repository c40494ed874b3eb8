# Comment les personnes sont jointes, ce que leurs programmes peuvent faire, et ce qui est dit à ceux d’une administration.

kind-contact-changed = Une personne a choisi comment la joindre
kind-device-added = Un appareil est abonné aux messages
kind-device-removed = Un appareil ne reçoit plus de messages
kind-notice-delivered = Un message est arrivé
kind-token-made = Un jeton est créé pour un programme
kind-token-revoked = Le jeton d’un programme est retiré
kind-webhook-added = Des événements sont envoyés à un autre système
kind-webhook-ended = Des événements ne sont plus envoyés à un autre système
fact-notice-delivered = Un message est arrivé

channel-email = Courriel
channel-sms = SMS
channel-push = Messages dans le navigateur

contact-title = Comment vous joindre
contact-lead = Nous vous écrivons quand il se passe quelque chose dans votre dossier, et avant une échéance. Ce qui n’arrive pas par une voie est tenté par une autre.
contact-save = Enregistrer
contact-saved = Votre choix a été enregistré.
contact-channel = Que devons-nous essayer d’abord ?
contact-channel-hint = Vous pouvez aussi tout lire à tout moment sur la page de votre dossier.
contact-by-email = À { $email }
contact-by-sms = Au { $phone }
contact-by-sms-none = Confirmez d’abord votre numéro de mobile ci-dessous.
contact-by-push =
    { $count ->
        [0] Ajoutez d’abord ce navigateur ci-dessous.
        [one] Sur { $count } navigateur
       *[other] Sur { $count } navigateurs
    }
contact-quiet = Heures calmes
contact-quiet-hint = Pendant ces heures nous n’envoyons rien, sauf si la loi n’attend pas. L’heure est celle de { $zone }.
contact-quiet-on = Ne rien m’envoyer pendant ces heures
contact-hours = Les heures
contact-from = De
contact-until = À
contact-phone = Numéro de mobile
contact-phone-text = Nous envoyons un code au numéro, pour que personne ne puisse saisir celui d’autrui.
contact-number = Votre numéro de mobile
contact-number-hint = Avec l’indicatif du pays, par exemple +961 3 123 456
contact-number-is = Votre numéro :
contact-number-send = M’envoyer un code
contact-number-remove = Retirer ce numéro
contact-number-removed = Votre numéro a été retiré.
contact-number-proven = Votre numéro est confirmé. Vous pouvez maintenant choisir le SMS.
contact-code-title = Saisissez le code
contact-code = Le code reçu par SMS
contact-code-hint = Six chiffres, valables dix minutes.
contact-code-error = Le code est faux ou trop ancien. Vérifiez-le, ou demandez-en un autre.
contact-code-button = Confirmer
contact-code-again = Demander un autre code
contact-devices = Navigateurs qui affichent des messages
contact-devices-text = Un message dit seulement qu’il y a du nouveau dans un dossier, et son numéro. Personne ne peut en lire plus sur un écran verrouillé.
contact-devices-none = Aucun navigateur n’est encore ajouté.
contact-device = Navigateur
contact-device-add = Afficher les messages dans ce navigateur
contact-device-added = Ce navigateur a été ajouté. Vous pouvez maintenant choisir les messages dans le navigateur.
contact-device-remove = Retirer
contact-device-removed = Le navigateur a été retiré.
contact-push-script = Pour ajouter ce navigateur, activez JavaScript. Le courriel fonctionne sans.
contact-push-failed = Ce navigateur n’a pas pu être ajouté. Réessayez plus tard, ou choisissez une autre voie.
contact-push-refused = Votre navigateur n’autorise pas les messages de ce site. Autorisez-les dans ses réglages, puis réessayez.

error-channel-not-set-up = Confirmez d’abord votre numéro ou ajoutez ce navigateur, puis choisissez-le
error-quiet-not-hours = Choisissez deux heures différentes
error-phone-not-a-number = Saisissez un numéro de mobile avec l’indicatif du pays, comme +961 3 123 456
error-phone-too-often = Un code vient d’être envoyé. Attendez une minute ; cinq codes au plus sont envoyés par jour
error-endpoint-not-a-subscription = Ce n’est pas l’adresse d’un service auquel nous envoyons
error-key-not-a-subscription = La clé n’est pas celle d’un navigateur
error-secret-not-a-subscription = Le secret n’est pas celui d’un navigateur

unreached-sent =
    { $channel ->
        [sms] Nous n’avons pas pu vous joindre par SMS
        [push] Nous n’avons pas pu vous joindre dans le navigateur
       *[email] Nous n’avons pas pu vous joindre par courriel
    } ; { $instead ->
        [sms] un SMS a été envoyé à la place.
        [push] un message a été envoyé à votre navigateur à la place.
       *[email] un courriel a été envoyé à la place.
    }
unreached-waits =
    { $channel ->
        [sms] Nous n’avons pas pu vous joindre par SMS
        [push] Nous n’avons pas pu vous joindre dans le navigateur
       *[email] Nous n’avons pas pu vous joindre par courriel
    } ; { $instead ->
        [sms] un SMS part à la place.
        [push] un message part vers votre navigateur à la place.
       *[email] un courriel part à la place.
    }
unreached-only-here =
    { $channel ->
        [sms] Nous n’avons pas pu vous joindre par SMS.
        [push] Nous n’avons pas pu vous joindre dans le navigateur.
       *[email] Nous n’avons pas pu vous joindre par courriel.
    } Consultez cette page pour les nouvelles.
unreached-change = Changer la façon de vous joindre

overview-notice-by =
    { $channel ->
        [sms] SMS
        [push] Message dans le navigateur
       *[email] Courriel
    }, { $attempts ->
        [one] { $attempts } essai
       *[other] { $attempts } essais
    }
overview-instead =
    { $channel ->
        [sms] Envoyé par SMS à la place
        [push] Envoyé au navigateur à la place
       *[email] Envoyé par courriel à la place
    }

tokens-title = Jetons pour programmes
tokens-lead = Avec un jeton, un programme fait pour vous ce que vous permettez ici, et rien d’autre. Aucun jeton ne décide, ne signe ni n’efface quoi que ce soit.
tokens-yours = Vos jetons
tokens-none = Vous n’avez aucun jeton.
tokens-new = Créer un jeton
tokens-name = Son nom
tokens-name-hint = Par exemple : le programme de mon comptable
tokens-scopes = Que peut-il faire ?
tokens-ends = Quand prend-il fin ?
tokens-days =
    { $days ->
        [one] Après { $days } jour
       *[other] Après { $days } jours
    }
tokens-make = Créer le jeton
tokens-made = Votre nouveau jeton
tokens-made-text = Copiez-le maintenant : il n’est montré qu’une fois. Qui l’a peut faire ce que vous avez permis.
tokens-until = jusqu’au { $date }
tokens-state-works = Actif
tokens-state-expired = Expiré
tokens-state-revoked = Retiré
tokens-revoke = Retirer
tokens-revoked = Le jeton a été retiré.
error-name-required = Saisissez un nom
error-name-too-long = Utilisez au plus 60 caractères, sur une ligne
error-scopes-required = Choisissez au moins une chose qu’il peut faire
error-days-out-of-bounds = Choisissez quand il prend fin

scope-cases-read = Lire mes dossiers et leurs documents
scope-cases-write = Écrire des messages dans mes dossiers, et les retirer
scope-drafts-write = Préparer des demandes et les envoyer
scope-account-read = Lire mon compte, et qui a lu mes données
scope-tasks-read = Lire les tâches tirées au sort pour moi
scope-overview-read = Lire la vue d’ensemble de mes administrations
scope-webhooks-write = Ajouter et arrêter des webhooks de mes administrations

webhooks-title = Événements pour d’autres systèmes (webhooks)
webhooks-lead = Ce qui arrive aux dossiers de votre administration peut être dit à ses propres systèmes, par numéro et par nature seulement : rien de personne n’est envoyé.
webhooks-yours = Les webhooks de votre administration
webhooks-none = Aucun événement n’est envoyé.
webhooks-new = Ajouter un webhook
webhooks-url = Adresse
webhooks-url-hint = Elle commence par https:// et doit être permise par l’exploitant.
webhooks-events = Que lui est-il dit ?
webhooks-agency = Administration
webhooks-add = Ajouter
webhooks-added = Le webhook a été ajouté
webhooks-secret = Voici son secret, par lequel votre système sait qu’un message est de nous (Standard Webhooks). Copiez-le maintenant : il n’est montré qu’une fois.
webhooks-since = depuis le { $date }
webhooks-state-works = Actif
webhooks-state-failing = Arrêté : rien n’arrivait
webhooks-state-ended = Arrêté
webhook-title = Webhook
webhook-failing = Rien n’a pu être remis pendant cinq jours : il a été arrêté. Réparez votre système, puis ajoutez-le de nouveau.
webhook-deliveries = Ce qui lui a été envoyé
webhook-none = Rien encore
webhook-none-text = Dès qu’il se passe quelque chose dans un dossier, cela figure ici.
webhook-event = Événement
webhook-case = Dossier
webhook-when = Quand
webhook-state = État
webhook-sent =
    { $attempts ->
        [one] Arrivé
       *[other] Arrivé à l’essai { $attempts }
    }
webhook-given-up =
    { $attempts ->
        [one] Abandonné après { $attempts } essai
       *[other] Abandonné après { $attempts } essais
    }
webhook-queued =
    { $attempts ->
        [0] En attente
        [one] Sera retenté, { $attempts } essai jusqu’ici
       *[other] Sera retenté, { $attempts } essais jusqu’ici
    }
webhook-end = Arrêter ce webhook
webhook-ended = Le webhook a été arrêté.
error-agency-required = Choisissez l’administration dont les dossiers lui seront signalés
error-url-not-an-address = Saisissez une adresse qui commence par https://
error-url-not-allowed = L’exploitant ne permet pas cette adresse. Demandez-lui de l’ajouter
error-events-required = Choisissez au moins une sorte d’événement
