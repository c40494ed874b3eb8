# Sessions, et nouvelle preuve d’identité

sessions-title = Mes sessions
sessions-lead = Chaque appareil connecté à votre compte en ce moment. Mettez fin à ceux que vous ne connaissez pas : ils s’arrêtent aussitôt.
sessions-this = Celle-ci
sessions-began = Ouverte le
sessions-used = Utilisée le
sessions-by-email-code = Par un code reçu par courriel
sessions-by-passkey = Par une clé d’accès
sessions-by-identity-provider = Par un fournisseur d’identité
sessions-by-demonstration = Dans la démonstration
sessions-end = Mettre fin
sessions-end-this = Se déconnecter ici
sessions-end-others = Mettre fin à toutes les autres sessions
sessions-ended = La session est terminée.
sessions-gone = Cette session était déjà terminée.
sessions-ends = Quand une session se termine d’elle-même
sessions-stranger = D’un appareil, nous ne gardons que le nom du navigateur et du système : ni adresse, ni empreinte.
confirm-title = Confirmez votre identité
confirm-why = Ce que vous demandez n’est fait qu’après avoir vérifié, maintenant, que c’est bien vous : ainsi personne ne le fera depuis une session laissée ouverte ou volée.
confirm-kept = Ce que vous avez saisi est conservé. Vous le retrouverez ensuite.
confirm-passkey-text = Vous avez une clé d’accès : déverrouiller votre appareil suffit.
confirm-passkey = Confirmer avec une clé d’accès
confirm-passkey-failed = Cela n’a pas fonctionné. Réessayez.
confirm-passkey-script = Une clé d’accès nécessite JavaScript dans le navigateur.
confirm-passkey-lost = Si vous avez perdu toutes vos clés d’accès, adressez-vous au bureau : quelqu’un qui ne lit que votre messagerie ne doit pas pouvoir les supprimer.
confirm-needs-passkey = Cet acte nécessite une clé d’accès, et votre compte n’en a pas encore. Ajoutez-en une, puis recommencez.
confirm-add-passkey = Ajouter une clé d’accès
confirm-code-text = Nous envoyons un code à votre adresse :
confirm-code-send = Envoyer le code
confirm-code-hint = Une clé d’accès est plus rapide et plus sûre.
confirm-code-title = Saisissez le code
confirm-code-again = Envoyer un autre code
confirm-button = Confirmer
confirm-demo-text = Dans la démonstration, aucune preuve n’est demandée.
confirm-demo = Confirmer (démonstration)
go-on-title = Reprenez où vous en étiez
go-on-lead = Ce que vous avez saisi est conservé, et rien n’a encore été fait. Vous pouvez l’envoyer maintenant.
go-on-files = Les fichiers ne sont pas conservés : choisissez ceux-ci de nouveau après l’envoi :
go-on-send = Envoyer maintenant
go-on-drop = Ne pas envoyer
go-on-nothing = Rien n’est en attente
go-on-nothing-what = Aucun formulaire n’attend d’être envoyé
go-on-nothing-do = Il a déjà été envoyé, ou une heure s’est écoulée, ou quelqu’un d’autre l’avait rempli sur cet appareil.
sessions-device =
    { $browser ->
        [firefox] Firefox
        [chrome] Chrome
        [chromium] Chromium
        [safari] Safari
        [edge] Edge
        [opera] Opera
        [samsung] Samsung Internet
       *[other] Un autre navigateur
    } { $system ->
        [android] sur Android
        [iphone] sur iPhone
        [ipad] sur iPad
        [windows] sur Windows
        [mac] sur Mac
        [chromeos] sur ChromeOS
        [linux] sur Linux
       *[other] sur un autre appareil
    }
sessions-others-ended =
    { $count ->
        [0] Il n’y avait pas d’autre session.
        [one] Une session a pris fin.
        [many] { $count } de sessions ont pris fin.
       *[other] { $count } sessions ont pris fin.
    }
sessions-expiry =
    Après { $idle ->
        [one] une heure
        [many] { $idle } d’heures
       *[other] { $idle } heures
    } sans être utilisée, et dans tous les cas { $most ->
        [one] une heure
        [many] { $most } d’heures
       *[other] { $most } heures
    } après votre connexion.
