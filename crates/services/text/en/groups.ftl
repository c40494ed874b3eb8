# The same questions for each of several things

group-add = Add
group-add-another = Add another
group-remove = Remove
group-blank = Leave empty what you do not need.
group-label = { $item }: { $label }
group-answer = { $label }: { $value }
group-between = ;{" "}
group-files = Choose your files again before you send: the page came back without them.
