# An answer that was changed in two places: both, and a choice
outbox-here = Entered on this device
outbox-saved = Saved with the office
outbox-differs = different
outbox-no-answer = No answer
