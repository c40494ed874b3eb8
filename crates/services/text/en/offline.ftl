# What a phone says without a network, and what is kept on it

offline-title = No connection
offline-text = Your phone or computer has no network at the moment, or the office cannot be reached.
offline-do-wait = Look whether there is a network, then try again. Nothing is lost by waiting.
offline-do-kept = An application that you have begun on this device can be filled in to the end without a network: it is in the list below.
offline-do-sent = If you were just sending something else, it is not certain that it arrived. Look once you are connected again, before you send it a second time.
offline-again = Try again

kept-title = Kept on this device
kept-text = Applications that you began on this device, and answers that the office does not have yet.
kept-list = Applications on this device
kept-none = There is no application on this device.
kept-rules = What is kept here goes when it is sent, when you sign out, or after seven days. On a device that others use too, sign out or remove it.
kept-waiting = Answers are kept on this device and not sent yet.
kept-see = See what is kept
kept-sign-out = Some answers on this device are not sent yet. Signing out deletes them. Sign out?

outbox-sending = Connected again: sending your answers…
outbox-sent = Your answers are saved with the office. The application itself is not sent yet: that is the last step.
outbox-onward = Go on
outbox-away = Not sent yet; kept on this device. As soon as there is a network, your answers are saved with the office.
outbox-cut = No connection. Go on as usual: what you enter is kept on this device until there is a network.
outbox-signin = Your answers are still on this device. Sign in again so that they can be saved with the office.
outbox-signinlink = Sign in
outbox-trouble = Some answers could not be saved with the office. They are still on this device.
outbox-see = See what is to be done
outbox-forget = This deletes the answers on this device that are not sent yet. What the office has stays. Remove them?
outbox-mine = Use what I entered here
outbox-theirs = Drop this, keep what is saved
outbox-remove = Remove from this device
outbox-nothing = All answers are saved with the office.
outbox-goon = Go on with it
outbox-state-waiting = not sent yet
outbox-state-changed = This page was changed on another device in the meantime. Entered here:
outbox-state-refused = The office could not take this:
outbox-state-gone = The application no longer exists: it was deleted, or sent from another device.

kept-form-hint = Fill in the form without a network
kept-form-text = Every question of this application, kept on this device. Answers are checked when they are sent.
kept-form-if = Answer only if this applies to you.
kept-form-later = Is worked out when your answers are sent.
kept-form-continue = Keep and continue
kept-form-check = What happens next
kept-form-check-text = Nothing is sent to the office without you. As soon as there is a network, your answers are saved as a draft and checked. You are then shown all of them, with everything that was worked out; you read them, and send the application yourself.
kept-form-pages = Kept on this device and not sent yet:
kept-form-mistakes = Please look at this page again before you go on.
kept-form-ready = Your answers are saved with the office. Read them, and send the application at the end of this page.
kept-file-refused = Some files that were kept on the device were not taken: { $what }

problem-draft-changed = This page was changed elsewhere in the meantime
problem-draft-changed-do = Nothing was saved. Look at what is saved now, then decide which answers are right.
