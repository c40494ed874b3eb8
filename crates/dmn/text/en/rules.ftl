# Why a rule decided as it did

rule-and = {" "}and{" "}
rule-or = {" "}or{" "}
rule-yes = yes
rule-no = no
rule-nothing = not given
rule-applies = Rule { $row } applies{ $law }.
rule-applies-because = Rule { $row } applies because { $because }{ $law }.
rule-other = Rule { $row } does not apply: { $fact }, and it asks for { $condition }.
rule-other-later = Rule { $row } is not reached: a rule before it decides.
rule-more = { $count } more rules do not apply.
rule-none = No rule applies.
rule-several = Rules { $rows } all apply, where only one may: there is no result.
rule-computed = “{ $name }” follows from { $because }.
rule-result = The result of “{ $name }” is { $value }.
rule-others = Why the other rules do not apply
rule-not = anything but { $value }
rule-at-least = at least { $low }
rule-more-than = more than { $low }
rule-at-most = at most { $high }
rule-less-than = less than { $high }
rule-closed = { $low } to { $high }
rule-open-high = { $low } to less than { $high }
rule-open-low = more than { $low } up to { $high }
rule-open = more than { $low } and less than { $high }
