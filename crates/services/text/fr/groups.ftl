# Les mêmes questions pour chacune de plusieurs choses

group-add = Ajouter
group-add-another = Ajouter encore
group-remove = Retirer
group-blank = Laissez vide ce dont vous n’avez pas besoin.
group-label = { $item } – { $label }
group-answer = { $label } : { $value }
group-between =  ;{" "}
group-files = Choisissez de nouveau vos fichiers avant l’envoi : la page est revenue sans eux.
