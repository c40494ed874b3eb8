# Le bureau d’un agent : la liste de travail, la page d’une tâche, ce qui est demandé au demandeur
desk-open =
    { $count ->
        [one] 1 tâche est ouverte
       *[other] { $count } tâches sont ouvertes
    }
desk-late =
    { $count ->
        [one] 1 est en retard
       *[other] { $count } sont en retard
    }
desk-waiting =
    { $count ->
        [one] 1 attend le demandeur
       *[other] { $count } attendent les demandeurs
    }
desk-next = La prochaine par échéance : { $task }
desk-paused = Attend le demandeur
desk-paused-until = · jusqu’au { $date } au plus tard
desk-done = Fait ces sept derniers jours
desk-parts = Sur cette page
desk-part-work = Votre tâche
desk-measured-office = les mêmes, sans les jours d’attente du demandeur
case-waited =
    { $days ->
        [one] , dont 1 d’attente du demandeur
       *[other] , dont { $days } d’attente du demandeur
    }
case-with-asked = { $task } ({ $role }) : le délai est suspendu jusqu’à la réponse du demandeur
question-ask = Demander un élément au demandeur
question-title = Demander un élément au demandeur
question-what = De quoi avez-vous besoin ?
question-what-hint = Indiquez en une fois tout ce qui manque, avec des mots que le demandeur comprend.
question-papers = Quels documents ?
question-papers-hint = Un par ligne, dix au plus.
question-until = Envoyée maintenant, la question attend une réponse jusqu’au { $date } au plus tard. Votre délai est suspendu jusque-là, et le demandeur en est informé.
question-left =
    { $count ->
        [one] La loi permet encore une question dans cette tâche.
       *[other] La loi permet encore { $count } questions dans cette tâche.
    }
question-no-more = Aucune question n’est possible maintenant : une autre est ouverte, la loi n’en permet plus, ou le délai de la tâche est écoulé.
question-send = Envoyer la question
question-asked = La question est envoyée. Le délai de la tâche est suspendu jusqu’à la réponse.
question-withdraw = Retirer la question
question-withdraw-text = Le demandeur apprend que plus rien n’est nécessaire, et votre délai reprend pour ce qu’il en restait.
question-reason = Pourquoi n’est-ce plus nécessaire ?
question-withdraw-send = Retirer
question-withdrawn = La question est retirée. Le délai de la tâche court de nouveau.
question-answer = Répondre
question-answer-text = Votre réponse
question-files = Fichiers
question-answer-until = Répondez avant le { $date }. Sans réponse à cette date, l’administration poursuit sans elle.
question-answer-send = Envoyer la réponse
question-answered = Votre réponse est envoyée. Le délai de l’administration court de nouveau.
question-asked-you = L’administration vous demande un élément
question-clock = Le délai de l’administration est suspendu jusqu’à votre réponse.
question-waits = En attente de la réponse du demandeur
question-waits-until = Le délai est suspendu jusqu’à la réponse, au plus tard jusqu’au { $date }.
question-heading = Ce qui a été demandé
question-row-asked = Question
question-row-answer = Réponse
question-row-withdrawn = Retirée par l’administration :
question-lapsed = Aucune réponse n’est arrivée à temps. L’administration a poursuivi sans elle.
question-text-required = Écrivez quelque chose avant d’envoyer
question-text-too-long = C’est trop long : raccourcissez
question-documents-too-many = Nommez dix documents au plus
question-documents-too-long = Nommez chaque document en { 200 } caractères au plus
question-reason-required = Dites pourquoi
question-reason-too-long = { 2000 } caractères au plus
kind-information-asked = Un élément est demandé au demandeur
kind-information-given = Le demandeur répond
kind-information-lapsed = Aucune réponse à temps
kind-information-withdrawn = Une question est retirée
fact-information-asked = { $task } : un élément est demandé au demandeur, le délai est suspendu
fact-information-given = { $task } : le demandeur a répondu, le délai court de nouveau
fact-information-lapsed = { $task } : aucune réponse à temps, la tâche se poursuit sans elle
fact-information-withdrawn = { $task } : la question est retirée, le délai court de nouveau
migration-task-asked = attend ce qui a été demandé au demandeur : le dossier peut passer à l’autre version quand la réponse est là ou que la question est terminée
correct-title = Corriger une erreur de plume
correct-text = Une erreur de plume peut être corrigée jusqu’au { $date }. Ce qui était écrit d’abord reste au registre et sur la page, barré. La décision, et ce que la procédure a fait, ne changent pas.
correct-value = Que faut-il lire ?
correct-reason = Quelle était l’erreur ?
correct-reason-hint = Par exemple : deux lettres étaient inversées dans le nom de la rue.
correct-send = Corriger
correct-done = L’erreur est corrigée. Le demandeur en est informé.
correct-offer = Corriger une erreur de plume : { $task }
correct-heading = Erreurs de plume corrigées
correct-before = L’entrée d’avant
correct-old = Il était écrit :
correct-new = Il faut lire :
correct-value-required = Écrivez ce qu’il faut lire
correct-value-too-long = C’est trop long : raccourcissez
correct-value-unchanged = C’est déjà ce qui est écrit
correct-value-does-not-fit = Le formulaire demande davantage, ou autre chose : tenez-vous à ce qu’il demande
correct-reason-required = Dites quelle était l’erreur
correct-reason-too-long = { 2000 } caractères au plus
kind-task-corrected = Une erreur de plume est corrigée
fact-task-corrected = { $task } : une erreur de plume a été corrigée
