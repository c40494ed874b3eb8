service-name = Review of a red flag
service-summary = A red flag of a public contract is examined by an investigator whom the draw chooses.
service-who = Investigators open it from a flag.
service-fee = Free
service-law = Public Integrity Act (No. 7 of 2019), a made-up law of the made-up city of Al-Madina.
service-result = The flag is explained, a recommendation is made, or the matter is referred.
service-appeal = Buyer and suppliers may reply to the flag at any time; a referral is decided by the prosecutor.
agency-name = Integrity Office
role-investigator = Investigator
role-supervisor = Supervisor
task-Examine = Examine the flag
task-ConfirmReferral = Confirm the referral
task-TellExplained = Notify that the flag is explained
task-TellRecommendation = Notify the recommendation
task-TellReferral = Notify the referral
outcome-explained = Explained
outcome-recommendation = Recommendation made
outcome-referred = Referred to the prosecutor
form-flag-title = The flag
form-flag-page-flag = What is flagged
form-flag-page-evidence = Evidence, by hash
form-flag-page-question = What is to be found out
field-flag-publisher = Publisher of the data
field-flag-about = What it is about
option-flag-about-process = Contracting process
option-flag-about-buyer = Buyer
option-flag-about-procuring-entity = Procuring entity
option-flag-about-supplier = Supplier
option-flag-about-bidder = Bidder
option-flag-about-buyer-and-supplier = Buyer and supplier
option-flag-about-pair-of-bidders = Two bidders
option-flag-about-group-of-bidders = Group of bidders
option-flag-about-market = Market
field-flag-subject = Identifier of the process or organisation
field-flag-title = Title
field-flag-indicator = Indicator
field-flag-value = Value
field-flag-flag = SHA-256 of the flag with its evidence
field-flag-release = SHA-256 of the release
field-flag-question = What is to be found out?
form-examination-title = Examination of a flag
form-examination-page-finding = Finding
form-examination-page-reasons = Reasons
field-examination-finding = What did you find?
option-examination-finding-explained = The flag is explained
option-examination-finding-recommendation = Something is to be put right
option-examination-finding-referral = The matter is to be referred to the prosecutor
field-examination-reason = Reasons
    .hint = What you read, whom you asked, and what follows.
field-examination-papers = Papers, if any
form-confirmation-title = Confirmation of a referral
form-confirmation-page-confirmation = Confirmation
field-confirmation-confirmed = Is the matter to be referred?
    .hint = If you do not confirm it, it becomes a recommendation.
option-confirmation-confirmed-yes = Yes
option-confirmation-confirmed-no = No
field-confirmation-reason = Reasons
    .hint = What you yourself have read.
notice-explained-subject = Case { $number }: the flag is explained
notice-explained-body =
    The flag { $flag_indicator } on { $flag_subject } is explained.

    Reasons: { $examination_reason }

    The whole case:
    { $link }
notice-recommendation-subject = Case { $number }: a recommendation
notice-recommendation-body =
    The examination of the flag { $flag_indicator } on { $flag_subject } ended with a recommendation.

    Reasons: { $examination_reason }

    The whole case:
    { $link }
notice-referred-subject = Case { $number }: referred
notice-referred-body =
    The matter of the flag { $flag_indicator } on { $flag_subject } is referred to the prosecutor.

    Reasons: { $examination_reason }

    The whole case:
    { $link }
law-Examine = Article 4: a flag is examined against the papers by somebody who did not raise it.
law-ConfirmReferral = Article 6: a referral needs a second investigator.
task-Raised = Case opened from a flag
task-Found = What was found?
task-Confirmed = Confirmed?
task-Explained = Explained
task-Recommended = Recommendation made
task-Referred = Referred
flow-Found_to_BeforeExplained = explained
flow-Found_to_BeforeRecommendation = to be put right
flow-Found_to_ConfirmReferral = to be referred
flow-Confirmed_to_TellReferral = confirmed
flow-Confirmed_to_BeforeRecommendation = not confirmed
