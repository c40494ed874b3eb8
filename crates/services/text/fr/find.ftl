# Trouver une démarche, et ce que disent les règles avant la demande
home-events = Que se passe-t-il ?
event-services =
    { $count ->
        [one] Une démarche
       *[other] { $count } démarches
    }
find-near = Aucune démarche ne contient tous ces mots. Voici les plus proches.
find-case = Un dossier
find-case-number = Dossier { $number }
find-case-text = Où il en est, pour qui y a accès.
check-link = Vérifier avant de demander
check-title = Vérifier avant de demander : { $service }
check-heading = Que diraient les règles ?
check-lead = Répondez à quelques questions : les règles qui décideront vous disent à quoi vous attendre. Inutile de dire qui vous êtes.
check-go = Interroger les règles
check-kept = Rien n’est conservé. Vos réponses ne figurent que dans l’adresse de cette page, pour que vous puissiez l’envoyer à quelqu’un.
check-more = Encore une question, d’après vos réponses :
check-again = Modifier les réponses
check-incomplete = Certaines questions sont sans réponse, ou les règles ne peuvent pas la lire.
check-yes = Oui, d’après vos réponses
check-yes-text = Rien ne s’y oppose dans les règles. Les pièces que vous enverrez devront montrer ce que vous avez répondu.
check-no = Non, d’après vos réponses
check-no-text = En l’état, les règles refusent. Vous pouvez demander quand même : vous recevrez une décision motivée, contre laquelle un recours est possible.
check-depends = Un agent devra examiner
check-depends-text = Les règles n’accordent ni ne refusent d’elles-mêmes. La personne qui examine est tirée au sort.
check-rules = Ce que disent les règles
check-read = Lire ces règles en entier
check-apply = Demander avec ces réponses
begin-checked = Vos réponses à la vérification sont déjà remplies. Vous pouvez modifier chacune d’elles.

event-having-a-child = Avoir un enfant
event-having-a-child-text = Ce qu’un nouveau-né demande à l’administration : actes, copies, aides.
event-studying = Étudier
event-studying-text = Papiers et aides pour l’école, la formation et l’université.
event-looking-for-work = Chercher un emploi
event-looking-for-work-text = Ce qui vous aide à trouver un emploi, et ce qu’un employeur peut demander.
event-losing-a-job = Perdre son emploi
event-losing-a-job-text = Vos droits lorsque l’emploi prend fin.
event-looking-for-a-home = Chercher un logement
event-looking-for-a-home-text = Louer, acheter, bâtir, et les aides.
event-changing-relationship = Se marier ou se séparer
event-changing-relationship-text = Ce qui change dans les registres quand un couple se marie ou se sépare.
event-driving = Conduire un véhicule
event-driving-text = Permis, immatriculation et taxe des véhicules.
event-travelling = Voyager à l’étranger
event-travelling-text = Les papiers à avoir avant de partir.
event-moving = Déménager
event-moving-text = Qui prévenir et que faire changer à une nouvelle adresse.
event-being-ill = Être malade
event-being-ill-text = Soins, assurance et aides pendant la maladie.
event-living-with-a-disability = Vivre avec un handicap
event-living-with-a-disability-text = Droits, cartes et aides pour vous et pour qui vous soutient.
event-facing-an-emergency = Faire face à une urgence
event-facing-an-emergency-text = Après un incendie, une inondation ou une autre catastrophe.
event-facing-a-crime = Après une infraction
event-facing-a-crime-text = La signaler, être protégé, obtenir réparation.
event-retiring = Prendre sa retraite
event-retiring-text = Votre pension et ce qui l’accompagne.
event-losing-a-relative = Perdre un proche
event-losing-a-relative-text = Actes, succession et aides après un décès.
event-starting-a-business = Créer une entreprise
event-starting-a-business-text = Autorisations, registres et impôts avant le premier jour.
event-running-a-business = Gérer une entreprise
event-running-a-business-text = Ce que demandent changements, renouvellements et croissance.
event-closing-a-business = Fermer une entreprise
event-closing-a-business-text = Ce qu’il faut clore, et dans quel ordre.
