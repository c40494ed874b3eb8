# The shell's words. Every key exists in ar, en and fr, with the same arguments (tested).

site-name = Diwan
site-agency = Public services on the record
skip-to-main = Skip to main content
back = Back
go-home = Go to the home page
nav-label = Main
crumbs-label = Where you are
languages-label = Language
footer-label = About this site
footer-note = Every step of a case is an entry in a public record. Anyone can check it.
sign-in = Sign in
sign-out = Sign out
search = Search
phase-demo = Demo
checkpoint-entries =
    { $count ->
        [one] Public record: 1 entry
       *[other] Public record: { $count } entries
    }

error-prefix = Error:
error-summary-title = There is a problem
field-optional = (optional)
field-limit =
    { $count ->
        [one] At most 1 character
       *[other] At most { $count } characters
    }
field-left =
    { $count ->
        [one] 1 character left
       *[other] { $count } characters left
    }
file-kinds = { $kinds }, up to { $size }
select-choose = Choose an answer
date-day = Day
date-month = Month
date-year = Year
size-kb = { $n } kB
size-mb = { $n } MB

notice-info = Important
notice-success = Done
notice-warning = Warning
steps-label = Steps
steps-count = Step { $n } of { $total }
steps-done = (done)
pagination-label = Pages of this list
pagination-first = Back to the start
pagination-next = Next
timeline-proof = Proof in the record
chart-table = The figures as a table


problem-bad-request = We could not read what was sent
problem-bad-request-do = Go back and try again. If you followed a link, it may be incomplete.
problem-sign-in = Sign in first
problem-sign-in-do = This needs to know who you are. Sign in and try again.
problem-confirm = Confirm that it is you
problem-confirm-do = This is a grave act: it needs to be known for certain, and lately, who asks for it. Prove again who you are, then ask again. Nothing was done.
problem-forbidden = This is not open to you
problem-forbidden-do = You are signed in, but this belongs to someone else or to another role. If you think it should be yours, contact the office named on your case.
problem-form-expired = Please send the form again
problem-form-expired-do = For your safety we accept a form only from the page we gave you, and that page has expired or came from elsewhere. Nothing was sent. Go back with your browser: your answers are still in the form. Copy long answers to a safe place, reload the page and send the form again.
problem-not-found = We cannot find this page
problem-not-found-do = If you typed the address, check it. If you followed a link, the page may have moved.
problem-method-not-allowed = This address does not work that way
problem-method-not-allowed-do = Go back and use the form or the link on the page.
problem-too-slow = This took too long
problem-too-slow-do = The connection may be slow. Go back: your answers are still in the form. Try again, with smaller files if you attached any.
problem-conflict = Something changed in the meantime
problem-conflict-do = Nothing was saved. Reload the page to see how things stand now, then decide again.
problem-gone = This is no longer here
problem-gone-do = It was withdrawn or has expired.
problem-too-large = This is too large to send
problem-too-large-do = Nothing was sent. Go back: your answers are still in the form. Attach smaller files, or fewer at a time.
problem-media-type = We cannot read this kind of content
problem-media-type-do = Send a form from its page, or JSON to the API.
problem-unprocessable = Some answers need another look
problem-unprocessable-do = Nothing was saved. Go back and correct the answers below.
problem-unavailable = The service is not available for a moment
problem-unavailable-do = Nothing you sent is lost from your browser. Try again in a few minutes.
problem-internal = Sorry, something went wrong on our side
problem-internal-do = Nothing was half done: either your step is in the record or nothing changed. Try again in a few minutes.
problem-too-many-requests = Too many requests
problem-too-many-requests-do = Many requests came from your connection in a short time. Your answers are still in the form: go back and try again shortly.
problem-retry-after =
    { $seconds ->
        [one] You can try again in 1 second.
       *[other] You can try again in { $seconds } seconds.
    }
api-json = The JSON body does not fit: { $error }
api-idempotency = Send an Idempotency-Key header: up to 128 visible characters, new for each write, the same when you repeat it.
api-paging = "limit" is a number from 1 to { $max }; "after" is the "next" of the page before.

design-title = Design system
site-banner-demo = This is a demonstration. Its people and their office are invented.

nav-menu = Menu
field-left-many = Characters left: { $n }
copy = Copy
copied = Copied
print-page = Print this page
station-now = (now)
station-later = may follow

design-lead = Every part of the pages in all its states. What is here is tested by pictures.
design-colours = Colours
design-letters = Letters
design-buttons = Buttons
design-questions = Questions
design-mistakes = Questions with mistakes
design-finding = Finding one’s way
design-news = News
design-lists = Lists
design-course = The course of a case
design-proof = Proof
design-figures = Figures
design-sentence = Every step of a case is an entry in the record, and whoever has a receipt can check it without asking anybody.
design-short = The application is with the office
design-link = Read how the record works
design-send = Send the application
design-later = Save and return later
design-delete = Delete these answers
design-start = Start now
design-question = What is the business called?
design-hint = As it stands in the commercial register.
design-answer-a = Shop
design-answer-b = Restaurant or café
design-group = The business
design-error = Enter the name as it stands in the register
design-change = Change
design-currency = AED
design-empty = Nothing here yet
design-hash = Fingerprint
design-count = Number
design-qr = QR code that leads to a check

error-scope = This token may not do that: it needs the scope { $scope }.
error-no-scope = No token may do that: sign in with a browser.

date-calendar = Calendar
date-gregorian = Gregorian
date-hijri = Hijri
date-hijri-year = Write the Hijri year with four digits, from { $first } to { $last }
date-hijri-month = Write the Hijri month as a number from 1 to 12
date-hijri-day = This Hijri month has { $days } days: check the day
