# Finding a service, and what the rules say before one applies
home-events = What is happening?
event-services =
    { $count ->
        [one] One service
       *[other] { $count } services
    }
find-near = No service has all of these words. These are the nearest.
find-case = A case
find-case-number = Case { $number }
find-case-text = Where it stands, for whoever has a seat at it.
check-link = Check before you apply
check-title = Check before you apply: { $service }
check-heading = What would the rules say?
check-lead = Answer a few questions, and the rules that will decide tell you what to expect. You need not say who you are.
check-go = Ask the rules
check-kept = Nothing is kept. Your answers are in this page’s address only, so that you can send it to somebody.
check-more = One more thing, because of what you answered:
check-again = Change the answers
check-incomplete = Some questions are not answered, or not so that the rules can read them.
check-yes = Yes, by what you answered
check-yes-text = Nothing in the rules stands against it. The papers that you send have to show what you answered.
check-no = No, by what you answered
check-no-text = The rules refuse it as things stand. You may apply nevertheless: you then get a decision with its reasons, against which you can appeal.
check-depends = An official will have to look
check-depends-text = The rules neither grant nor refuse it by themselves. Who looks is drawn by lot.
check-rules = What the rules say
check-read = Read these rules whole
check-apply = Apply with these answers
begin-checked = Your answers from the check are filled in already. You can change each of them.

event-having-a-child = Having a child
event-having-a-child-text = What a newborn needs from the administration: entries, copies, help.
event-studying = Studying
event-studying-text = Papers and help for school, training and university.
event-looking-for-work = Looking for work
event-looking-for-work-text = What helps you to find work, and what an employer may ask for.
event-losing-a-job = Losing a job
event-losing-a-job-text = What you are entitled to when work ends.
event-looking-for-a-home = Looking for a home
event-looking-for-a-home-text = Renting, buying, building, and help with the cost.
event-changing-relationship = Marrying or separating
event-changing-relationship-text = What changes in the registers when a couple marries or separates.
event-driving = Driving a vehicle
event-driving-text = Licences, registration and tax of vehicles.
event-travelling = Travelling abroad
event-travelling-text = Papers to have before you leave.
event-moving = Moving house
event-moving-text = Whom to tell and what to have changed at a new address.
event-being-ill = Being ill
event-being-ill-text = Care, insurance and help while you are ill.
event-living-with-a-disability = Living with a disability
event-living-with-a-disability-text = Rights, cards and help for you and for who cares for you.
event-facing-an-emergency = Facing an emergency
event-facing-an-emergency-text = After a fire, a flood or another disaster.
event-facing-a-crime = After a crime
event-facing-a-crime-text = Reporting it, protection, and making good of the damage.
event-retiring = Retiring
event-retiring-text = Your pension and what comes with it.
event-losing-a-relative = Losing a relative
event-losing-a-relative-text = Entries, inheritance and help after a death.
event-starting-a-business = Starting a business
event-starting-a-business-text = Licences, registers and taxes before the first day.
event-running-a-business = Running a business
event-running-a-business-text = What changes, renewals and growth ask for.
event-closing-a-business = Closing a business
event-closing-a-business-text = What to end, and in which order.
