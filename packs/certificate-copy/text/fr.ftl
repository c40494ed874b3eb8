# Le service

service-name = Copie d’un acte des registres civils
service-summary = Obtenez une copie certifiée d’un acte du registre des naissances, des mariages ou des résidents. La plupart des copies sont délivrées immédiatement.
service-words = naissance mariage résidence extrait acte livret famille passeport enfant bébé nouveau-né noces décès héritage école preuve
service-who = La personne concernée, ses parents, ses enfants et son conjoint ; un représentant muni d’un mandat écrit ; toute autre personne justifiant d’un intérêt légitime.
service-fee = Gratuit
service-law = Loi relative aux registres civils (n° 4 de 2015), loi fictive de la ville fictive d’Al-Madina.
service-retention = Loi sur les registres civils d’Al-Madina (n° 4 de 2015), article 31 : les demandes de copies sont conservées trois ans
service-result = Une copie certifiée, valable six mois, que chacun peut vérifier grâce à son code.
service-appeal = Vous pouvez contester un refus dans les 30 jours suivant sa notification, gratuitement devant la direction des registres civils, puis devant le tribunal civil (article 20).
agency-name = État civil

# Les intervenants

role-archivist = Archiviste
role-registrar = Officier du registre
role-supervisor = Responsable du service

# Les étapes

task-CheckEligibility = Vérification du droit par les règles
task-TellNotEntitled = Notification du refus par les règles
task-FindEntry = Rechercher l’acte
task-Recommend = Recommandation des règles
task-Review = Examiner la demande
task-ConfirmDeparture = Confirmer une décision qui s’écarte des règles
task-Settle = Décision arrêtée
task-IssueCopy = Délivrance de la copie
task-TellIssued = Notification de la délivrance
task-TellRefusal = Notification du refus

outcome-issued = Copie délivrée
outcome-refused = Copie refusée

# Les pièces à préparer

document-id_copy = Copie de votre pièce d’identité ou de votre passeport
document-mandate = Mandat écrit, si vous agissez pour la personne concernée
document-proof_of_interest = Justificatif de votre intérêt légitime, si vous n’êtes ni un proche ni un mandataire

# La demande

form-request-title = Demande de copie
form-request-page-register = Le registre
form-request-page-entry = L’acte
form-request-page-relation = La personne concernée
form-request-page-purpose = L’usage prévu
form-request-page-delivery = La remise
form-request-page-documents = Les pièces justificatives
form-request-page-declaration = Déclaration

field-request-register = De quel registre s’agit-il ?
    .short = Registre
option-request-register-birth = Naissances
option-request-register-marriage = Mariages
option-request-register-residence = Résidents
field-request-entry_number = Numéro de l’acte
    .hint = De un à six chiffres, comme sur une copie antérieure ou dans le livret de famille.
field-request-year = Année de l’acte
    .hint = L’année de l’inscription, par exemple 1984.
field-request-entry_reference = Référence de l’acte
    .hint = Composée du registre, de l’année et du numéro.
field-request-person_name = Nom complet de la personne concernée
    .hint = Pour un mariage, l’un des deux époux.
field-request-relation = Quel est votre lien avec cette personne ?
    .short = Lien avec la personne
option-request-relation-self = Je suis cette personne
option-request-relation-parent = Son père ou sa mère
option-request-relation-child = Son fils ou sa fille
option-request-relation-spouse = Son conjoint
option-request-relation-representative = Son avocat ou un autre représentant muni d’un mandat écrit
option-request-relation-other = Autre
field-request-purpose = À quoi la copie doit-elle servir ?
    .short = Motif de la demande
option-request-purpose-passport = Passeport ou carte d’identité
option-request-purpose-school = Inscription dans une école ou une université
option-request-purpose-work = Emploi
option-request-purpose-marriage = Mariage
option-request-purpose-inheritance = Succession
option-request-purpose-court = Procédure judiciaire
option-request-purpose-other = Autre usage
field-request-interest = Quel droit l’acte vous permet-il de faire valoir ?
    .hint = Précisez le droit en cause et à l’égard de qui. Un officier du registre le vérifie.
field-request-delivery = Comment souhaitez-vous recevoir la copie ?
option-request-delivery-email = En ligne, par un lien envoyé par courriel
option-request-delivery-counter = Sur papier, au guichet
field-request-email = Adresse électronique
    .hint = Les notifications y sont envoyées et figurent aussi sur la page de votre dossier.
field-request-id_copy = Votre pièce d’identité ou votre passeport
    .hint = Recto et verso de la carte d’identité, ou page du passeport avec la photo.
field-request-mandate = Mandat écrit
    .hint = Signé par la personne concernée.
field-request-proof_of_interest = Justificatif de votre intérêt légitime
    .hint = Par exemple une assignation ou une lettre de notaire.
field-request-agree = Je déclare que les renseignements fournis sont exacts. Je sais que l’usage sans droit de l’acte d’autrui est une infraction (article 22).
error-request-year = L’année ne peut pas être future.

# La recherche

form-search-title = Recherche de l’acte
form-search-page-search = L’acte
form-search-page-place = Emplacement
field-search-found = Avez-vous trouvé l’acte, et correspond-il à la demande ?
    .short = Acte trouvé
option-search-found-yes = Oui
option-search-found-no = Non
field-search-place = Emplacement dans le registre
    .hint = Volume et page, ou numéro d’enregistrement du registre numérique.
field-search-remarks = Remarques

# L’examen

form-review-title = Examen de la demande
form-review-page-decision = Décision
form-review-page-reasons = Motifs
field-review-outcome = Que décidez-vous ?
    .hint = Si vous vous écartez de la recommandation des règles, un second officier tiré au sort doit confirmer votre décision.
option-review-outcome-issue = Délivrer la copie
option-review-outcome-refuse = Refuser la copie
field-review-reason = Motifs de la décision
    .hint = Le demandeur lit ce texte. Indiquez les faits et l’article de la loi.
error-review-outcome = Aucune copie ne peut être délivrée sans acte correspondant.

form-confirmation-title = Confirmation d’une décision qui s’écarte des règles
form-confirmation-page-confirmation = Confirmation
form-confirmation-page-reasons = Motifs
field-confirmation-confirmed = Confirmez-vous la décision qui s’écarte des règles ?
    .hint = À défaut de confirmation, la recommandation des règles s’applique.
option-confirmation-confirmed-yes = Oui, la décision est maintenue
option-confirmation-confirmed-no = Non, la recommandation des règles s’applique
field-confirmation-reason = Motifs
    .hint = Le demandeur peut lire ce texte.

# La copie

certificate-title = Copie d’un acte des registres civils
certificate-line-1 = Registre
certificate-line-2 = Référence de l’acte
certificate-line-3 = Nom figurant dans l’acte
certificate-line-4 = Délivrée pour l’usage suivant

# Les notifications

notice-issued-subject = Votre copie { $number } est prête
notice-issued-body =
    La copie de l’acte { $request_entry_reference } est délivrée. Elle est valable six mois.

    { $request_delivery ->
        [counter] Vous pouvez la retirer sur papier à tout guichet des registres civils, muni de votre pièce d’identité et du numéro { $number }. Elle est aussi disponible ici :
       *[email] Vous pouvez l’obtenir ici et la présenter à toute personne ; son code permet à chacun d’en vérifier l’authenticité :
    }
    { $link }

notice-not_entitled-subject = Votre demande { $number } est refusée
notice-not_entitled-body =
    Votre demande { $number } de copie de l’acte { $request_entry_reference } est refusée. Les inscriptions au registre des résidents ne sont délivrées qu’à la personne concernée et à ses proches, ou à un représentant muni d’un mandat écrit (article 13, § 2).

    Cette décision résulte de la seule application des règles, qui figurent au dossier. Vous pouvez présenter une nouvelle demande accompagnée d’un mandat. Vous pouvez aussi former un recours dans les 30 jours suivant la présente notification, gratuitement devant la direction des registres civils, puis devant le tribunal civil (article 20).

    Le dossier complet :
    { $link }

notice-refused-subject = Votre demande { $number } est refusée
notice-refused-body =
    Votre demande { $number } de copie de l’acte { $request_entry_reference } est refusée.

    Fondement : { $ruling_ground ->
        [no_entry] aucun acte ne correspond à votre demande (article 10, § 1).
        [no_legal_interest] les tiers doivent justifier d’un intérêt légitime (article 14, § 4).
       *[other] les motifs exposés ci-après (article 15).
    }

    Motifs : { $ruling_reason }

    Vous pouvez former un recours dans les 30 jours suivant la présente notification, gratuitement devant la direction des registres civils, puis devant le tribunal civil (article 20).

    Le dossier complet, avec les règles appliquées :
    { $link }

# La loi que suit chaque tâche

law-FindEntry = Article 10 : une copie ne peut être faite que d’un acte qui existe.
law-Review = Article 14 : l’officier du registre décide quand l’acte est sur papier ou qu’un tiers le demande.
information-Review = Article 14(2) : l’officier du registre peut demander la preuve de l’identité du demandeur. Le délai est suspendu jusqu’à la réponse, cinq jours ouvrables au plus.
law-ConfirmDeparture = Article 15 : s’écarter des règles exige l’accord d’un second officier.

# Comment s’appellent les règles, leurs colonnes et leurs résultats

rule-eligibility = Admissibilité
rule-entitlement = Qualité pour demander
rule-medium = Support de l’acte
rule-recommendation = Recommandation
term-route = Mode de délivrance
term-recommended = Ce que les règles recommandent
term-outcome = Décision
term-reason = Motif
value-automatic = immédiatement, sans agent
value-manual = par un officier du registre
value-refused = pas du tout
value-issue = délivrer la copie
value-refuse = refuser la copie
value-own = la personne concernée par l’acte
value-family = proche famille
value-representative = représentant
value-third_party = autre personne
value-none = aucune qualité
value-digital = registre numérique
value-paper = registre papier
value-entitled = droit à la copie
value-paper_register = l’acte n’existe que sur papier
value-mandate = le mandat est à vérifier
value-legal_interest = l’intérêt légitime est à vérifier
value-no_legal_interest = aucun intérêt légitime
value-not_entitled = pas de droit à la copie
value-no_entry = l’acte n’a pas été trouvé

## Les autres mots du dessin
task-Requested = Copie demandée
task-Route = Comment est-ce décidé ?
task-Departed = Autre que recommandé ?
task-CopyGranted = Accordée ?
task-Issued = Copie délivrée
task-NotEntitled = Aucun droit
task-Refused = Copie refusée
flow-Route_to_BeforeIssue = automatique
flow-Route_to_FindEntry = par un officier
flow-Route_to_TellNotEntitled = aucun droit
flow-Departed_to_BeforeSettle = comme recommandé
flow-Departed_to_ConfirmDeparture = écart
flow-CopyGranted_to_BeforeIssue = délivrer
flow-CopyGranted_to_TellRefusal = refuser
