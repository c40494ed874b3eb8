# Ce que la maison écrit aux personnes

notice-assigned-subject = Nouvelle tâche dans le dossier { $number }
notice-assigned-body =
    Le système vous a confié cette tâche : { $task }
    dans le dossier { $number }.

notice-reminder-subject = Rappel : échéance dans le dossier { $number }
notice-reminder-body =
    L'échéance de cette tâche approche : { $task }
    dans le dossier { $number }.

notice-overdue-subject = Retard dans le dossier { $number }
notice-overdue-body =
    L'échéance de cette tâche est dépassée : { $task }
    dans le dossier { $number }.

notice-lapsed-subject = Décision tacite dans le dossier { $number }
notice-lapsed-body =
    Le délai légal a expiré sans décision pour cette tâche : { $task }
    La décision tacite prévue par la loi s'applique au dossier { $number }.

notice-waiting-subject = Personne n'est disponible pour une tâche du dossier { $number }
notice-waiting-body =
    Aucun agent habilité n'est disponible pour cette tâche : { $task }
    dans le dossier { $number }. Le tirage aura lieu dès que possible.

notice-stopped-subject = Le dossier { $number } est arrêté
notice-stopped-body =
    Le dossier { $number } est arrêté par une panne à : { $task }
    Il ne se poursuit pas tant qu'elle n'est pas réparée. Ce qui s'est passé, et ce qui peut être fait :

notice-mend-subject = Une réparation attend une seconde personne dans le dossier { $number }
notice-mend-body =
    Une réparation est proposée pour ce qui a arrêté le dossier { $number } à : { $task }
    Elle n'est faite que si une seconde personne la confirme. Lisez-la, puis confirmez-la ou refusez-la :

notice-message-subject = Nouveau message dans le dossier { $number }
notice-message-body =
    Il y a un nouveau message dans le dossier { $number }.

notice-migrated-subject = La procédure du dossier { $number } a changé
notice-migrated-body =
    Le dossier { $number } suit désormais une autre version de sa procédure. Sa page dit ce que cela signifie pour vous.

notice-information-asked-subject = Un élément vous est demandé dans le dossier { $number }
notice-information-asked-body =
    L'administration a besoin d'un élément de votre part pour : { $task }
    dans le dossier { $number }. Sa page dit lequel, jusqu'à quand, et que le délai de l'administration est suspendu jusqu'à votre réponse.

notice-information-given-subject = La réponse est arrivée dans le dossier { $number }
notice-information-given-body =
    Le demandeur a répondu à votre question pour : { $task }
    dans le dossier { $number }. Le délai reprend pour ce qu'il en restait.

notice-information-lapsed-subject = Aucune réponse dans le délai, dossier { $number }
notice-information-lapsed-body =
    Aucune réponse n'est arrivée à temps pour : { $task }
    dans le dossier { $number }. L'administration poursuit sans elle, et son délai court de nouveau.

notice-information-withdrawn-subject = Plus rien ne vous est demandé dans le dossier { $number }
notice-information-withdrawn-body =
    La question qui vous était posée est retirée : { $task }
    dans le dossier { $number }. Vous n'avez rien à faire, et le délai de l'administration court de nouveau.

notice-corrected-subject = Une erreur de plume a été corrigée dans le dossier { $number }
notice-corrected-body =
    L'agent a corrigé une erreur de plume dans : { $task }
    dans le dossier { $number }. La décision ne change pas, et ce qui était écrit d'abord reste visible à côté de la correction.

notice-webhook-subject = Un webhook a été arrêté
notice-webhook-body =
    L'adresse à laquelle les événements des dossiers sont envoyés n'accepte plus rien depuis des jours : l'envoi est arrêté. Ce qui n'est pas arrivé figure ici ; ajoutez l'adresse de nouveau quand elle sera réparée :

notice-new-device-subject = Connexion à votre compte depuis un nouvel appareil
notice-new-device-body =
    Quelqu'un s'est connecté à votre compte depuis un appareil jamais utilisé : { $task }
    Si c'était vous, ne faites rien. Sinon, mettez fin à cette session ici, puis sécurisez votre messagerie :

notice-passkey-added-subject = Une clé d'accès a été ajoutée à votre compte
notice-passkey-added-body =
    Une clé d'accès a été ajoutée à votre compte : { $task }
    Si ce n'était pas vous, supprimez-la ici et mettez fin aux autres sessions :

notice-passkey-removed-subject = Une clé d'accès a été retirée de votre compte
notice-passkey-removed-body =
    Une clé d'accès a été retirée de votre compte : { $task }
    Si ce n'était pas vous, mettez fin aux autres sessions ici :

notice-code-subject = Votre code de connexion : { $task }
notice-code-body =
    Votre code de connexion est { $task }
    Il est valable dix minutes. Si vous ne l'avez pas demandé, ignorez ce message. Nous ne demandons jamais ce code par téléphone.

# Par SMS ou sur le téléphone

short-news = Du nouveau dans le dossier { $number }
short-phone-code = Le code pour votre numéro est { $number }. Il est valable dix minutes.
