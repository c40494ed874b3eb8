# The words of the pages on contracts. What indicators are called is in crates/redflags/text.

nav-contracts = Contracts
nav-flags = Flags

## On every page with flags
flags-hint = Flags are hints, not findings of guilt.
flags-hint-more = They say where to look first. Each has other explanations too, and those concerned may reply.

## Search
contracts-title = Public contracts
contracts-lead = What public bodies plan to buy, from whom they bought it, and what they paid: as the publishers say it.
contracts-q = What is bought, or any name
contracts-buyer = Buyer
contracts-supplier = Supplier
contracts-more = More filters
contracts-year = Year
contracts-method = Procurement method
contracts-flag = Flag
contracts-flagged = Only with flags
contracts-found = Contracts found
contracts-none = No contract was found
contracts-none-text = Try fewer or other words. Endings, accents and the Arabic article make no difference.
contracts-all = Show all contracts
contracts-empty = No contracts have been imported yet
contracts-empty-text = Once a publisher’s open-contracting data are imported, everybody can search them here.
contracts-line = { $buyer } · bought from { $suppliers }
contracts-score = Flag score { $score }
method-open = Open call
method-selective = Selective call
method-limited = Limited call
method-direct = Direct award
status-planning = Being planned
status-planned = Planned
status-active = Under way
status-cancelled = Cancelled
status-unsuccessful = Without result
status-complete = Complete
status-withdrawn = Withdrawn
status-pending = Pending
status-terminated = Ended
amount-no-currency = { $amount } (no currency given)

## One contract
contract-buyer = Buyer
contract-suppliers = Suppliers
contract-value = Value
contract-day = Date
contract-method = Procurement method
contract-status = Status
contract-ocid = Contracting process
contract-story = From plan to payment
contract-story-picture = The contracting process over time
contract-story-none = The publisher gives neither a plan, a tender, an award, a contract nor a payment.
contract-story-more =
    { $n ->
        [one] One more step is in the release.
       *[other] { $n } more steps are in the release.
    }
contract-step-day = { $stage }: { $day }
contract-step-period = { $stage }: { $from } to { $to }
contract-from-to = { $from } to { $to }
contract-until = Until { $to }
contract-no-date = No date given
stage-plan = Plan
stage-tender = Call for bids
stage-award = Award
stage-contract = Contract
stage-payment = Payment
stage-tender-count =
    { $n ->
        [one] one bidder
       *[other] { $n } bidders
    }
stage-contract-count =
    { $n ->
        [one] changed once
       *[other] changed { $n } times
    }
contract-flags = Flags
contract-no-flags = No indicator flags this contract. That is no proof that all is well: many could not be computed.
contract-replies = Replies
contract-source = Where this comes from
contract-source-text = Published by { $publisher }, imported on { $at }. Everything on this page follows from the release.
contract-release = The release as data
contract-other = { $publisher } publishes a process with this identifier, too
entry-number = Entry { $n } of the record

## A flag
flag-value = Value
flag-bar = Usual up to
flag-settings = Thresholds in force
flag-counted = What was counted
flag-mistakes = What else explains it:
flag-formula = How it is computed
flag-source = Source:
flag-evidence = Evidence
flag-evidence-many = This pattern rests on many contracting processes, not on a field of one.
flag-evidence-hidden = (compared, but not repeated here; it is in the release)
flag-release = SHA-256 of the release:
flag-pattern = It is about many contracting processes together.
flag-review = Review this flag
flag-dismissed = Dismissed
flag-dismissed-at = Dismissed on { $day }, for this reason:
sure-fact = The data say it themselves
sure-rule = Crosses a set threshold
sure-outlier = Unusual among its like
sure-pattern = A pattern over many
value-days = { $n } days
value-hours = { $n } hours
value-share = { $n } %
about-process = Contracting process
about-buyer = Buyer
about-procuring-entity = Procuring entity
about-supplier = Supplier
about-bidder = Bidder
about-buyer-and-supplier = Buyer and supplier
about-pair-of-bidders = Two bidders
about-group-of-bidders = Group of bidders
about-market = Market

## Indicators
indicators-title = What is looked at
indicators-lead = For each indicator: for how many contracting processes it could be computed, and which missing field stopped the rest. Coverage comes before findings.
indicators-link = What is looked at, and how far the data allow it
indicators-reach = Computed for { $computed } contracting processes; { $flags } flags.
indicators-not-computed = It could not be computed for any contracting process.
indicators-missing = Missing fields, with the number of processes
indicators-more = How it works

## Profiles
profile-buyer = Buyer
profile-supplier = Supplier
profile-count = Contracts
profile-flagged = With flags
profile-publisher = Published by
profile-id = Identifier
profile-invited = Invited to reply since
profile-contracts = Contracts
profile-flags = Flags about this organisation
profile-indicator = Flag
profile-several = Several publishers use the identifier { $id }
profile-several-text = They may mean different organisations. Choose whose data to see.
profile-partner-buyer = Supplier
profile-partner-supplier = Buyer
profile-chart-years =
    { $n ->
        [one] Most contracts of a year: one, in { $year }
       *[other] Most contracts of a year: { $n }, in { $year }
    }
profile-chart-buyer = { $name } has { $n } of { $total } contracts: more than any other supplier
profile-chart-supplier = { $name } awarded { $n } of { $total } contracts: more than any other buyer
profile-chart-flags =
    { $n ->
        [one] The most frequent flag: “{ $flag }”, in one contract
       *[other] The most frequent flag: “{ $flag }”, in { $n } contracts
    }

## The queue
queue-title = Flags to review
queue-lead = Contracts by what stands of their score. The score is a sum: each indicator counts once, and what was dismissed does not count.
queue-organisations = Flags about organisations
queue-none = Nothing is waiting
queue-none-text = No flag stands. New ones come with the next import.
queue-score = Score { $sum }
queue-nothing-stands = Nothing stands of the score: all flags were dismissed.

## Review
review-source = In the data of { $publisher }
review-evidence = All evidence, for investigators
review-acts = What was done
review-no-acts = Nothing yet.
review-act-dismissed = Dismissed on { $at }
review-act-reopened = Opened again on { $at }
review-act-taken = A case was opened on { $at }
review-dismiss = Dismiss
review-dismiss-reason = Why this flag needs no more attention
review-dismiss-hint = The reason is public and an entry of the record. Name no private person.
review-dismiss-button = Dismiss the flag
review-dismissed = The flag is dismissed. The reason is public.
review-reopen = Open again
review-reopen-reason = Why it needs attention after all
review-reopen-hint = The reason is an entry of the record.
review-reopen-button = Open the flag again
review-reopened = The flag stands again.
review-case = Open a case
review-case-reason = What is to be found out
review-case-hint = The case begins with this question. The draw chooses who examines it: it will not be you. The public does not see it.
review-case-button = Open a case from this flag
review-in-case = A case from this flag is open.
review-reason-length = Write between { 10 } and { 2000 } characters.
review-invite = Invite a reply

## Invitations
invite-text = Those concerned may reply. The reply is published beside the flag exactly as it is written.
invite-party = Who is invited
invite-party-error = Choose somebody whom the flag concerns.
invite-way = How the code gets there
invite-hand = I hand it over
invite-email = By e-mail to the address that the publisher gives
invite-email-error = The publisher gives no e-mail address: hand the code over.
invite-button = Invite
invite-sent = The invitation is on its way. The page of the contract says so.
invite-done = The code for the reply
invite-done-text = Give it, or the address below, to whom it is meant for. It holds for { 60 } days.
invite-once = The code is shown this once: only its hash is kept.
invite-back = Back to the flag
invite-subject = You may reply to what is said about a public contract
invite-mail =
    A computation over published data flags: { $about }.
    A flag is a hint, not a finding of guilt. You may reply; your reply is published beside it exactly as you write it.

    Code: { $code }
    { $link }

## Replies
reply-title = Reply to a flag
reply-lead = A buyer or supplier who was invited can say here what they have to say.
reply-code = Code of the invitation
reply-code-hint = Five groups of four letters and digits
reply-code-error = There is no such invitation, or it has run out. Check the code, or ask for a new one.
reply-continue = Continue
reply-as = Reply of { $party }
reply-until = The invitation holds until { $day }.
reply-nothing = No contract of yours is flagged at present. There is nothing to reply to.
reply-public = Your reply is published exactly as you write it.
reply-public-more = It becomes an entry of the record and cannot be changed or deleted later; you can add another. Name no private person.
reply-about = What do you reply to?
reply-about-error = Choose what you reply to.
reply-whole = { $title }: the whole process
reply-flag = { $title }: { $flag }
reply-text = Your reply
reply-text-hint = { 10 } to { 4000 } characters, without formatting
reply-text-error = Write between { 10 } and { 4000 } characters.
reply-button = Publish the reply
reply-done = Your reply is published.
reply-invited = { $party } has been invited to reply since { $day }.
reply-of = { $party } replied on { $day }:
reply-none = Nobody has replied yet.
reply-right = Buyer and suppliers have a right of reply.
reply-link = Reply with a code

## Imports
imports-title = Imports
imports-lead = A publisher’s data are read in the background. Each import is an entry of the record, with the hashes of its files.
imports-new = Import data
imports-none = Nothing has been imported yet
imports-none-text = Begin with a publisher’s releases as JSON or JSON lines.
import-title = Import: { $name }
import-lead = OCDS 1.1 or 1.2: release packages, record packages or releases, as JSON or JSON lines, plain, gzip or zip. What was imported before changes nothing; what is newer replaces, process by process.
import-publisher = Identifier of the publisher
import-publisher-hint = Small letters, digits and hyphens, such as city-of-al-madina. The same for all imports of a publisher.
import-publisher-error = Give { 2 } to { 60 } small letters, digits or hyphens.
import-name = Name of the publisher
import-name-hint = As people know it
import-name-error = Give the name, { 2 } to { 200 } characters.
import-files = Files
import-files-hint = Each up to { $size }, up to { 10 } at once. Larger ones by address, or with diwan redflags --into.
import-files-error = Choose a file, or give an address.
import-urls = Addresses, one a line
import-urls-hint = By https, on these hosts: { $hosts }
import-urls-error = Only https addresses on the hosts that the operator allowed, at most { 50 }.
import-button = Import
import-queued = Waiting
import-running = Under way
import-done = Done
import-unchanged = Nothing new
import-failed = Failed
import-percent = { $n } % done
import-again = Look again
import-unchanged-text = All of it had been imported before. Nothing changed.
import-failed-text = The import could not be done, and nothing changed. The engine says:
import-processes = Contracting processes
import-flags = Flags
import-unreadable = Pieces that could not be read
import-problems = What could not be read
import-place = line { $line }, byte { $byte }
open-key-reused = This idempotency key was used for another request. Choose a new one.
