# The words of the citizens' and officials' pages. Every key exists in ar, en and fr.

nav-services = Services
nav-cases = My cases
nav-work = Work list
nav-overview = Overview
nav-verify = Check a receipt
nav-record = The record
nav-demo = Demo people

role-applicant = Applicant
role-office = Office
answer-yes = Yes
answer-no = No
answer-none = –
refusal-erased = It was erased, at the request of the person concerned or because its time was over. Its place in the record remains.

## Home
home-page = Public services
home-title = Ask your administration. See every step.
home-lead = Apply in minutes. Nobody chooses who decides on your case, and every step goes into a public record that nobody can rewrite.
home-search = Search for a service
home-services = Services
home-found =
    { $count ->
        [0] Nothing found for “{ $query }”
        [one] 1 service for “{ $query }”
       *[other] { $count } services for “{ $query }”
    }
home-none = Try another word, or look at all services.
home-all = All services
home-promises = What you can rely on
home-draw-title = Nobody picks your case
home-draw-text = The system draws the official by lot. The draw can be recomputed by anyone.
home-record-title = Nothing is rewritten
home-record-text = Each step is an entry in a public record. You get a receipt for every one.
home-time-title = Time is measured
home-time-text = We show the time promised and the time that it really took, from the record itself.
home-check-title = You need not trust us
home-check-text = Receipts can be checked on your own computer, with software that others wrote.

## A service
service-start = Start now
service-who-heading = Who can apply
service-need-heading = What you need
service-need-nothing = You need no documents.
service-document-if = (if it applies to you)
service-time-heading = How long it takes
service-facts-heading = Good to know
service-fee-heading = Fee
service-result-heading = What you get
service-law-heading = Law
service-appeal-heading = If you disagree
service-version-heading = Version of the procedure
service-how-heading = How it works
service-how-apply = Each page asks one group of questions. Your answers are saved as you go.
service-how-draw = The system draws the officials who work on your case. They cannot choose, swap or park it.
service-how-follow = You follow each step, and you see who has read your data.
service-how-check = You can check each step yourself with its receipt.
service-days =
    { $days ->
        [0] Less than 1 working day
        [one] 1 working day
       *[other] { $days } working days
    }
service-promised-days =
    { $days ->
        [one] Promised: 1 working day
       *[other] Promised: { $days } working days
    }
service-promised = promised by the office
service-measured =
    { $count ->
        [one] what the only case of the last twelve months really took
       *[other] what half of the { $count } cases of the last twelve months took at most
    }
service-ninth = what nine in ten took at most
service-unmeasured = No case was closed in the last twelve months, so nothing could be measured.
service-open =
    { $count ->
        [0] No case is open now.
        [one] 1 case is open now.
       *[other] { $count } cases are open now.
    }
service-departures = Officials departed from what the rules recommend in { $departed } of { $decided } completed tasks.

## Before applying
begin-title = Before you start: { $service }
begin-drafts = Go on with a saved application
begin-draft = Saved { $time }
begin-draft-state = Not sent yet
begin-need = What to have at hand
begin-need-text = Photographs or scans (PDF, PNG or JPEG) will do:
begin-saved = Your answers are saved after each page. You can stop at any time and return.
begin-start = Begin a new application

## The wizard
apply-continue = Continue
apply-later = Save and return later
apply-check-step = Check your answers
apply-check-title = Check your answers
apply-send-title = Send your application
apply-send-text = By sending it you confirm that your answers are true to the best of your knowledge. It becomes an entry in the record, and you get a receipt.
apply-send = Send the application
apply-delete-title = I do not want to send it
apply-delete-text = Your answers and files are deleted. Nothing was sent, so nothing is in the record.
apply-delete = Delete these answers
draft-saved = Saved. You can go on whenever you like.
draft-deleted = The answers were deleted.
form-change = Change
form-confirm = Please confirm
form-computed = Worked out from your answers.
form-computed-later = Worked out once the questions above are answered.
form-no-answer = Not answered
form-remove-file = Remove
form-file-empty = { $label }: the file { $name } is empty. Choose another.
form-file-large = { $label }: the file { $name } is larger than 10 MB. Choose a smaller one, or scan it at a lower resolution.
form-file-kind = { $label }: { $name } is not of a kind that we accept here. We look at the content, not at the name. Save it in one of the kinds named and choose it again.

field-error-required = { $label }: answer this question
field-error-too-short = { $label }: use at least { $limit } characters
field-error-too-long = { $label }: use at most { $limit } characters
field-error-minimum = { $label }: this must be { $limit } or more
field-error-maximum = { $label }: this must be { $limit } or less
field-error-pattern = { $label }: compare with the example, something is different
field-error-format = { $label }: check how it is written
field-error-email = { $label }: enter an address like name@example.org
field-error-type = { $label }: we cannot read this answer, write it another way
field-error-choice = { $label }: choose one of the answers
field-error-too-few = { $label }: give at least { $limit }
field-error-too-many = { $label }: give at most { $limit }
field-error-unknown = { $label }: this form has no such field
field-error-custom = { $label }: this answer does not fit the others
field-error-missing-file = { $label }: attach the file again
field-error-departure-reason = { $label }: your decision departs from what the rules recommend, so say why. A second official will read it.
field-error-too-large = { $label }: the file is too large
field-error-before-start = { $label }: this day is before the first day

## After sending
submitted-title = Application sent
submitted-promised =
    { $days ->
        [one] The office promises a decision within 1 working day. Time stands still while it waits for you.
       *[other] The office promises a decision within { $days } working days. Time stands still while it waits for you.
    }
submitted-receipt = Your receipt
submitted-receipt-text = Keep the file. It proves what you sent and when, even if this site were gone. The code leads to the same entry.
submitted-download = Download the receipt
submitted-qr = QR code that leads to the check of this entry
submitted-next = What happens next
submitted-next-draw = The system draws an official for the first step. You see who could be drawn and the proof.
submitted-next-follow = You can follow each step and write to the office on the case’s page.
submitted-next-mail = We write to you when something is needed from you, and when there is a decision.
submitted-follow = Follow the case

## Cases
cases-title = My cases
cases-drafts = Not sent yet
cases-sent = Sent
cases-none = You have no cases yet
cases-none-text = When you apply for something, you find it here with each of its steps.
cases-start = See the services
cases-line = { $number } · sent { $date }
cases-due = · promised by { $date }
status-yours = Waits for you
status-open = With the office
status-paused = Time stands still
status-incident = Stopped by a fault
status-closed = Closed
status-erased = Erased

case-number = Case
case-status = Status
case-outcome = Outcome
case-opened = Sent
case-worked = It took
case-due = Promised by
case-paused = Time stands still until the answer arrives
case-now = Now
case-with = { $task } ({ $role })
case-with-nobody = { $task } ({ $role }): nobody is available, the draw waits
case-do = Do this now
case-do-by = Please do it by { $date }.
case-certificate = Show and print
case-timeline = What has happened
case-earlier = Earlier steps
case-all = Show every entry, also the small ones
case-fewer = Show only the main steps
case-draw = How the official was drawn
case-messages = Messages
case-no-messages = No messages yet.
case-message = Write a message
case-message-send = Send the message
case-message-sent = The message was sent.
case-message-required = Write something before you send it
case-message-too-long = Write at most 5,000 characters
case-documents = Documents
case-no-documents = No documents.
case-sent = What was sent

action-confirm = Yes, do it
action-leave = No, leave everything as it is
action-warning = This cannot be undone.
action-done = Done. It is in the record.

## Entries
entry-caption = Entry of case
entry-index = Number in the record
entry-time = Time
entry-kind = Kind
entry-receipt-text = The receipt proves this entry on its own: to you, to a court, to anybody, without asking us.
entry-body = What the entry says, word for word
entry-proof = Proof
entry-proof-text =
    { $count ->
        [0] The entry is the only one in the record: it is the root itself.
        [one] One hash leads from this entry to the root that the record has signed.
       *[other] { $count } hashes lead from this entry to the root that the record has signed.
    }
entry-proof-hashes = The hashes on the way
entry-checkpoint = The signed checkpoint
entry-verify = Check a receipt here, or without us

fact-case-opened = Application received
fact-task-assigned = { $task }: assigned to { $role }
fact-task-waiting = { $task }: no { $role } is available
fact-task-declined = { $task }: given back, somebody else is drawn
fact-task-reminded = { $task }: a reminder was sent
fact-task-overdue = { $task }: the deadline has passed
fact-task-completed = { $task }: done by { $role }
fact-task-lapsed = { $task }: the legal time has passed, and the law decided
fact-rule-decided = { $task }
fact-service-done = { $task }
fact-timer-fired = A time has come: { $task }
fact-message-correlated = { $message }
fact-incident-raised = Stopped by a fault: { $task }
fact-incident-retried = It was tried again
fact-clock-paused = The office’s time stands still
fact-clock-resumed = The office’s time runs again
fact-certificate-issued = Certificate { $number } issued
fact-case-closed = Closed: { $outcome }
fact-message-sent = Message from { $from }
fact-document-added = Document added: { $name }
fact-data-read = Case read by { $role }
fact-access-refused = Somebody without a right to it asked for this case and was refused
fact-notice-queued = Notice: { $subject }
fact-notice-sent = A notice was delivered
fact-notice-failed = A notice could not be delivered
fact-due = To be done by { $date }.
fact-departed = The decision departs from what the rules recommend. Reason:

kind-log-created = The record begins
kind-clock-jumped = The clock jumped
kind-clock-compared = The clock was compared
kind-pack-deployed = A procedure is put into force
kind-person-registered = Somebody is registered
kind-person-changed = Somebody changed their data
kind-role-granted = A role is given
kind-role-revoked = A role is taken away
kind-absence-declared = An absence is declared
kind-absence-ended = An absence ends
kind-interest-declared = An interest is declared
kind-passkey-added = A passkey is added
kind-passkey-removed = A passkey is removed
kind-session-opened = Somebody signed in
kind-case-opened = An application is received
kind-task-assigned = A task is given
kind-task-waiting = A task waits for somebody
kind-task-declined = A task is given back
kind-task-reminded = A reminder
kind-task-overdue = A deadline has passed
kind-task-completed = A task is done
kind-task-lapsed = A legal time has passed
kind-rule-decided = A rule decided
kind-service-done = The system did a step
kind-timer-fired = A time has come
kind-message-correlated = A message moved the case
kind-incident-raised = A fault stopped the case
kind-incident-retried = What stopped is tried again
kind-clock-paused = Time stands still
kind-clock-resumed = Time runs again
kind-certificate-issued = A certificate is issued
kind-case-closed = A case is closed
kind-message-sent = A message
kind-document-added = A document is added
kind-data-read = Data was read
kind-access-refused = Access was refused
kind-notice-queued = A notice is to be sent
kind-notice-sent = A notice was delivered
kind-notice-failed = A notice could not be delivered
kind-case-erased = A case is erased
kind-person-erased = A person’s data is erased

## Draws
draw-title = How somebody was drawn: { $task }
draw-text = Every { $role } of the office was considered. Who has more open tasks has a smaller chance. Officials appear by number: names are not published.
draw-holds = The draw holds
draw-holds-text = It was recomputed just now from the entry alone.
draw-fails = The draw does not hold
draw-candidates = Who could be drawn
draw-official = Official
draw-load = Open tasks
draw-result = Result
draw-chosen = Drawn
draw-not-chosen = Not drawn
draw-excluded-absent = Not in the draw: absent
draw-excluded-applicant = Not in the draw: is the applicant
draw-excluded-conflict = Not in the draw: declared an interest
draw-excluded-acted = Not in the draw: has acted on this case
draw-excluded-declined = Not in the draw: gave the task back
draw-excluded-overload = Not in the draw: has too many open tasks
draw-proof = Proof
draw-proof-text = The lot is a verifiable random function (RFC 9381) over what the applicant sent. Its key was fixed before the case existed, so nobody could choose the result, not even the operator.
draw-element = Step of the procedure
draw-visit = Visit / redraw
draw-content = Hash of what was sent
draw-whole = The whole draw, to recompute

## Certificates
certificate-qr = QR code that leads to the public page of this certificate
certificate-check = Scan the code to see whether this certificate holds.
certificate-issued = Issued
certificate-until = Valid until
certificate-for-good = Without end
certificate-number = Number
certificate-service = Service
certificate-holds = This certificate was issued and holds today
certificate-ended = This certificate was issued, but its time is over
certificate-compare = Compare the number and the dates with the paper before you. What else stands on it is proven by its receipt: ask its holder for the file.
certificate-verify = Check the receipt

## Tasks
task-due = To be done by
task-recommended = What the rules recommend
task-departure = You may decide otherwise. Then you give a reason, a second official is drawn to confirm, and it counts in the public statistics.
task-why = Why: { $task }
task-rule = Rule
task-rule-version = Version of the rules
task-rule-value = Result
task-rule-entry = Entry
task-rule-inputs = What the rule was given
task-no-form = Confirm that this was done.
task-send = Send
task-decide = Decide and complete the task
task-decline = I cannot do this task
task-write = Write to the applicant
task-case = The case’s page with its timeline
task-sent = Sent. The case goes on.
task-done = Done. The case goes on, and the entry is in the record.
decline-title = Give the task back
decline-text = Somebody else is drawn. Your reason is an entry in the record, and you cannot be drawn for this task again.
decline-reason = Why can you not do it?
decline-hint = For example: I know the applicant.
decline-send = Give it back
decline-done = The task was given back, and somebody else is drawn.
decline-required = Say why you cannot do it
decline-too-long = Use at most 2,000 characters

work-title = Work list
work-lead = These tasks were drawn for you. Nobody can take them from you or add to them by hand. The most urgent comes first.
work-none = Nothing to do
work-none-text = No task has been drawn for you at the moment. We write to you when one is.
work-line = { $service } · { $number } · as { $role }
work-due = · by { $date }
work-open = Open
work-soon = Due soon
work-overdue = Overdue

overview-title = Overview
overview-lead = What needs attention at your office. You decide no case: that is the draw’s and the officials’ part. What a fault stopped, you mend with a second supervisor.
overview-late = Past their deadline
overview-late-none = No task is late.
overview-waiting = Nobody could be drawn
overview-waiting-none = Every task has somebody.
overview-stopped = Stopped by a fault
overview-stopped-none = No case is stopped.
overview-undelivered = Notices not delivered
overview-undelivered-none = All notices were delivered.
overview-no-deadline = No deadline
overview-given-up = Given up
overview-next = Next try { $date }

## Checking
verify-title = Check a receipt
verify-lead = Upload a receipt, and we say link by link whether it holds. You need not sign in, and the file is not kept.
verify-file-heading = With the receipt’s file
verify-file = Receipt
verify-file-hint = The file that you downloaded: receipt-….json
verify-paste = Or paste its text
verify-paste-label = The receipt’s text
verify-check = Check it
verify-code-heading = With the code
verify-code = Code
verify-code-hint = It stands beside the QR code, for example 1234-7K3M-9QXA.
verify-look = Look it up
verify-no-code = This is not a code. Compare it with the receipt: a number, then two groups of four letters or digits.
verify-unknown-code = The record has no entry with this code. Compare it with the receipt, sign by sign.
verify-known = The record has this entry
verify-known-text =
    { $size ->
        [one] It was proven just now against the signed checkpoint over 1 entry. What the entry says is known only to those whom it concerns.
       *[other] It was proven just now against the signed checkpoint over { $size } entries. What the entry says is known only to those whom it concerns.
    }
verify-leaf = Hash of the leaf
verify-holds = The receipt holds
verify-holds-signed =
    { $size ->
        [one] This record signed a checkpoint over 1 entry.
       *[other] This record signed a checkpoint over { $size } entries.
    }
verify-holds-included = The entry is one of them, at the place and time named.
verify-holds-body = What it says is what was entered, to the letter.
verify-holds-history =
    { $size ->
        [one] The record still begins with those entries; it has 1 today.
       *[other] The record still begins with those entries; it has { $size } today.
    }
verify-holds-draw = The draw in it was recomputed and holds.
verify-holds-witnesses =
    { $count ->
        [one] 1 independent witness has signed as well.
       *[other] { $count } independent witnesses have signed as well.
    }
verify-holds-stamp = { $authority } has signed that its checkpoint existed at:
verify-fails-stamp = The timestamp in it does not hold: it was changed, or belongs to another checkpoint.
verify-national-unchecked = It also carries a proof through a national log, which this page does not check. This does:
verify-holds-policy = They are enough by the rule of this office.
verify-holds-no-policy = They are not yet enough by the rule of this office. For a new entry that takes some seconds: download its receipt again then.
verify-fails = The receipt does not hold
verify-fails-file = The file is not a receipt, or it was cut off or changed.
verify-fails-signature = The checkpoint in it was not signed by this record.
verify-fails-place = The proof belongs to another record or another entry.
verify-fails-inclusion = The hashes in it do not lead to the signed root.
verify-fails-body = What it says is not what was entered: somebody changed the text after the fact.
verify-fails-history = This record is not the continuation of the one that the receipt is of. If you have not changed the file, keep it and show it to the court, the press or a watchdog: it is evidence.
verify-fails-draw = The draw in it does not hold.
verify-fails-do = Download the receipt again from the case’s page and compare. If the new one holds and yours does not, the file was damaged.
verify-without = Without us
verify-without-text = You need not believe this page. On your own computer, without a network:
verify-without-other = A receipt is a C2SP tlog-proof with the entry beside it. Any software that follows that specification checks it too.
verify-record = How the record works, and its key

record-title = The record
record-lead = Every step of every case is an entry in one list. Nobody can change or remove an entry unseen: not an official, not a minister, not whoever runs this machine.
record-what = How it works
record-entry = An entry says who did what in which case and when. Only those whom it concerns can read it.
record-leaf = A fingerprint of the entry, its leaf, is published. It tells nothing of what the entry says.
record-tree = All leaves are hashed into one tree. Its root changes when a single one of them does.
record-sign = The root is signed and published. Whoever keeps an old one can prove at any time whether the list was rewritten.
record-now = The record today
record-origin = Name
record-size = Entries
record-vkey = Key that signs it
record-draw-key = Key that draws officials
record-read = Read it yourself
record-read-text = The record is published as C2SP tlog-tiles. Everybody may copy it whole.
record-address = Address
record-holds = What is there
record-holds-checkpoint = The newest signed checkpoint
record-holds-tile = Hashes of the tree, 256 at a time
record-holds-entries = The leaves, 256 at a time
record-check = Check it
record-check-text = With a receipt you can check that your entry is in the record, here or without us.

## Signing in
sign-in-title = Sign in
sign-in-why = We send you a code by e-mail. There is no password. If you are new, this makes your account.
sign-in-email = E-mail address
sign-in-email-hint = For example name@example.org
sign-in-email-error = Enter an e-mail address, like name@example.org
sign-in-send = Send me a code
sign-in-demo = This is a demonstration: you can also be one of its people.
sign-in-demo-link = Choose somebody
sign-in-passkey-title = With a passkey
sign-in-passkey-text = If you have added a passkey, your device signs you in without a code.
sign-in-passkey = Sign in with a passkey
sign-in-passkey-failed = That did not work. Try again, or sign in with a code.
sign-in-code-title = Enter the code
sign-in-sent = If the address is right, we have just sent eight digits to
sign-in-code = Code
sign-in-code-hint = Eight digits. The code works for ten minutes.
sign-in-code-error = This code is not right, or it is too old. Check it, or ask for another.
sign-in-button = Sign in
sign-in-no-code = I did not get a code
sign-in-again-text = It can take a minute. Look in the folder for unwanted mail, and check that the address is right.
sign-in-again = Ask for another code

## Account
account-title = My account
account-email = E-mail address:
account-name = Name
account-name-hint = As you want to be addressed, and as it is filled into applications.
account-name-error = Use at most { $limit } characters
account-language = Language of messages
account-language-hint = The language in which we write to you.
account-language-error = Choose a language
account-save = Save
account-saved = Your data was saved.
account-passkeys = Passkeys
account-passkeys-text = With a passkey you sign in with the lock of your device: a finger, your face, a PIN. Nothing secret leaves the device.
account-passkeys-script = To add a passkey, turn JavaScript on. Codes by e-mail work without.
account-passkeys-full = You have as many passkeys as we can keep. Remove one before you add another.
account-passkey = Passkey
account-passkey-label = Its name, for example: my telephone
account-passkey-add = Add a passkey
account-passkey-added = The passkey was added.
account-passkey-remove = Remove
account-passkey-removed = The passkey was removed.
account-yours = Your data
account-readings = Who read my data
account-duty = Absences and interests
account-erase = Erase my data

readings-lead = Whenever an official opens one of your cases, that is an entry in the record. So is every attempt of somebody without a right to it.
readings-none = Nobody has read your cases yet
readings-none-text = As soon as somebody does, you see it here.
readings-when = When
readings-who = Who
readings-case = Case
readings-proof = Proof
readings-refused = Somebody without a right to it (refused)

erase-what = Your name, your address and what you sent become unreadable for everybody, for good: their key is destroyed.
erase-proofs = The record keeps its fingerprints, which tell nothing of you. Your receipts stay valid.
erase-law = Cases that are still open have to end first, or you withdraw them.
erase-final = You are signed out, and the same address starts anew.
erase-sure = Do you want that?
erase-sure-yes = Yes, erase my data for good
erase-sure-error = Tick the box if you want your data erased
erase-open = This is not possible yet: a case is still open, or you work for the office.
erase-button = Erase my data
erase-done = Your data was erased

duty-absence = Absences
duty-absence-text = While you are away you are not in any draw. What you have open is drawn anew when your absence begins.
duty-from = First day away
duty-until = Last day away
duty-date-error = Enter a day, month and year
duty-order = The last day lies before the first
duty-absence-button = Declare the absence
duty-absence-done = The absence was declared.
duty-return = End this absence
duty-return-done = The absence has ended.
duty-interest = Interests
duty-interest-text = Name businesses or people on whose cases you must not decide. You are left out of their draws. Only a fingerprint of it is stored.
duty-subject = Register number or e-mail address
duty-subject-hint = For example 2019-04512
duty-subject-error = Enter a register number or an e-mail address
duty-why = Why
duty-interest-button = Declare the interest
duty-interest-done = The interest was declared.

## Demonstration
demo-title = Demo people
demo-lead = Be a citizen and apply for something. Then be the official whom the draw chose, and decide. Then check the receipt.
demo-citizens = Citizens
demo-officials = Officials
demo-enter = Continue as { $name }
demo-warning = These people and their office are invented. Everything else is real: the draw, the record, the proofs.
demo-citizen = Citizen
demo-clerk = Intake clerk
demo-inspector = Inspector
demo-officer = Licensing officer
demo-cashier = Cashier
demo-archivist = Archivist
demo-registrar = Registrar
demo-supervisor = Supervisor

api-file = This is not base64 of a PDF, PNG, JPEG, WebP, ODT or DOCX file
api-idempotency-reused = This Idempotency-Key was used for another request. Take a new key for each write.
field-error-file-kind = { $label }: a file of this kind is not accepted here
kind-session-refused = Somebody tried to sign in with wrong codes

## Pictures of a case and of a service
case-way = The way of this case
case-used =
    { $promised ->
        [one] { $used } of 1 working day used
       *[other] { $used } of { $promised } working days used
    }
why-title = Why
service-chart = Promised and measured, in working days
service-chart-what = What
service-chart-days = Working days
draw-chance = Chance
draw-percent = { $n }%

task-more = Your answer leads to further questions. Please answer them, too. Nothing was sent yet.

## Rules
nav-rules = Rules
service-rules-heading = The rules of this service
service-rules = The system decides by these rules, or recommends by them. Anybody can read them and try them.
rules-title = Rules
rules-lead = Rules are law: anybody may read them and try what they decide. What you try is not kept.
rules-none = No service has rules yet.
rules-version = Version { $version }
rules-try = Try the rules
rules-try-hint = Answer what you want to know about. What is left out counts as not given.
rules-decide = Show what the rules decide
rules-result = Result
rules-tables = The tables
rules-versions = Versions
rules-shown = shown here
rules-current = in force
rules-compare = Compare two versions over decided cases
rules-json = As data (JSON)
rules-stopped = The decision was stopped: it takes more work than is allowed here.
rules-number = Rule
rules-law = Law
rules-applied = applies
rules-any = any
rules-iso-hint = As ISO 8601, for example 14:30:00, 2026-12-01T14:30:00 or P3M
rules-feel-hint = A FEEL expression or JSON, for example 12, "food", true or {"{"}"area": 60{"}"}
rules-no-number = Give a number, such as 60 or 12.5
rules-no-date = Give a day that exists, such as 27 11 2026
rules-no-iso = Write it as ISO 8601, such as 14:30:00 or P3M
rules-no-choice = Choose one of the answers
rules-no-feel = This is no FEEL expression: line { $line }, character { $column }: { $cause }
rules-file = Try a file of rules
rules-file-title = A file of rules
rules-file-lead = Check a DMN file and try what it decides. Nothing is deployed and nothing is kept.
rules-file-field = DMN file
rules-file-hint = DMN 1.1 to 1.6, up to 256 KB
rules-file-look = Check the file
rules-file-missing = Choose a DMN file
rules-file-large = This file is larger than 256 KB
rules-refused = This file cannot run: see what the check finds.
rules-no-decision = There is no decision in this file.
rules-which = Which decision?
rules-show = Show
rules-findings = What the check finds
rules-no-findings = The check finds nothing wrong.
rules-error = Error
rules-warning = Warning
rules-place = line { $line }, character { $column }
rules-compare-title = Compare two versions of the rules
rules-compare-lead = “{ $task }”: which of the cases decided so far would come out otherwise?
rules-compare-with = Compare with
rules-compare-file = The file chosen below
rules-compare-read = Each changed case that is shown to you counts as read by you; its applicant sees that.
rules-compare-do = Compare
rules-compare-result = What changes
rules-compare-unknown = That version has no such decision
rules-before = This version
rules-after = The other version
rules-because = Rule { $row } of “{ $table }”
rules-compare-count =
    { $cases ->
        [one] { $changed } of 1 decided case would come out otherwise.
       *[other] { $changed } of { $cases } decided cases would come out otherwise.
    }
rules-compare-rest =
    { $count ->
        [one] 1 more changed case is not shown.
       *[other] { $count } more changed cases are not shown.
    }
rules-same = The same rules apply, with another result.

## The drawing of a procedure
drawing-title = { $service }: the procedure as a drawing
drawing-region = The drawing. It is wider than the page: move sideways to see all of it.
drawing-show = Show the whole procedure as a drawing
drawing-case = Show where this case is in a drawing of the procedure
drawing-done = Done
drawing-here = The case is here
drawing-now = now
drawing-go = Go to it in the drawing: { $task }
drawing-later = Not reached
drawing-words = The same in words: the way of this case
drawing-wait-short = Short wait
drawing-wait-long = Long wait
drawing-passed = How often the step was done
steps-heading = The steps, and how long each is waited for
steps-task = Step
steps-who = Who does it
steps-passed = Times done
steps-wait = Half of them took at most
steps-few = Fewer than five cases
steps-short = less than a working day
steps-system = All other steps are done by the system, without anybody’s hand: it decides by the published rules, asks, and notifies.
steps-measured =
    { $count ->
        [one] Measured over 1 closed case of this version of the procedure.
       *[other] Measured over the last { $count } closed cases of this version of the procedure.
    }
steps-unmeasured = There are no times yet: they are shown once five closed cases of this version stand behind them.
steps-mark =
    { $passed ->
        [one] done once; it took { $wait }
       *[other] done { $passed } times; half of them took at most { $wait }
    }

## Cases that stopped, and their mending
stopped-list = Cases stopped by a fault
stopped-list-lead = Each waits where it stopped until the fault is mended. Trying again needs one person, everything else two.
stopped-list-line = { $number }, since { $date }
stopped-list-waiting =
    { $count ->
        [one] 1 proposal waits for a second person
       *[other] { $count } proposals wait for a second person
    }
stopped-list-all = All stopped cases, and what can be done
stopped-see = See what stopped it, and what can be done
stopped-title = This case was stopped by a fault
stopped-over = This case is not stopped
stopped-over-text = It goes on. What was done about it is below and in the case’s timeline.
stopped-at = Stopped at: { $task }
stopped-nowhere = no step in particular
stopped-since = Since
stopped-why = Why
stopped-text = What the system says
stopped-entry = In the record
stopped-entry-link = The entry of this fault
stopped-drawing = Where it is in the procedure
stopped-case = The case’s page
stopped-why-no-way = After this step no way is open: no condition holds, and there is none for all other cases. Most often a value is missing or another than the procedure expects.
stopped-why-expression = A condition, a time or a list of the procedure could not be computed, most often because a value is of the wrong kind.
stopped-why-rule = The rules could not decide, most often because a value is of the wrong kind.
stopped-why-service = The system could not do this step, most often because a value is of the wrong kind.
stopped-why-task = This task cannot be given to anybody: the procedure says too little about it.
stopped-why-lapse = The legal time of this task has passed, and what the law makes of it could not be computed.
stopped-why-timer = A time has come, and the procedure would go on without end after it.
stopped-why-endless = The procedure does one automatic step after the other and never waits.
stopped-why-other = The step could not be done.
drawing-stopped = The case stopped here
mend-title = Mend it
mend-this = Mend this one
mend-lead = All that you do here is an entry in the record. The applicant reads it, with your reason and without your name.
mend-retry = Try again
mend-retry-text = Nothing is changed. All that stopped in this case is tried once more, as the cause may be gone.
mend-retry-reason = Why do you try again?
mend-set = Set a value
mend-set-text = A second supervisor has to confirm it. Then the value is set, and what stopped is tried again. Answers in forms and decisions of officials cannot be set.
mend-variables = The values that can be set, as they are now
mend-no-variables = This case has no values of its own yet.
mend-name = Which value?
mend-other = Or another name
mend-other-hint = For a value that is missing. Letters, digits and _, at most { $limit }.
mend-value = The new value
mend-value-hint = As JSON or FEEL: text stands in quotation marks, as in "open"; numbers, true, false and lists do not.
mend-why = Why is this right?
mend-propose = Propose it
mend-move = Move the case to another step
mend-move-text = A second supervisor has to confirm it. What was begun at the present step is given up. No step is offered that would leave out what a person has to do.
mend-move-none = The case cannot be moved from here without leaving out what a person has to do.
mend-to = To which step?
mend-reason-hint = The applicant reads it: plain words, nobody’s name.
mend-waiting = Waits for a second person
mend-past = Proposed before
mend-own = You proposed it, so somebody else has to confirm it.
mend-confirm = Confirm, and do it now
mend-refuse = Refuse it
mend-refuse-reason = If you refuse: why?
mend-withdraw = Withdraw it
mend-where = Stopped at
mend-by = Proposed by
mend-by-you = You
mend-by-other = Another supervisor
mend-at = On
mend-since = On
mend-reason = Reason
mend-state = What became of it
mend-state-confirmed = Confirmed and done
mend-state-refused = Refused
mend-state-withdrawn = Withdrawn
mend-state-void = Void: the case had gone on or was tried again
mend-old = Now
mend-new = Then
mend-none = No such value
mend-does-set = “{ $name }” becomes { $value }.
mend-does-move = The case goes from “{ $from }” to “{ $to }”.
mend-retried = It was tried again. Where the case is now stands below.
mend-proposed = Your proposal is in the record. It is done when a second supervisor confirms it.
mend-confirmed = It is done. Where the case is now stands below.
mend-refused = The proposal was refused.
mend-withdrawn = The proposal was withdrawn.
mend-moved-on = Nothing was done: the case is no longer as you read it. This is how it is now.
mend-both = Either values are set or the case is moved, not both
mend-barred-applicant = This is your own case. You can read this page, but others mend it.
mend-barred-drawn = You were drawn for a task of this case. You can read this page, but others mend it.
mend-barred-interest = You declared an interest in this case. You can read this page, but others mend it.
mend-error-reason-required = Give a reason
mend-error-reason-too-long = The reason is too long: use at most 2,000 characters
mend-error-name-required = Choose a value or write its name
mend-error-name-name = Write the name with letters, digits and _ only, beginning with a letter
mend-error-name-too-long = The name is too long
mend-error-name-too-many = Set at most 20 values at once
mend-error-name-twice = Name each value once
mend-error-name-of-a-person = This is what a person filled in. Nobody else can set it.
mend-error-value-required = Write the new value
mend-error-value-feel = This cannot be read. Text stands in quotation marks, as in "open"
mend-error-value-no-value = This gives no value. Text stands in quotation marks, as in "open"; write null if you mean none
mend-error-value-limit = This takes too long to compute
mend-error-value-too-long = The value is too long
mend-error-value-same = It has this value already
mend-error-to-required = Choose a step
mend-error-to-not-there = The case cannot be moved to this step
fact-incident-passed = What had stopped it is over: { $task }
fact-mend-proposed = Proposed against the fault: { $what }
fact-mend-confirmed = The fault was mended by two supervisors: { $what }
fact-mend-refused = A second supervisor did not agree to the proposal
fact-mend-withdrawn = The proposal was withdrawn
kind-incident-passed = What had stopped a case is over
kind-mend-proposed = A mend is proposed
kind-mend-confirmed = A mend is confirmed and done
kind-mend-refused = A mend is refused
kind-mend-withdrawn = A mend is withdrawn
service-mended =
    { $count ->
        [one] In 1 case two supervisors mended what a fault had stopped.
       *[other] In { $count } cases two supervisors mended what a fault had stopped.
    }

## Cases between versions of a procedure
overview-versions = Which version each running case follows
versions-title = Versions and running cases
versions-lead = A case follows the version of the procedure with which it began. It is moved to another only when the operator proposes it and you confirm it; both are in the record.
versions-proposed = Proposals to move cases
versions-proposed-none = Nothing was proposed.
versions-order = { $service }: from version { $from } to { $to }
versions-version = Version
versions-since = Deployed
versions-running = Running cases
versions-plan = What moving them would change
versions-current = New cases
versions-none = Nothing to move
versions-to = to { $version }
versions-from = from { $version }
plan-title = From version { $from } to { $to }
plan-lead = What would become of each running case. Nothing is changed by looking.
plan-none = No case runs on the old version.
plan-count = On this page: { $moves } can move, { $stays } cannot.
plan-files = The files that differ
plan-file-added = New:
plan-file-gone = Gone:
plan-file-changed = Changed:
plan-stays = Cases that stay where they are
plan-moves = Cases that can move
plan-at = It waits at: { $step }
plan-nothing = Nothing changes for it.
plan-unreadable = The case with number { $id } in the record cannot be opened.
migration-state = State
migration-state-proposed = Waits for you
migration-state-confirmed = Confirmed
migration-state-refused = Refused
migration-reason = Why
migration-proposed = Proposed
migration-decided = Decided
migration-plan = What it would do
migration-decide = Your word on it
migration-decide-text = The rules change for people whose case is under way. Read the plan below first. What you say is in the record under your number, and applicants see in their case that it was moved and why.
migration-answer = May the cases be moved?
migration-answer-required = Say whether the cases may be moved
migration-confirm = Yes, I confirm it
migration-refuse = No, they stay on their version
migration-why = Your reason
migration-why-hint = It is kept in the record.
migration-reason-required = Give your reason
migration-reason-too-long = The reason may have 2,000 characters at most
migration-send = Put it in the record
migration-confirmed-done = Confirmed. The operator can move the cases now.
migration-refused-done = Refused. Every case stays on its version.
migration-mapping = What is mapped by hand
migration-again = Counted anew:
migration-means = What that means for you
migration-nothing = Nothing changes for you: the steps to come, the deadlines and who has your case stay as they were.
migration-rest = Everything else stays as it was.
migration-task-again = this step is the task of { $role } and was the task of { $before }: somebody is drawn anew
migration-task-applicant = this step is the task of { $role } and was the task of { $before }
migration-deadline-kept = { $now } working days are allowed and were { $before }: the deadline that runs stays, { $due }
migration-deadline-again = the deadline is counted anew: { $due }; it was { $before }
migration-deadline-new = has a deadline from now on: { $due }
migration-deadline-gone = has no deadline any more; it was { $before }
migration-overdue-else = when it is late, { $now } follows and no more { $before }
migration-late-nothing = nothing
migration-late-escalation = a notice to the supervisors
migration-late-tacit-approval = approval by silence
migration-late-tacit-refusal = refusal by silence
migration-form-else = has another form: { $form }, and before { $before }
migration-form-asks = the form “{ $form }” asks more: { $fields }
migration-form-asks-no-more = the form “{ $form }” asks no more: { $fields }
migration-form-asks-else = the form “{ $form }” asks in another way: { $fields }
migration-sent-lacks = The application form “{ $form }” asks what this case was never asked: { $fields }
migration-promise-kept = { $now } working days are promised and were { $before }: what was promised to this case stays, { $due }
migration-reads = The new version uses { $name }, which this case does not have
migration-step-added = this step may follow and could not before
migration-step-gone = this step will not follow any more
migration-no-task = somebody has this task, and the new version says nothing about it
migration-no-start-form = What was sent is kept as { $before }, and the new version reads { $now }
migration-becomes = is called { $id } in the new version
migration-called = has a new name: { $name }
migration-awaited = { $event } is waited for from now on: { $on }
migration-awaited-no-more = { $event } is waited for no more: { $on }
migration-awaited-else = { $event } waits for { $now } from now on, and no more for { $before }
migration-timer-kept = the rule of the timer { $event } is { $now } and was { $before }: the timer that runs stays, { $due }
migration-timer-again = the timer { $event } is counted anew from now on: { $now }; it was due { $due }
migration-interrupts = { $event } interrupts it from now on
migration-interrupts-no-more = { $event } leaves it running from now on
migration-repeated-later = will be repeated in another way when it comes again
migration-repeated-else = is repeated { $now } and was { $before }: { $done } of { $planned } are done, and those that were planned stay
migration-exchanges = exchanges other data with what it calls
migration-other-sub-process = is { $now } and was { $before }
migration-undone-by = would be undone by { $now } and not by { $before }
migration-unexplored = has more ways to go on than are looked at: whether each ends is not known
migration-unknown-before = is in the mapping, and not in the old version
migration-unknown-now = is in the mapping, and not in the new version
migration-no-process = the new version has no process { $id }
migration-no-element = the new version has no step { $id }: the mapping has to say where the case goes on
migration-other-kind = { $id } is { $now } in the new version and was { $before }
migration-other-place = { $id } is in another process or sub-process of the new version
migration-other-call = called { $before }, which runs, and calls { $now } in the new version
migration-repeated-while-running = is repeated in another way in the new version while it runs
migration-no-flow = the case came here by { $flow }, which the new version does not have
migration-not-undone = was done and could be undone by { $before }, and could not in the new version
migration-undoes-else = is undoing what was done, and would undo something else
migration-stuck = the case would wait there for ever
migration-doubled = what follows would be done twice
migration-endless = from there the case could never end
fact-case-migrated = The procedure’s version changed from { $from } to { $to }
kind-migration-proposed = Moving cases to another version is proposed
kind-migration-decided = A proposal to move cases is confirmed or refused
kind-case-migrated = A case follows another version of its procedure
steps-system-count =
    { $count ->
        [one] done once
       *[other] done { $count } times
    }
## Work outside: calls, workers, registers
fact-call-queued = { $task }: { $host } is asked
fact-call-answered = { $task }: the other system answered ({ $status })
fact-call-failed = { $task }: the other system gave no usable answer
fact-job-queued = { $task }: waits for a program
fact-job-locked = { $task }: a program took it and was told what it needs
fact-job-extended = { $task }: the program needs longer
fact-job-completed = { $task }: done by a program
fact-job-failed = { $task }: the program could not do it
fact-register-published = { $task }: published in the public register
kind-call-queued = Another system is asked
kind-call-answered = Another system answered
kind-call-failed = A call to another system failed
kind-job-queued = Work waits for a program
kind-job-locked = A program took work
kind-job-extended = A program holds work longer
kind-job-completed = A program did its work
kind-job-failed = A program could not do its work
kind-register-published = A line is published in a public register
kind-worker-added = A program is given a token
kind-worker-revoked = A program’s token is withdrawn
field-error-out-of-bounds = This is outside what is allowed
field-error-too-deep = This is nested too deeply
field-error-unusable = The procedure cannot use this result
field-error-unknown-code = The procedure knows no error of this code
field-error-not-a-name = Use small letters, digits and hyphens, beginning with a letter
register-heading = Public register
register-link = What this service has published
register-title = Public register: { $service }
register-lead = What this service has published. Each line is an entry of the record, and its receipt proves it.
register-none = Nothing is published yet
register-none-text = The first line stands here when the first case is decided.
register-date = Published
register-proof = Proof
register-receipt = Receipt
register-erased = Removed: the case was erased
register-api = The same as JSON
readings-program = A program of the procedure
readings-system = Another system: { $host }

# Witnesses of the record
record-witnesses = Who else signs
record-witnesses-text = Independent institutions, the witnesses, sign that the record has only grown since they last looked. Whoever wanted to rewrite it unseen would have to win over enough of them.
record-witnesses-none = Nobody outside this office countersigns the record yet. Whoever holds the office’s key could show different people different records; comparing receipts would uncover it.
record-witnesses-met =
    { $count ->
        [one] 1 of { $all } witnesses has countersigned the first { $size } entries, last at:
       *[other] { $count } of { $all } witnesses have countersigned the first { $size } entries, last at:
    }
record-witnesses-rule =
    { $least ->
        [one] At least 1 must.
       *[other] At least { $least } must.
    }
record-witnesses-waiting = Not enough witnesses have countersigned yet.
record-witnesses-loud = Too few witnesses countersign the record
record-witnesses-loud-text = That has been so since:
record-witnesses-loud-do = Cases go on, and every entry is still in the record. But receipts of newer entries carry too few countersignatures to prove that the record has not been rewritten since. Keep your receipts.
record-witness = Witness
record-witness-size = Entries countersigned
record-witness-at = Last signed
record-witness-state = How it stands
record-witness-good = Countersigns
record-witness-bad = Did not answer as it should
record-witness-new = Has not signed yet
record-witness-key = Key
record-stamp = Who says when
record-stamp-text = A timestamp authority signs when a checkpoint of the record existed. So nobody can claim an earlier time afterwards.
record-stamp-said = { $authority } stamped the first { $size } entries at:

## Open contracting
kind-data-imported = A publisher’s contracting data were imported
kind-flag-dismissed = A flag was dismissed
kind-flag-reopened = A flag was opened again
kind-flag-taken = A case was opened from a flag
kind-reply-invited = Somebody was invited to reply to a flag
kind-reply-published = A reply was published
demo-investigator = Investigator

# Keys of the log
kind-log-key-added = A signing key was added
kind-log-key-retired = A signing key was retired
record-keys = Keys of the record
record-keys-text = The key with which the record is signed was changed. Each newer key is vouched for by the one before it: who holds an older key can check this with the receipts at /record/rotations.
record-keys-both = The key is being changed: until the older one is retired, every checkpoint is signed with both.
record-key = Key
record-key-since = Signs since
record-key-until = Retired
record-key-signs = signs
record-holds-vkey = The keys that sign, one a line
record-holds-rotations = Receipts with which older keys vouch for newer ones

# National log
kind-checkpoint-received = The checkpoint of an agency’s log was received
kind-checkpoint-refused = The checkpoint of an agency’s log was refused
nation-logs = Logs of agencies
nation-logs-text = This is a national log: its entries are the checkpoints of agencies’ logs. A log is received only as long as it goes on from what was received before. For programs:
nation-log = Log
nation-size = Entries received
nation-at = Received
nation-state = What was seen
nation-grew = Only grew
nation-forked = Two histories
nation-rolled-back = Went back
nation-refused = Refused at size { $size }, with the evidence in entry { $entry }:
nation-loud = A log contradicts itself
nation-loud-text = An agency’s log showed something else than was received of it before. The evidence is in this record, signed by that log. Keep your receipts.
nation-title = Place in the national log
nation-text = A national log enters the checkpoints of this record. Receipts then prove through both: whoever wanted to rewrite this record would have to rewrite the national one too.
nation-place = Entries of this record in the national log: { $size }. Log and time:

# Archives
kind-cases-archived = Closed cases moved to an archive
