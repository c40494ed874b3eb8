service-name = Examen d’un signal
service-summary = Un signal sur un marché public est examiné par un enquêteur que le sort désigne.
service-who = Les enquêteurs l’ouvrent à partir d’un signal.
service-fee = Gratuit
service-law = Loi sur l’intégrité publique (n° 7 de 2019), loi fictive de la ville fictive d’Al-Madina.
service-result = Le signal est expliqué, une recommandation est faite, ou l’affaire est transmise.
service-appeal = L’acheteur et les fournisseurs peuvent répondre au signal à tout moment ; le parquet décide d’une transmission.
agency-name = Bureau de l’intégrité
role-investigator = Enquêteur
role-supervisor = Responsable
task-Examine = Examiner le signal
task-ConfirmReferral = Confirmer la transmission
task-TellExplained = Notification de l’explication
task-TellRecommendation = Notification de la recommandation
task-TellReferral = Notification de la transmission
outcome-explained = Expliqué
outcome-recommendation = Recommandation faite
outcome-referred = Transmis au parquet
form-flag-title = Le signal
form-flag-page-flag = Ce qui est signalé
form-flag-page-evidence = Éléments, par empreinte
form-flag-page-question = Ce qu’il faut établir
field-flag-publisher = Diffuseur des données
field-flag-about = Sur quoi il porte
option-flag-about-process = Procédure d’achat
option-flag-about-buyer = Acheteur
option-flag-about-procuring-entity = Entité contractante
option-flag-about-supplier = Fournisseur
option-flag-about-bidder = Soumissionnaire
option-flag-about-buyer-and-supplier = Acheteur et fournisseur
option-flag-about-pair-of-bidders = Deux soumissionnaires
option-flag-about-group-of-bidders = Groupe de soumissionnaires
option-flag-about-market = Secteur
field-flag-subject = Identifiant de la procédure ou de l’organisme
field-flag-title = Intitulé
field-flag-indicator = Indicateur
field-flag-value = Valeur
field-flag-flag = SHA-256 du signal et de ses éléments
field-flag-release = SHA-256 de la publication
field-flag-question = Que faut-il établir ?
form-examination-title = Examen d’un signal
form-examination-page-finding = Constat
form-examination-page-reasons = Motifs
field-examination-finding = Qu’avez-vous constaté ?
option-examination-finding-explained = Le signal est expliqué
option-examination-finding-recommendation = Il faut corriger quelque chose
option-examination-finding-referral = L’affaire est à transmettre au parquet
field-examination-reason = Motifs
    .hint = Ce que vous avez lu, qui vous avez interrogé, et ce qui s’ensuit.
field-examination-papers = Pièces, s’il y en a
form-confirmation-title = Confirmation d’une transmission
form-confirmation-page-confirmation = Confirmation
field-confirmation-confirmed = L’affaire est-elle à transmettre ?
    .hint = À défaut de confirmation, elle devient une recommandation.
option-confirmation-confirmed-yes = Oui
option-confirmation-confirmed-no = Non
field-confirmation-reason = Motifs
    .hint = Ce que vous avez vous-même lu.
notice-explained-subject = Dossier { $number } : le signal est expliqué
notice-explained-body =
    Le signal { $flag_indicator } sur { $flag_subject } est expliqué.

    Motifs : { $examination_reason }

    Le dossier complet :
    { $link }
notice-recommendation-subject = Dossier { $number } : une recommandation
notice-recommendation-body =
    L’examen du signal { $flag_indicator } sur { $flag_subject } s’est achevé par une recommandation.

    Motifs : { $examination_reason }

    Le dossier complet :
    { $link }
notice-referred-subject = Dossier { $number } : transmis
notice-referred-body =
    L’affaire du signal { $flag_indicator } sur { $flag_subject } est transmise au parquet.

    Motifs : { $examination_reason }

    Le dossier complet :
    { $link }
law-Examine = Article 4 : un signal est examiné d’après les pièces par une personne qui ne l’a pas soulevé.
law-ConfirmReferral = Article 6 : une transmission exige un second enquêteur.
task-Raised = Dossier ouvert à partir d’un signal
task-Found = Que constate-t-on ?
task-Confirmed = Confirmée ?
task-Explained = Expliqué
task-Recommended = Recommandation faite
task-Referred = Transmis
flow-Found_to_BeforeExplained = expliqué
flow-Found_to_BeforeRecommendation = à corriger
flow-Found_to_ConfirmReferral = à transmettre
flow-Confirmed_to_TellReferral = confirmée
flow-Confirmed_to_BeforeRecommendation = non confirmée
