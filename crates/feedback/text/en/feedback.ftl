# Feedback after a case is closed: two questions, answered by blind token.

nav-feedback = What people say

# On the page of a closed case

feedback-offer = Your case is closed. Two questions about it, answered so that nobody can tell it was you.
feedback-offer-link = Say how it was

# Before the questions

feedback-title = How was it?
feedback-lead = Two questions: how it was, and whether you were asked for anything beyond the fee.
feedback-untied = Your answer is kept without your name and without your case. The office and its supervisors see only what everybody sees.
feedback-untied-more = First you get a token that says only: somebody whose case was closed here may answer once. Then you answer with the token, without your name.
feedback-blind = Your device makes the token and has it signed without showing it. What we sign and what you later send have nothing in common: we cannot tie them either, whatever we compute.
feedback-plain = Your browser runs no script, so our computer makes the token for you.
feedback-plain-more = It keeps nothing that ties your answer to your case. But whoever changes the programs on this computer could watch it while you answer. With JavaScript switched on, your device does it itself.
feedback-go = Go to the questions
feedback-failed = That did not work. Nothing is lost: please try again in a while. If it fails again, the office's key is not the one that everybody is shown; do not answer then.
feedback-had = The token of this case has been given.
feedback-had-more = There is one for each case. If you have not used it yet, it is on the device with which you asked for it.
feedback-had-go = Go on to the questions
feedback-see = See what people say
feedback-how-title = How this keeps you anonymous
feedback-how-1 = Your device draws a random token, hides it under another random number, and has that signed (a blind signature, RFC 9474). Each closed case gets one signature, and that is an entry in the record.
feedback-how-2 = Your device takes the hiding number away. The signature still holds, and no calculation leads from the token back to what was signed.
feedback-how-3 = Your answer is sent later, at a random time, without your session. We keep no time and no address with it, and only one row a week in which the answers are mixed.
feedback-how-4 = Answers are entered and published once a week, only where five or more from the same service and office stand together.
feedback-how-limits = What it cannot hide: that your case was closed here, and what all who answered said together. If everybody says the same, it is known of each who answered. Your device gets its script from this computer; the script is public and anybody can compare it, and who trusts no script of ours can do the same with a program of their own. And this computer is reached over the network: who does not want to be seen sending can use another connection.

# The questions

feedback-questions = Two questions about your closed case
feedback-keeps = Your answers stay on this device first. They leave it later, at a random time, without your name.
feedback-none = There is no token on this device.
feedback-none-more = A token comes from the page of your closed case. Open the case and follow the link there.
feedback-none-go = My cases
feedback-plain-now = Your token is in this page. Answer now: it is not kept anywhere, and there is no second one.
feedback-how-was = How was it?
feedback-how-was-5 = Very good
feedback-how-was-4 = Good
feedback-how-was-3 = Neither good nor bad
feedback-how-was-2 = Bad
feedback-how-was-1 = Very bad
feedback-asked = Were you asked for anything beyond the fee?
feedback-asked-hint = Money, a gift or a favour, asked for by anybody: an official, or somebody who offered to help.
feedback-asked-yes = Yes
feedback-asked-no = No
feedback-asked-unsaid = I would rather not say
feedback-done = Done
feedback-send = Send the answers
feedback-error-how = Choose how it was
feedback-error-asked = Choose whether you were asked for anything
feedback-error-both = Please answer both questions. You can choose “I would rather not say”.
feedback-error-key = There is no such key.
feedback-error-forged = This token was not signed by the key of the office.
feedback-error-spent = This token was used already. Each closed case can be answered about once.
feedback-refused = This token does not hold

# Afterwards

feedback-thanks = Thank you
feedback-thanks-lead = Your answer counts like everybody else's.
feedback-waits = Your answer is still on this device.
feedback-waits-more = It is sent by itself within twelve hours, while a page of this site is open on this device, or when you next open one; and not before five people have had their token, so that yours is one among several. A random time tells little of who sent it. You may also send it sooner; then somebody who watches this computer could guess from the time.
feedback-send-now = Send it now
feedback-next = What happens next
feedback-next-1 = Your answer waits, with nothing beside it, until the week is over.
feedback-next-2 = It is published when at least five answers about the same service and office stand together.
feedback-next-3 = Nobody at the office sees it earlier than the public, or sees more.

# What is published

feedback-results = What people say
feedback-results-lead = After a case is closed, its applicant is asked two questions. Who answers is not known to anybody; what they say is shown here.
feedback-empty = Nothing is published yet
feedback-empty-text = Answers appear once a week, as soon as five about the same service and office stand together.
feedback-few = Too few answers so far
feedback-few-text = Nothing is published before five answers stand together. How many there are is not shown to anybody, and they are in no sum either.
feedback-cells = By service and office
feedback-cell = { $service } ({ $office })
feedback-all = All together
feedback-answers =
    { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    }
feedback-in-100 = { $n } in 100
feedback-says-asked = { $n } in 100 were asked for something beyond the fee
feedback-says-asked-few = Fewer than 1 in 100 were asked for something beyond the fee
feedback-says-asked-none = Nobody who answered was asked for anything beyond the fee
feedback-says-good = { $n } in 100 say it was good or very good
feedback-says-good-few = Fewer than 1 in 100 say it was good or very good
feedback-says-good-none = Nobody who answered says it was good
feedback-asked-what = Service and office
feedback-asked-value = Asked for more, in 100
feedback-good-what = Service and office
feedback-good-value = Good or very good, in 100
feedback-beyond-what = Asked for anything beyond the fee
feedback-beyond-value = Answers
feedback-how-what = How it was
feedback-how-value = Answers
feedback-batches = When the answers came
feedback-batches-text = The figures are the sums of these batches. Each has five answers or more and is an entry in the record.
feedback-batch-day = Entered
feedback-batch-count = Answers
feedback-batch-asked = Asked for more
feedback-batch-proof = Proof
feedback-receipt = Receipt
feedback-check = Check it yourself
feedback-check-1 = Every answer stands in the record with a token that only a closed case can have got. Whoever runs this site cannot add answers unseen: each token is an entry, and there are never more answers than tokens.
feedback-check-2 = Every figure is a sum of whole batches of five or more. No two publications can be subtracted so that fewer than five people remain.
feedback-check-3 = From the open data you can recompute every figure and check each signature.
feedback-csv = Counts (CSV)
feedback-json = All answers (JSON)
feedback-keys = The keys (JSON)
