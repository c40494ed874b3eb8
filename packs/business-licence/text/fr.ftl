# Le service

service-name = Licence d’exploitation commerciale
service-summary = Demandez la licence nécessaire avant d’ouvrir un commerce, un bureau, un restaurant, un atelier, une pharmacie ou un hôtel à Al-Madina.
service-words = magasin boutique ouvrir créer entreprise commerce permis autorisation restaurant café boulangerie atelier pharmacie hôtel société patente
service-who = Toute personne qui ouvre un établissement dans la ville, elle-même ou par un mandataire muni d’un pouvoir écrit. L’entreprise doit être immatriculée au registre du commerce.
service-fee = De 100 à 1 000 dinars selon le risque et la taille de l’établissement. La redevance n’est due qu’une fois la demande acceptée.
service-law = Loi relative aux licences municipales (n° 12 de 2019), loi fictive de la ville fictive d’Al-Madina.
service-retention = Loi sur les archives municipales d’Al-Madina (n° 3 de 2016), article 8 : les dossiers de licence sont conservés dix ans
service-result = Une licence pour le lieu et l’activité indiqués, valable un an.
service-appeal = Vous pouvez contester un refus dans les 30 jours suivant sa notification, gratuitement devant la commission municipale de recours, puis devant le tribunal administratif (article 26).
agency-name = Bureau des licences de la Ville

# Les intervenants

role-clerk = Agent chargé de la recevabilité
role-inspector = Inspecteur
role-officer = Agent chargé des licences
role-cashier = Régisseur de recettes
role-supervisor = Responsable du service

# Les étapes

task-Acknowledge = Accusé de réception de la demande
task-CheckApplication = Vérifier que le dossier est complet
task-AskSupplement = Demande de pièces complémentaires
task-Supplement = Compléter le dossier
task-RefuseIncomplete = Rejet pour dossier incomplet
task-AssessRisk = Évaluation du risque et de la redevance par les règles
task-Inspect = Inspecter le local
task-Recommend = Recommandation des règles
task-Decide = Statuer sur la demande de licence
task-ConfirmDeparture = Confirmer une décision qui s’écarte des règles
task-Settle = Décision arrêtée
task-TellRefusal = Notification du refus
task-AskPayment = Demande de paiement de la redevance
task-RecordPayment = Enregistrer le paiement de la redevance
task-TellLapsed = Notification de la caducité de l’accord
task-IssueLicence = Délivrance de la licence
task-PublishLicence = Publication de la licence
task-TellGranted = Notification de la délivrance
task-RecordWithdrawal = Enregistrement du retrait

outcome-granted = Licence accordée
outcome-refused = Licence refusée
outcome-incomplete = Rejet pour dossier incomplet
outcome-lapsed = Accord devenu caduc, la redevance n’ayant pas été payée
outcome-withdrawn = Demande retirée par le demandeur

message-withdraw = Retirer la demande
message-withdraw-explain = Le dossier est clos sans décision. Vous n’avez rien à payer et pouvez présenter une nouvelle demande à tout moment. Cette opération est irréversible.

# Les pièces à préparer

document-id_copy = Copie de la pièce d’identité ou du passeport du demandeur
document-lease = Bail du local ou titre de propriété
document-register_extract = Extrait du registre du commerce datant de moins de trois mois
document-kitchen_plan = Plan de la cuisine et de sa ventilation, si l’on cuisine sur place
document-safety_plan = Plan de sécurité incendie, en cas de détention de matières dangereuses
document-authority = Pouvoir écrit, si vous agissez pour une autre personne

# La demande

form-application-title = Demande de licence d’exploitation commerciale
form-application-page-business = L’entreprise
form-application-page-trade = L’activité
form-application-page-premises = Le local
form-application-page-operation = Le fonctionnement
form-application-page-start = L’ouverture
form-application-page-applicant = Le demandeur
form-application-page-documents = Les pièces justificatives
form-application-page-declaration = Déclaration

field-application-business_name = Nom de l’entreprise
    .hint = Tel qu’il figure au registre du commerce.
field-application-legal_form = Forme juridique
option-application-legal_form-sole_trader = Entreprise individuelle
option-application-legal_form-partnership = Société en nom collectif
option-application-legal_form-limited_company = Société à responsabilité limitée
option-application-legal_form-stock_company = Société anonyme
option-application-legal_form-cooperative = Coopérative
field-application-register_number = Numéro d’immatriculation au registre du commerce
    .hint = Quatre chiffres, un tiret et cinq chiffres, par exemple 2019-04512.
form-application-page-partners = Associés
field-application-partners = À qui appartient l’entreprise ?
    .hint = Les associés et actionnaires qui détiennent plus de cinq pour cent. Vous pouvez passer cette question si le registre du commerce les indique tous.
item-application-partners = Associé { $n }
field-application-partners-name = Nom complet
field-application-partners-id_number = Numéro de la carte d’identité
    .hint = De six à douze chiffres.
field-application-partners-share = Part en pour cent
field-application-partners_share = Total des parts, en pour cent
error-application-partners = Le total des parts de tous les associés ne peut dépasser 100 pour cent.
field-application-trade = De quel type d’établissement s’agit-il ?
    .short = Activité
    .hint = Choisissez l’activité principale : le risque et la redevance en dépendent.
option-application-trade-retail = Commerce de détail
option-application-trade-office = Bureau
option-application-trade-food = Restaurant, café, boulangerie ou autre commerce alimentaire
option-application-trade-workshop = Atelier
option-application-trade-pharmacy = Pharmacie
option-application-trade-hotel = Hôtel ou maison d’hôtes
field-application-address = Adresse du local
    .hint = Rue, numéro, étage et quartier.
field-application-zone = Zone du plan d’urbanisme
    .hint = Elle figure sur l’extrait de plan joint au bail.
option-application-zone-commercial = Zone commerciale
option-application-zone-industrial = Zone industrielle
option-application-zone-mixed = Zone mixte
option-application-zone-residential = Zone résidentielle
field-application-floor_area = Surface en mètres carrés
    .hint = Toutes les pièces utilisées, réserves comprises.
field-application-staff = Combien de personnes y travailleront ?
    .hint = Sans compter l’exploitant. Indiquez 0 en l’absence de salariés.
field-application-kitchen = Cuisine-t-on sur place ?
    .short = Cuisine sur place
option-application-kitchen-yes = Oui
option-application-kitchen-no = Non
field-application-rooms = Nombre de chambres
field-application-pharmacist_number = Numéro d’inscription du pharmacien responsable
    .hint = PH, un tiret et cinq chiffres, par exemple PH-00731.
field-application-hazards = Quelles matières dangereuses y sont détenues ?
    .hint = Cochez toutes les réponses utiles, ou aucune.
option-application-hazards-flammable = Liquides ou peintures inflammables
option-application-hazards-gas = Bouteilles de gaz
option-application-hazards-chemicals = Produits chimiques corrosifs ou toxiques
option-application-hazards-dust = Poussières explosives, de bois ou de farine par exemple
field-application-starts_on = À quelle date souhaitez-vous ouvrir ?
field-application-size_class = Taille de l’établissement
    .hint = Calculée d’après la surface et l’effectif (article 10, § 5).
option-application-size_class-small = Petite : jusqu’à 50 m² et 5 personnes
option-application-size_class-medium = Moyenne : jusqu’à 200 m² et 20 personnes
option-application-size_class-large = Grande
field-application-applicant_name = Nom complet du demandeur
field-application-capacity = Vous agissez en qualité de
option-application-capacity-owner = Propriétaire ou associé
option-application-capacity-manager = Gérant
option-application-capacity-agent = Mandataire muni d’un pouvoir écrit
field-application-email = Adresse électronique
    .hint = Les notifications y sont envoyées et figurent aussi sur la page de votre dossier.
field-application-phone = Numéro de téléphone
    .hint = Par exemple +961 70 123 456.
field-application-id_copy = Pièce d’identité ou passeport
    .hint = Recto et verso de la carte d’identité, ou page du passeport avec la photo.
field-application-lease = Bail ou titre de propriété
field-application-register_extract = Extrait du registre du commerce
    .hint = Datant de moins de trois mois.
field-application-authority = Pouvoir écrit
    .hint = Signé par l’exploitant et certifié par un notaire.
field-application-kitchen_plan = Plan de la cuisine
    .hint = Avec les cotes et la ventilation.
field-application-safety_plan = Plan de sécurité incendie
    .hint = Lieux de stockage, extincteurs et issues de secours.
field-application-agree = Je déclare que les renseignements fournis sont complets et exacts. Je sais qu’une licence obtenue par de fausses déclarations est retirée (article 23).
error-application-starts_on = La date d’ouverture ne peut pas être passée.

# L’examen de la recevabilité

form-check-title = Examen de la recevabilité
form-check-page-check = Le dossier est-il complet ?
form-check-page-missing = Pièces manquantes
field-check-complete = Le dossier contient-il tout ce que la loi exige ?
    .hint = Vérifiez seulement la présence et la lisibilité des pièces, non le bien-fondé de la demande.
option-check-complete-yes = Oui, le dossier est complet
option-check-complete-no = Non, il manque des éléments
field-check-missing = Que manque-t-il, ou qu’est-ce qui est illisible ?
    .hint = Indiquez tout en une fois : le demandeur ne peut être sollicité que deux fois.
option-check-missing-id_copy = Pièce d’identité ou passeport
option-check-missing-lease = Bail ou titre de propriété
option-check-missing-register_extract = Extrait du registre du commerce
option-check-missing-authority = Pouvoir écrit
option-check-missing-kitchen_plan = Plan de la cuisine
option-check-missing-safety_plan = Plan de sécurité incendie
option-check-missing-other = Autre élément
field-check-note = Explication à l’intention du demandeur
    .hint = Le demandeur lit ce texte. Précisez ce qui doit être fourni et pourquoi.

# Le demandeur complète son dossier

form-supplement-title = Compléter le dossier
form-supplement-page-answer = Votre réponse
form-supplement-page-documents = Pièces manquantes
field-supplement-requested = Ce que demande le service
field-supplement-answer = Votre réponse
    .hint = Corrigez ou expliquez ce qui n’était pas clair.
field-supplement-id_copy = Pièce d’identité ou passeport
field-supplement-lease = Bail ou titre de propriété
field-supplement-register_extract = Extrait du registre du commerce
field-supplement-authority = Pouvoir écrit
field-supplement-kitchen_plan = Plan de la cuisine
field-supplement-safety_plan = Plan de sécurité incendie
field-supplement-other = Autres pièces

# L’inspection

form-inspection-title = Inspection du local
form-inspection-page-visit = La visite
form-inspection-page-checklist = Liste de contrôle
form-inspection-page-findings = Constatations
form-inspection-page-result = Résultat
field-inspection-inspected_on = Date de l’inspection
field-inspection-exits = Les issues de secours sont-elles dégagées et signalées ?
option-inspection-exits-yes = Oui
option-inspection-exits-no = Non
field-inspection-extinguishers = Les extincteurs sont-ils en place et à jour de vérification ?
option-inspection-extinguishers-yes = Oui
option-inspection-extinguishers-no = Non
field-inspection-ventilation = La ventilation est-elle suffisante ?
option-inspection-ventilation-yes = Oui
option-inspection-ventilation-no = Non
option-inspection-ventilation-not_applicable = Sans objet
field-inspection-hygiene = L’eau, les évacuations et les plans de travail sont-ils conformes aux règles d’hygiène ?
option-inspection-hygiene-yes = Oui
option-inspection-hygiene-no = Non
option-inspection-hygiene-not_applicable = Sans objet
field-inspection-storage = Les matières dangereuses sont-elles stockées en sécurité ?
option-inspection-storage-yes = Oui
option-inspection-storage-no = Non
option-inspection-storage-not_applicable = Sans objet
field-inspection-findings = Constatations
    .hint = Ce que vous avez constaté, point par point. Le demandeur lit ce texte.
field-inspection-photos = Photographies
field-inspection-result = Résultat de l’inspection
    .hint = Il découle de la liste de contrôle : un seul point non conforme suffit (article 14, § 3).
option-inspection-result-pass = Conforme
option-inspection-result-fail = Non conforme
error-inspection-inspected_on = La date de l’inspection ne peut pas être future.

# La décision

form-decision-title = Décision sur la licence
form-decision-page-decision = Décision
form-decision-page-reasons = Motifs
field-decision-outcome = Que décidez-vous ?
    .hint = Si vous vous écartez de la recommandation des règles, un second agent tiré au sort doit confirmer votre décision.
option-decision-outcome-grant = Accorder la licence
option-decision-outcome-refuse = Refuser la licence
field-decision-reason = Motifs de la décision
    .hint = Le demandeur lit ce texte. Indiquez les faits et l’article de la loi.

form-confirmation-title = Confirmation d’une décision qui s’écarte des règles
form-confirmation-page-confirmation = Confirmation
form-confirmation-page-reasons = Motifs
field-confirmation-confirmed = Confirmez-vous la décision qui s’écarte des règles ?
    .hint = À défaut de confirmation, la recommandation des règles s’applique.
option-confirmation-confirmed-yes = Oui, la décision est maintenue
option-confirmation-confirmed-no = Non, la recommandation des règles s’applique
field-confirmation-reason = Motifs
    .hint = Le demandeur peut lire ce texte.

# Le paiement

form-payment-title = Paiement de la redevance
form-payment-page-payment = Paiement
field-payment-amount = Montant en dinars
    .hint = Fixé par le barème (article 11). Il ne peut pas être modifié.
field-payment-receipt_number = Numéro de la quittance
    .hint = Deux lettres majuscules, un tiret et six chiffres, par exemple RC-004217.
field-payment-paid_on = Date du paiement
error-payment-paid_on = La date du paiement ne peut pas être future.

# La licence

register-number = Numéro
register-valid_until = Valable jusqu’au
register-trade_name = Entreprise
register-kind = Activité
certificate-title = Licence d’exploitation commerciale
certificate-line-1 = Nom de l’entreprise
certificate-line-2 = Numéro d’immatriculation au registre du commerce
certificate-line-3 = Activité
certificate-line-4 = Adresse
certificate-line-5 = Surface
certificate-line-6 = Ouverture autorisée à compter du
certificate-line-7 = Quittance de la redevance

# Les notifications

notice-received-subject = Nous avons reçu votre demande { $number }
notice-received-body =
    Nous accusons réception de votre demande de licence d’exploitation commerciale pour « { $application_business_name } », enregistrée sous le numéro { $number }.

    Un agent vérifie dans les deux jours ouvrables que le dossier est complet. La décision est rendue dans un délai de 15 jours ouvrables, hors temps d’attente de vos réponses.

    Vous pouvez suivre chaque étape ici :
    { $link }

notice-incomplete-subject = Votre demande { $number } est à compléter
notice-incomplete-body =
    Nous ne pouvons pas encore instruire votre demande { $number } pour « { $application_business_name } ». Il manque les éléments suivants :

    { $check_note }

    Merci de les fournir dans les 20 jours ouvrables :
    { $link }

    Le délai est suspendu jusqu’à votre réponse. Nous ne pouvons vous solliciter que deux fois. Sans réponse dans ce délai, la demande est rejetée comme incomplète (article 8, § 4) ; vous pourrez alors en présenter une nouvelle.

notice-refused_incomplete-subject = Votre demande { $number } est rejetée comme incomplète
notice-refused_incomplete-body =
    Votre demande { $number } pour « { $application_business_name } » est rejetée, le dossier n’ayant pas été complété (article 8). Il manquait les éléments suivants :

    { $check_note }

    Vous pouvez présenter une nouvelle demande à tout moment. Vous pouvez aussi former un recours dans les 30 jours suivant la présente notification, gratuitement devant la commission municipale de recours, puis devant le tribunal administratif (article 26).

    Le dossier complet :
    { $link }

notice-refused-subject = Votre demande { $number } est refusée
notice-refused-body =
    Votre demande { $number } pour « { $application_business_name } » est refusée.

    Fondement : { $ruling_ground ->
        [kitchen_too_small] un local avec cuisine doit mesurer au moins 20 m² (article 12, § 2).
        [hazard_in_residential_zone] la détention de matières dangereuses est interdite en zone résidentielle (article 12, § 3).
        [inspection_failed] le local n’a pas été jugé conforme lors de l’inspection (article 15, § 2).
       *[other] les motifs exposés ci-après (article 17).
    }

    Motifs : { $ruling_reason }

    Ce que disent les règles :
    { $explanation }

    { $ruling_tacit ->
        [yes] Le service n’a pas statué dans le délai. Dans ce cas, la loi rejette les demandes dont les règles recommandent le refus (article 19, § 2).
       *[no] La décision a été prise par un agent tiré au sort.
    }

    Vous pouvez former un recours dans les 30 jours suivant la présente notification, gratuitement devant la commission municipale de recours, puis devant le tribunal administratif (article 26). Vous pouvez aussi remédier au manquement et présenter une nouvelle demande.

    Le dossier complet, avec les règles appliquées :
    { $link }

notice-fee_due-subject = Votre demande { $number } est acceptée : redevance à payer
notice-fee_due-body =
    Votre demande { $number } pour « { $application_business_name } » est acceptée. La licence est délivrée dès le paiement de la redevance de { $assessment_fee } dinars (article 21).

    Payez-la à la caisse municipale ou par virement, en rappelant le numéro { $number }, dans un délai de 60 jours. Exigez une quittance : nul ne peut vous réclamer une autre somme.

    { $ruling_tacit ->
        [yes] Le service n’a pas statué dans le délai : la demande est acceptée de plein droit (article 19, § 1).
       *[no] Les motifs de la décision figurent au dossier.
    }

    Le dossier complet :
    { $link }

notice-granted-subject = Votre licence { $number } est délivrée
notice-granted-body =
    La licence pour « { $application_business_name } » est délivrée. Elle est valable un an (article 22).

    Vous pouvez l’obtenir ici et la présenter à toute personne ; son code permet à chacun d’en vérifier l’authenticité :
    { $link }

    Ce que disent les règles :
    { $explanation }

notice-lapsed-subject = L’accord sur votre demande { $number } est caduc
notice-lapsed-body =
    Votre demande { $number } pour « { $application_business_name } » avait été acceptée, mais la redevance de { $assessment_fee } dinars n’a pas été payée dans les 60 jours. L’accord est donc caduc (article 21, § 3).

    Vous pouvez présenter une nouvelle demande à tout moment. Vous pouvez aussi former un recours gratuit dans les 30 jours suivant la présente notification devant la commission municipale de recours (article 26).

    Le dossier complet :
    { $link }

notice-withdrawn-subject = Vous avez retiré votre demande { $number }
notice-withdrawn-body =
    À votre demande, le dossier { $number } concernant « { $application_business_name } » est clos sans décision (article 24). Vous n’avez rien à payer et pouvez présenter une nouvelle demande à tout moment.

    Le dossier complet :
    { $link }

# La loi que suit chaque tâche

law-CheckApplication = Article 7 : le dossier est vérifié dans les deux jours ouvrables, et tout ce qui manque est indiqué en une fois.
law-Supplement = Article 8(2) : le délai est suspendu jusqu’à la réponse du demandeur.
law-Inspect = Article 14 : les locaux à haut risque sont inspectés une fois, selon la liste publiée.
law-Decide = Article 17 : la décision est écrite et motivée.
information-Decide = Article 17(3) : l’administration peut demander ce dont la décision a besoin. Son délai est suspendu jusqu’à la réponse, dix jours ouvrables au plus.
slip-Decide = Article 17(4) : une erreur de plume dans les motifs est corrigée dans les trois jours ouvrables, de façon visible.
law-ConfirmDeparture = Article 18 : s’écarter des règles exige l’accord d’un second agent.
law-RecordPayment = Article 21 : les droits sont payés avant la délivrance de la licence.

# Comment s’appellent les règles, leurs colonnes et leurs résultats

rule-risk_assessment = Évaluation du risque
rule-risk_class = Classe de risque
rule-fee = Redevance en dinars
rule-legal_conditions = Conditions légales
rule-recommendation = Recommandation
term-risk = Classe de risque
term-fee = Redevance en dinars
term-recommended = Ce que donnent les conditions légales
term-outcome = Décision
term-reason = Motif
term-inspection = Inspection requise
term-dangerous_substances = Nombre de sortes de substances dangereuses
value-low = faible
value-medium = moyenne
value-high = élevée
value-grant = accorder la licence
value-refuse = refuser la licence
value-conditions_met = les conditions légales sont réunies
value-kitchen_too_small = le local est trop petit pour une cuisine
value-hazard_in_residential_zone = substances dangereuses en zone résidentielle
value-inspection_passed = inspection réussie
value-inspection_failed = inspection non réussie

## Les autres mots du dessin
task-Applied = Demande envoyée
task-Examination = Instruction de la demande
task-ExaminationStarted = L’instruction commence
task-FileComplete = Complet ?
task-RoundsLeft = Déjà demandé deux fois ?
task-Supplied = Sans réponse à temps ?
task-Incomplete = Refusée car incomplète
task-NeedsInspection = Risque élevé ?
task-Departed = Autre que recommandé ?
task-LicenceGranted = Accordée ?
task-Refused = Licence refusée
task-PaymentLapsed = 60 jours sans paiement
task-Lapsed = Octroi caduc
task-Granted = Licence accordée
task-Closed = Dossier clos
task-withdraw = Demande retirée
task-Withdrawn = Retirée
flow-FileComplete_to_AssessRisk = complet
flow-FileComplete_to_RoundsLeft = incomplet
flow-RoundsLeft_to_AskSupplement = non
flow-RoundsLeft_to_BeforeRefusal = oui
flow-Supplied_to_BeforeCheck = fourni
flow-Supplied_to_BeforeRefusal = sans réponse
flow-NeedsInspection_to_BeforeRecommend = sans inspection
flow-NeedsInspection_to_Inspect = risque élevé
flow-Departed_to_BeforeSettle = comme recommandé
flow-Departed_to_ConfirmDeparture = écart
flow-LicenceGranted_to_AskPayment = accordée
flow-LicenceGranted_to_TellRefusal = refusée

# Modèles de ce que les agents écrivent au demandeur.
reply-still_at_work-title = Nous y travaillons encore
reply-still_at_work =
    Bonjour { $applicant },

    votre demande { $number } est entre nos mains. L’étape « { $task } » doit être terminée le { $deadline } au plus tard. Vous n’avez rien à faire d’ici là.

    { $office }
reply-how_to_pay-title = Comment payer la taxe
reply-how_to_pay =
    Bonjour { $applicant },

    la taxe de la demande { $number } ({ $service }) se paie au guichet ou par virement, en indiquant le numéro de la demande. Vous recevez un reçu. Personne n’a le droit de vous demander autre chose que la taxe.

    { $office }
reply-passed_on-title = Ne relève pas de ce service
reply-passed_on =
    Bonjour { $applicant },

    ce que vous demandez ne relève pas de notre décision : nous ne pouvons pas y répondre dans le dossier { $number }. Votre demande n’en est pas affectée.

    { $office }
