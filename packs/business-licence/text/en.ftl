# The service

service-name = Business licence
service-summary = Apply for the licence that you need before you open a shop, office, restaurant, workshop, pharmacy or hotel in Al-Madina.
service-words = shop store open start company trade permit restaurant café bakery workshop pharmacy hotel commerce register firm
service-who = Anybody who opens a business in the city, in person or through an agent with a written authority. The business must stand in the commercial register.
service-fee = From 100 to 1,000 dinars, depending on the risk and the size of the business. You pay only when the licence is granted.
service-law = Municipal Licensing Act (No. 12 of 2019), an example law of the example city of Al-Madina.
service-retention = Municipal Archives Act of Al-Madina (No. 3 of 2016), Article 8: licence files are kept for ten years
service-result = A licence for the place and the trade that you name, valid for one year.
service-appeal = You can appeal against a refusal within 30 days of the notice: to the Municipal Appeals Board, free of charge, and from there to the administrative court (Article 26).
agency-name = Licensing Office of the City

# Who acts

role-clerk = Intake clerk
role-inspector = Inspector
role-officer = Licensing officer
role-cashier = Cashier
role-supervisor = Supervisor

# What happens

task-Acknowledge = Receipt of the application acknowledged
task-CheckApplication = Check that the application is complete
task-AskSupplement = Missing items asked for
task-Supplement = Supply what is missing
task-RefuseIncomplete = Application refused as incomplete
task-AssessRisk = Risk and fee assessed by the rules
task-Inspect = Inspect the premises
task-Recommend = Decision recommended by the rules
task-Decide = Decide on the licence
task-ConfirmDeparture = Confirm a decision that departs from the rules
task-Settle = Ruling established
task-TellRefusal = Refusal notified
task-AskPayment = Fee asked for
task-RecordPayment = Record the payment of the fee
task-TellLapsed = Lapse of the grant notified
task-IssueLicence = Licence issued
task-PublishLicence = Licence published
task-TellGranted = Grant notified
task-RecordWithdrawal = Withdrawal recorded

outcome-granted = Licence granted
outcome-refused = Licence refused
outcome-incomplete = Refused as incomplete
outcome-lapsed = Granted, but lapsed because the fee was not paid
outcome-withdrawn = Withdrawn by the applicant

message-withdraw = Withdraw the application
message-withdraw-explain = The case is closed and no decision is made. You pay nothing and can apply again at any time. This cannot be undone.

# What to have at hand

document-id_copy = Copy of the applicant’s identity card or passport
document-lease = Lease of the premises or title deed
document-register_extract = Extract from the commercial register, no older than three months
document-kitchen_plan = Plan of the kitchen with its ventilation, if you cook on the premises
document-safety_plan = Fire safety plan, if you keep dangerous substances
document-authority = Written authority, if you apply for somebody else

# The application

form-application-title = Application for a business licence
form-application-page-business = The business
form-application-page-trade = The trade
form-application-page-premises = The premises
form-application-page-operation = How the business works
form-application-page-start = Opening
form-application-page-applicant = The applicant
form-application-page-documents = Documents
form-application-page-declaration = Declaration

field-application-business_name = Name of the business
    .hint = As it stands in the commercial register.
field-application-legal_form = Legal form
option-application-legal_form-sole_trader = Sole trader
option-application-legal_form-partnership = Partnership
option-application-legal_form-limited_company = Limited liability company
option-application-legal_form-stock_company = Joint-stock company
option-application-legal_form-cooperative = Cooperative
field-application-register_number = Commercial register number
    .hint = Four digits, a hyphen and five digits, for example 2019-04512.
form-application-page-partners = Partners
field-application-partners = Who owns the business?
    .hint = Partners and shareholders with more than five per cent. You can leave this out when the commercial register lists them all.
item-application-partners = Partner { $n }
field-application-partners-name = Full name
field-application-partners-id_number = Number of the identity card
    .hint = Six to twelve digits.
field-application-partners-share = Share in per cent
field-application-partners_share = Shares together, in per cent
error-application-partners = The shares of all partners together must not be more than 100 per cent.
field-application-trade = What kind of business is it?
    .short = Kind of business
    .hint = Choose the main activity. The rules for risk and fee depend on it.
option-application-trade-retail = Shop
option-application-trade-office = Office
option-application-trade-food = Restaurant, café, bakery or other food business
option-application-trade-workshop = Workshop
option-application-trade-pharmacy = Pharmacy
option-application-trade-hotel = Hotel or guest house
field-application-address = Address of the premises
    .hint = Street, number, floor and quarter.
field-application-zone = Zone of the city plan
    .hint = It stands on the plan extract that came with the lease.
option-application-zone-commercial = Commercial zone
option-application-zone-industrial = Industrial zone
option-application-zone-mixed = Mixed zone
option-application-zone-residential = Residential zone
field-application-floor_area = Floor area in square metres
    .hint = All rooms that the business uses, with stores.
field-application-staff = How many people will work there?
    .hint = Without the owner. Enter 0 if nobody is employed.
field-application-kitchen = Is food cooked on the premises?
    .short = Food cooked on the premises
option-application-kitchen-yes = Yes
option-application-kitchen-no = No
field-application-rooms = Number of guest rooms
field-application-pharmacist_number = Registration number of the responsible pharmacist
    .hint = PH, a hyphen and five digits, for example PH-00731.
field-application-hazards = Which dangerous substances are kept there?
    .hint = Choose all that apply, or none.
option-application-hazards-flammable = Flammable liquids or paints
option-application-hazards-gas = Gas cylinders
option-application-hazards-chemicals = Corrosive or toxic chemicals
option-application-hazards-dust = Explosive dust, such as wood or flour dust
field-application-starts_on = When do you want to open?
field-application-size_class = Size of the business
    .hint = Worked out from the floor area and the number of staff (Article 10(5)).
option-application-size_class-small = Small: up to 50 m² and up to 5 staff
option-application-size_class-medium = Medium: up to 200 m² and up to 20 staff
option-application-size_class-large = Large
field-application-applicant_name = Full name of the applicant
field-application-capacity = You apply as
option-application-capacity-owner = Owner or partner
option-application-capacity-manager = Manager
option-application-capacity-agent = Agent with a written authority
field-application-email = E-mail address
    .hint = Notices about your application go to this address as well as to your case page.
field-application-phone = Telephone number
    .hint = For example +961 70 123 456.
field-application-id_copy = Identity card or passport
    .hint = Both sides of an identity card, or the photo page of a passport.
field-application-lease = Lease or title deed
field-application-register_extract = Extract from the commercial register
    .hint = No older than three months.
field-application-authority = Written authority
    .hint = Signed by the owner and certified by a notary.
field-application-kitchen_plan = Plan of the kitchen
    .hint = With measurements and ventilation.
field-application-safety_plan = Fire safety plan
    .hint = Where the substances are kept, extinguishers and emergency exits.
field-application-agree = I declare that what I have stated is complete and true. I know that a licence obtained by false statements is withdrawn (Article 23).
error-application-starts_on = The opening date must not be in the past.

# The check for completeness

form-check-title = Check for completeness
form-check-page-check = Is the file complete?
form-check-page-missing = What is missing
field-check-complete = Is everything there that the law asks for?
    .hint = Check only whether it is there and legible, not whether the licence should be granted.
option-check-complete-yes = Yes, the file is complete
option-check-complete-no = No, something is missing
field-check-missing = What is missing or cannot be read?
    .hint = Name everything at once: the applicant is asked twice at most.
option-check-missing-id_copy = Identity card or passport
option-check-missing-lease = Lease or title deed
option-check-missing-register_extract = Extract from the commercial register
option-check-missing-authority = Written authority
option-check-missing-kitchen_plan = Plan of the kitchen
option-check-missing-safety_plan = Fire safety plan
option-check-missing-other = Something else
field-check-note = Explanation for the applicant
    .hint = The applicant reads this text. Say precisely what is to be supplied and why.

# The applicant supplies what is missing

form-supplement-title = Supply what is missing
form-supplement-page-answer = Your answer
form-supplement-page-documents = Missing documents
field-supplement-requested = What the office asks for
field-supplement-answer = Your answer
    .hint = Correct or explain what was unclear.
field-supplement-id_copy = Identity card or passport
field-supplement-lease = Lease or title deed
field-supplement-register_extract = Extract from the commercial register
field-supplement-authority = Written authority
field-supplement-kitchen_plan = Plan of the kitchen
field-supplement-safety_plan = Fire safety plan
field-supplement-other = Other documents

# The inspection

form-inspection-title = Inspection of the premises
form-inspection-page-visit = The visit
form-inspection-page-checklist = Checklist
form-inspection-page-findings = Findings
form-inspection-page-result = Result
field-inspection-inspected_on = Date of the inspection
field-inspection-exits = Are the emergency exits free and marked?
option-inspection-exits-yes = Yes
option-inspection-exits-no = No
field-inspection-extinguishers = Are fire extinguishers in place and within their test date?
option-inspection-extinguishers-yes = Yes
option-inspection-extinguishers-no = No
field-inspection-ventilation = Is the ventilation sufficient?
option-inspection-ventilation-yes = Yes
option-inspection-ventilation-no = No
option-inspection-ventilation-not_applicable = Does not apply
field-inspection-hygiene = Are water, drains and work surfaces hygienic?
option-inspection-hygiene-yes = Yes
option-inspection-hygiene-no = No
option-inspection-hygiene-not_applicable = Does not apply
field-inspection-storage = Are dangerous substances stored safely?
option-inspection-storage-yes = Yes
option-inspection-storage-no = No
option-inspection-storage-not_applicable = Does not apply
field-inspection-findings = Findings
    .hint = What you saw, point by point. The applicant reads this text.
field-inspection-photos = Photographs
field-inspection-result = Result of the inspection
    .hint = Follows from the checklist: one point that is not met is enough to fail (Article 14(3)).
option-inspection-result-pass = Passed
option-inspection-result-fail = Not passed
error-inspection-inspected_on = The inspection cannot lie in the future.

# The decision

form-decision-title = Decision on the licence
form-decision-page-decision = Decision
form-decision-page-reasons = Reasons
field-decision-outcome = What do you decide?
    .hint = If you depart from what the rules recommend, a second officer who is drawn by lot must confirm it.
option-decision-outcome-grant = Grant the licence
option-decision-outcome-refuse = Refuse the licence
field-decision-reason = Reasons for the decision
    .hint = The applicant reads this text. Name the facts and the article of the law.

form-confirmation-title = Confirmation of a departure from the rules
form-confirmation-page-confirmation = Confirmation
form-confirmation-page-reasons = Reasons
field-confirmation-confirmed = Do you confirm the decision that departs from the rules?
    .hint = If you do not confirm it, what the rules recommend stands.
option-confirmation-confirmed-yes = Yes, the decision stands
option-confirmation-confirmed-no = No, what the rules recommend stands
field-confirmation-reason = Reasons
    .hint = The applicant can read this text.

# The payment

form-payment-title = Payment of the fee
form-payment-page-payment = Payment
field-payment-amount = Amount in dinars
    .hint = Follows from the table of fees (Article 11). It cannot be changed.
field-payment-receipt_number = Number of the receipt
    .hint = Two capital letters, a hyphen and six digits, for example RC-004217.
field-payment-paid_on = Date of payment
error-payment-paid_on = The date of payment cannot lie in the future.

# The licence

register-number = Number
register-valid_until = Valid until
register-trade_name = Business
register-kind = Trade
certificate-title = Business licence
certificate-line-1 = Name of the business
certificate-line-2 = Commercial register number
certificate-line-3 = Trade
certificate-line-4 = Address
certificate-line-5 = Floor area
certificate-line-6 = May open on or after
certificate-line-7 = Fee receipt

# Notices

notice-received-subject = We have received your application { $number }
notice-received-body =
    We have received your application for a business licence for “{ $application_business_name }”. Its number is { $number }.

    Within two working days a clerk checks whether it is complete. You have a decision within 15 working days; time that we wait for you does not count.

    You can follow every step here:
    { $link }

notice-incomplete-subject = Your application { $number } is not complete yet
notice-incomplete-body =
    We cannot go on with your application { $number } for “{ $application_business_name }” yet. This is missing:

    { $check_note }

    Please supply it within 20 working days:
    { $link }

    Until then, time stands still. We may ask you twice at most. Without an answer in time the application is refused as incomplete (Article 8(4)); you can then apply again.

notice-refused_incomplete-subject = Your application { $number } is refused as incomplete
notice-refused_incomplete-body =
    Your application { $number } for “{ $application_business_name }” is refused because it is still not complete (Article 8). This was missing:

    { $check_note }

    You can apply again at any time. You can also appeal within 30 days of this notice: to the Municipal Appeals Board, free of charge, and from there to the administrative court (Article 26).

    The whole case:
    { $link }

notice-refused-subject = Your application { $number } is refused
notice-refused-body =
    Your application { $number } for “{ $application_business_name }” is refused.

    Ground: { $ruling_ground ->
        [kitchen_too_small] premises with a kitchen must have at least 20 m² (Article 12(2)).
        [hazard_in_residential_zone] dangerous substances may not be kept in a residential zone (Article 12(3)).
        [inspection_failed] the premises did not pass the inspection (Article 15(2)).
       *[other] the reasons given below (Article 17).
    }

    Reasons: { $ruling_reason }

    What the rules say:
    { $explanation }

    { $ruling_tacit ->
        [yes] The office did not decide in time. In this case the law refuses what the rules recommend to refuse (Article 19(2)).
       *[no] The decision was made by an official drawn by lot.
    }

    You can appeal within 30 days of this notice: to the Municipal Appeals Board, free of charge, and from there to the administrative court (Article 26). You can also put right what was at fault and apply again.

    The whole case, with the rules that were applied:
    { $link }

notice-fee_due-subject = Your application { $number } is granted: please pay the fee
notice-fee_due-body =
    Your application { $number } for “{ $application_business_name }” is granted. You have the licence as soon as the fee of { $assessment_fee } dinars is paid (Article 21).

    Pay it at the city cash office or by transfer, quoting { $number }, within 60 days. Ask for a receipt: nobody may ask you for any other amount.

    { $ruling_tacit ->
        [yes] The office did not decide in time, so the law grants the application (Article 19(1)).
       *[no] You find the reasons for the decision in the case.
    }

    The whole case:
    { $link }

notice-granted-subject = Your business licence { $number } is issued
notice-granted-body =
    The licence for “{ $application_business_name }” is issued. It is valid for one year (Article 22).

    You can fetch the licence here and show it to anybody; its code lets everybody check that it is genuine:
    { $link }

    What the rules say:
    { $explanation }

notice-lapsed-subject = The grant of your licence { $number } has lapsed
notice-lapsed-body =
    Your application { $number } for “{ $application_business_name }” was granted, but the fee of { $assessment_fee } dinars was not paid within 60 days. The grant has therefore lapsed (Article 21(3)).

    You can apply again at any time. You can also appeal within 30 days of this notice to the Municipal Appeals Board, free of charge (Article 26).

    The whole case:
    { $link }

notice-withdrawn-subject = You have withdrawn your application { $number }
notice-withdrawn-body =
    At your request the application { $number } for “{ $application_business_name }” is closed without a decision (Article 24). There is nothing to pay, and you can apply again at any time.

    The whole case:
    { $link }

# The law that each task follows

law-CheckApplication = Article 7: the file is checked within two working days, and everything that is missing is named at once.
law-Supplement = Article 8(2): time stands still until the applicant answers.
law-Inspect = Article 14: high-risk premises are inspected once, against the published list.
law-Decide = Article 17: the decision is in writing and gives its reasons.
information-Decide = Article 17(3): the office may ask for what the decision needs. Its time stands still until the answer, for ten working days at most.
slip-Decide = Article 17(4): a slip of the pen in the reasons is corrected within three working days, visibly.
law-ConfirmDeparture = Article 18: a departure from the rules needs a second officer.
law-RecordPayment = Article 21: the fee is paid before the licence is issued.

# What the rules, their columns and results are called

rule-risk_assessment = Risk assessment
rule-risk_class = Risk class
rule-fee = Fee in dinars
rule-legal_conditions = Legal conditions
rule-recommendation = Recommendation
term-risk = Risk class
term-fee = Fee in dinars
term-recommended = What the legal conditions lead to
term-outcome = Decision
term-reason = Ground
term-inspection = Inspection due
term-dangerous_substances = Kinds of dangerous substances
value-low = low
value-medium = medium
value-high = high
value-grant = grant the licence
value-refuse = refuse the licence
value-conditions_met = the conditions of the law are met
value-kitchen_too_small = the premises are too small for a kitchen
value-hazard_in_residential_zone = dangerous substances in a residential zone
value-inspection_passed = the inspection was passed
value-inspection_failed = the inspection was not passed

## Other words of the drawing
task-Applied = Application sent
task-Examination = Examination of the application
task-ExaminationStarted = Examination begins
task-FileComplete = Complete?
task-RoundsLeft = Asked twice already?
task-Supplied = No answer in time?
task-Incomplete = Refused as incomplete
task-NeedsInspection = High risk?
task-Departed = Not as recommended?
task-LicenceGranted = Granted?
task-Refused = Licence refused
task-PaymentLapsed = 60 days unpaid
task-Lapsed = Grant lapsed
task-Granted = Licence granted
task-Closed = Case closed
task-withdraw = Application withdrawn
task-Withdrawn = Withdrawn
flow-FileComplete_to_AssessRisk = complete
flow-FileComplete_to_RoundsLeft = incomplete
flow-RoundsLeft_to_AskSupplement = no
flow-RoundsLeft_to_BeforeRefusal = yes
flow-Supplied_to_BeforeCheck = supplied
flow-Supplied_to_BeforeRefusal = no answer
flow-NeedsInspection_to_BeforeRecommend = no inspection
flow-NeedsInspection_to_Inspect = high risk
flow-Departed_to_BeforeSettle = as recommended
flow-Departed_to_ConfirmDeparture = departed
flow-LicenceGranted_to_AskPayment = granted
flow-LicenceGranted_to_TellRefusal = refused

# Templates of what officials write to the applicant.
reply-still_at_work-title = We are still working on it
reply-still_at_work =
    Dear { $applicant },

    your application { $number } is with us. The step “{ $task }” is to be done by { $deadline }. You need do nothing until then.

    { $office }
reply-how_to_pay-title = How the fee is paid
reply-how_to_pay =
    Dear { $applicant },

    the fee for application { $number } ({ $service }) is paid at the cash desk or by bank transfer, with the number of the application. You get a receipt. Nobody may ask you for anything beyond the fee.

    { $office }
reply-passed_on-title = Not a matter for this office
reply-passed_on =
    Dear { $applicant },

    what you ask is not for us to decide, so we cannot answer it in case { $number }. Your application is not affected.

    { $office }
