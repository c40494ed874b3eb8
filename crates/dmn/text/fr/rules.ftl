# Pourquoi une règle a décidé ainsi

rule-and = {" "}et{" "}
rule-or = {" "}ou{" "}
rule-yes = oui
rule-no = non
rule-nothing = non renseigné
rule-applies = La règle { $row } s’applique{ $law }.
rule-applies-because = La règle { $row } s’applique, car { $because }{ $law }.
rule-other = La règle { $row } ne s’applique pas : { $fact }, or elle demande { $condition }.
rule-other-later = La règle { $row } n’est pas atteinte : une règle précédente décide.
rule-more = { $count } autres règles ne s’appliquent pas.
rule-none = Aucune règle ne s’applique.
rule-several = Les règles { $rows } s’appliquent toutes, alors qu’une seule le peut : il n’y a pas de résultat.
rule-computed = « { $name } » découle de { $because }.
rule-result = Résultat de « { $name } » : { $value }.
rule-others = Pourquoi les autres règles ne s’appliquent pas
rule-not = autre chose que { $value }
rule-at-least = au moins { $low }
rule-more-than = plus de { $low }
rule-at-most = au plus { $high }
rule-less-than = moins de { $high }
rule-closed = de { $low } à { $high }
rule-open-high = de { $low } à moins de { $high }
rule-open-low = plus de { $low } et jusqu’à { $high }
rule-open = plus de { $low } et moins de { $high }
