# Les mots d’un témoin.

watch-site-name = Témoin
watch-site-agency = Registres publics, observés par d’autres
watch-title = Ce que ce témoin a vu
watch-lead = Une administration tient un registre auquel on ne fait qu’ajouter. Ce témoin, exploité par { $operator }, signe que le registre n’a fait que croître depuis son dernier regard : rien n’en a été retiré ni réécrit.
watch-logs = Les registres qu’il observe
watch-log = Registre
watch-state = État
watch-size = Inscriptions
watch-at = Dernière signature
watch-state-growing = N’a fait que croître
watch-state-nothing = Rien vu encore
watch-state-forked = Se contredit
watch-refused =
    { $count ->
        [one] { $count } demande refusée depuis le démarrage de ce témoin
       *[other] { $count } demandes refusées depuis le démarrage de ce témoin
    }
watch-fork = Un registre se contredit
watch-fork-text = a signé deux histoires différentes de même longueur. L’un de ses lecteurs a vu autre chose que les autres.
watch-fork-do = Ce témoin ne signe ni la seconde histoire ni rien qui s’appuie sur elle. Les deux points de contrôle signés sont gardés ici. Quiconque a la clé du registre peut les vérifier : ce sont des preuves pour un tribunal ou un auditeur.
watch-fork-proof = Preuve { $n }
watch-means = Ce que cela veut dire
watch-means-signed = Un reçu qui porte la signature de ce témoin prouve à chacun que l’inscription était au registre quand le témoin a signé, et que tous ceux qui se fient au témoin voient le même registre.
watch-means-not = Ce témoin ne voit que des tailles et des empreintes. Il ne sait pas ce que disent les inscriptions, ni si elles sont vraies, ni si l’une d’elles a été omise.
watch-means-check = Pour vérifier un reçu et ses témoins sur votre propre ordinateur :
watch-keys = Ses clés
watch-keys-text = Comparez ces clés avec ce que l’institution elle-même a imprimé ou vous a dit. Ne les prenez pas de cette seule page.
watch-keys-show = Montrer la clé
watch-policy = Pour qui tient un registre : les lignes d’une politique
