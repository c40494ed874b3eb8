# The service

service-name = Copy of an entry in the civil registers
service-summary = Get a certified copy of an entry in the register of births, marriages or residents. Most copies are issued at once.
service-words = birth marriage residence extract record family booklet passport child baby newborn wedding death inheritance school proof
service-who = The person in the entry, their parents, children and spouse; a representative with a written mandate; anybody else who shows a legal interest.
service-fee = Free of charge
service-law = Civil Registers Act (No. 4 of 2015), an example law of the example city of Al-Madina.
service-retention = Civil Registers Act of Al-Madina (No. 4 of 2015), Article 31: requests for copies are kept for three years
service-result = A certified copy, valid for six months, that everybody can check by its code.
service-appeal = You can appeal against a refusal within 30 days of the notice: to the Director of Civil Registers, free of charge, and from there to the civil court (Article 20).
agency-name = Civil Registry

# Who acts

role-archivist = Archivist
role-registrar = Registrar
role-supervisor = Supervisor

# What happens

task-CheckEligibility = Entitlement checked by the rules
task-TellNotEntitled = Refusal by the rules notified
task-FindEntry = Find the entry
task-Recommend = Decision recommended by the rules
task-Review = Review the request
task-ConfirmDeparture = Confirm a decision that departs from the rules
task-Settle = Ruling established
task-IssueCopy = Copy issued
task-TellIssued = Issue notified
task-TellRefusal = Refusal notified

outcome-issued = Copy issued
outcome-refused = Copy refused

# What to have at hand

document-id_copy = Copy of your identity card or passport
document-mandate = Written mandate, if you act for the person in the entry
document-proof_of_interest = Proof of your legal interest, if you are not family and have no mandate

# The request

form-request-title = Request for a copy
form-request-page-register = The register
form-request-page-entry = The entry
form-request-page-relation = The person in the entry
form-request-page-purpose = Purpose
form-request-page-delivery = Delivery
form-request-page-documents = Documents
form-request-page-declaration = Declaration

field-request-register = Which register is it?
    .short = Register
option-request-register-birth = Births
option-request-register-marriage = Marriages
option-request-register-residence = Residents
field-request-entry_number = Number of the entry
    .hint = One to six digits, as on an earlier copy or in the family booklet.
field-request-year = Year of the entry
    .hint = The year in which it was entered, for example 1984.
field-request-entry_reference = Reference of the entry
    .hint = Made up of register, year and number.
field-request-person_name = Full name of the person in the entry
    .hint = For a marriage, one of the two spouses.
field-request-relation = What are you to this person?
    .short = Relation to the person
option-request-relation-self = I am this person
option-request-relation-parent = Father or mother
option-request-relation-child = Son or daughter
option-request-relation-spouse = Husband or wife
option-request-relation-representative = Lawyer or other representative with a written mandate
option-request-relation-other = Somebody else
field-request-purpose = What do you need the copy for?
    .short = Purpose
option-request-purpose-passport = Passport or identity card
option-request-purpose-school = School or university
option-request-purpose-work = Work
option-request-purpose-marriage = Marriage
option-request-purpose-inheritance = Inheritance
option-request-purpose-court = Court case
option-request-purpose-other = Another purpose
field-request-interest = What right do you need the entry for?
    .hint = Say which right you want to assert and against whom. A registrar checks it.
field-request-delivery = How do you want to have the copy?
option-request-delivery-email = Online, with a link by e-mail
option-request-delivery-counter = On paper, from the counter
field-request-email = E-mail address
    .hint = Notices about your request go to this address as well as to your case page.
field-request-id_copy = Your identity card or passport
    .hint = Both sides of an identity card, or the photo page of a passport.
field-request-mandate = Written mandate
    .hint = Signed by the person in the entry.
field-request-proof_of_interest = Proof of your legal interest
    .hint = For example a summons or a letter from a notary.
field-request-agree = I declare that what I have stated is true. I know that using somebody else’s entry without right is an offence (Article 22).
error-request-year = The year must not lie in the future.

# The search

form-search-title = Find the entry
form-search-page-search = The entry
form-search-page-place = Where it stands
field-search-found = Did you find the entry, and does it match the request?
    .short = Entry found
option-search-found-yes = Yes
option-search-found-no = No
field-search-place = Place in the register
    .hint = Volume and page, or the record number of the digital register.
field-search-remarks = Remarks

# The review

form-review-title = Review of the request
form-review-page-decision = Decision
form-review-page-reasons = Reasons
field-review-outcome = What do you decide?
    .hint = If you depart from what the rules recommend, a second registrar who is drawn by lot must confirm it.
option-review-outcome-issue = Issue the copy
option-review-outcome-refuse = Refuse the copy
field-review-reason = Reasons for the decision
    .hint = The applicant reads this text. Name the facts and the article of the law.
error-review-outcome = Without a matching entry no copy can be issued.

form-confirmation-title = Confirmation of a departure from the rules
form-confirmation-page-confirmation = Confirmation
form-confirmation-page-reasons = Reasons
field-confirmation-confirmed = Do you confirm the decision that departs from the rules?
    .hint = If you do not confirm it, what the rules recommend stands.
option-confirmation-confirmed-yes = Yes, the decision stands
option-confirmation-confirmed-no = No, what the rules recommend stands
field-confirmation-reason = Reasons
    .hint = The applicant can read this text.

# The copy

certificate-title = Copy of an entry in the civil registers
certificate-line-1 = Register
certificate-line-2 = Reference of the entry
certificate-line-3 = Name in the entry
certificate-line-4 = Issued for the purpose of

# Notices

notice-issued-subject = Your copy { $number } is ready
notice-issued-body =
    The copy of the entry { $request_entry_reference } is issued. It is valid for six months.

    { $request_delivery ->
        [counter] You can collect it on paper from any counter of the civil registry; bring your identity card and the number { $number }. It is also here:
       *[email] You can fetch it here and show it to anybody; its code lets everybody check that it is genuine:
    }
    { $link }

notice-not_entitled-subject = Your request { $number } is refused
notice-not_entitled-body =
    Your request { $number } for a copy of the entry { $request_entry_reference } is refused. Entries in the register of residents are given only to the person and the close family, or to a representative with a written mandate (Article 13(2)).

    The decision follows from the rules alone; you find them in the case. You can ask again with a mandate. You can also appeal within 30 days of this notice: to the Director of Civil Registers, free of charge, and from there to the civil court (Article 20).

    The whole case:
    { $link }

notice-refused-subject = Your request { $number } is refused
notice-refused-body =
    Your request { $number } for a copy of the entry { $request_entry_reference } is refused.

    Ground: { $ruling_ground ->
        [no_entry] there is no entry that matches your request (Article 10(1)).
        [no_legal_interest] other persons must show a legal interest in the entry (Article 14(4)).
       *[other] the reasons given below (Article 15).
    }

    Reasons: { $ruling_reason }

    You can appeal within 30 days of this notice: to the Director of Civil Registers, free of charge, and from there to the civil court (Article 20).

    The whole case, with the rules that were applied:
    { $link }

# The law that each task follows

law-FindEntry = Article 10: a copy is only made of an entry that exists.
law-Review = Article 14: a registrar decides where the entry is on paper or somebody else asks.
information-Review = Article 14(2): the registrar may ask for proof of who asks. Time stands still until the answer, for five working days at most.
law-ConfirmDeparture = Article 15: a departure from the rules needs a second registrar.

# What the rules, their columns and results are called

rule-eligibility = Eligibility
rule-entitlement = Entitlement
rule-medium = Medium of the entry
rule-recommendation = Recommendation
term-route = How the copy is issued
term-recommended = What the rules recommend
term-outcome = Decision
term-reason = Ground
value-automatic = at once, without an official
value-manual = by a registrar
value-refused = not at all
value-issue = issue the copy
value-refuse = refuse the copy
value-own = the person in the entry
value-family = close family
value-representative = representative
value-third_party = another person
value-none = no entitlement
value-digital = digital register
value-paper = paper register
value-entitled = entitled to the copy
value-paper_register = the entry is on paper only
value-mandate = the mandate is to be verified
value-legal_interest = a legal interest is to be verified
value-no_legal_interest = no legal interest
value-not_entitled = not entitled to the copy
value-no_entry = the entry was not found

## Other words of the drawing
task-Requested = Copy requested
task-Route = How is it decided?
task-Departed = Not as recommended?
task-CopyGranted = Granted?
task-Issued = Copy issued
task-NotEntitled = No entitlement
task-Refused = Copy refused
flow-Route_to_BeforeIssue = automatic
flow-Route_to_FindEntry = by a registrar
flow-Route_to_TellNotEntitled = no entitlement
flow-Departed_to_BeforeSettle = as recommended
flow-Departed_to_ConfirmDeparture = departed
flow-CopyGranted_to_BeforeIssue = issue
flow-CopyGranted_to_TellRefusal = refuse
