# An official's desk: the work list, the task's page, what the applicant is asked for
desk-open =
    { $count ->
        [one] 1 task is open
       *[other] { $count } tasks are open
    }
desk-late =
    { $count ->
        [one] 1 is late
       *[other] { $count } are late
    }
desk-waiting =
    { $count ->
        [one] 1 waits for its applicant
       *[other] { $count } wait for their applicants
    }
desk-next = Next by deadline: { $task }
desk-paused = Waits for the applicant
desk-paused-until = · until { $date } at most
desk-done = Done in the last seven days
desk-parts = On this page
desk-part-work = Your task
desk-measured-office = the same, without days in which it was waited for the applicant
case-waited =
    { $days ->
        [one] , of which 1 waited for the applicant
       *[other] , of which { $days } waited for the applicant
    }
case-with-asked = { $task } ({ $role }): time stands still until the applicant answers
question-ask = Ask the applicant for something
question-title = Ask the applicant for something
question-what = What do you need?
question-what-hint = Name all that is missing at once, in words that the applicant understands.
question-papers = Which documents?
question-papers-hint = One a line, ten at most.
question-until = Sent now, it is waited until { $date } at most. Your time stands still until then, and the applicant is told so.
question-left =
    { $count ->
        [one] The law allows one more question in this task.
       *[other] The law allows { $count } more questions in this task.
    }
question-no-more = No question is possible now: one is open, the law allows no more of them, or the time of the task is over.
question-send = Send the question
question-asked = The question was sent. The time of the task stands still until the answer.
question-withdraw = Take the question back
question-withdraw-text = The applicant is told that nothing is needed any more, and your time runs again for what was left of it.
question-reason = Why is it not needed any more?
question-withdraw-send = Take it back
question-withdrawn = The question was taken back. The time of the task runs again.
question-answer = Answer
question-answer-text = Your answer
question-files = Files
question-answer-until = Answer by { $date }. If no answer comes by then, the office goes on without it.
question-answer-send = Send the answer
question-answered = Your answer was sent. The office’s time runs again.
question-asked-you = The office asks you for something
question-clock = The office’s time stands still until you answer.
question-waits = Waits for the applicant’s answer
question-waits-until = Time stands still until the answer, at most until { $date }.
question-heading = What was asked for
question-row-asked = Asked
question-row-answer = Answer
question-row-withdrawn = Taken back by the office:
question-lapsed = No answer came in time. The office went on without it.
question-text-required = Write something before you send it
question-text-too-long = This is too long: shorten it
question-documents-too-many = Name at most ten documents
question-documents-too-long = Name each document in at most { 200 } characters
question-reason-required = Say why
question-reason-too-long = Use at most { 2000 } characters
kind-information-asked = The applicant is asked for something
kind-information-given = The applicant answers
kind-information-lapsed = No answer in time
kind-information-withdrawn = A question is taken back
fact-information-asked = { $task }: the applicant is asked for something, time stands still
fact-information-given = { $task }: the applicant answered, time runs again
fact-information-lapsed = { $task }: no answer came in time, it goes on without
fact-information-withdrawn = { $task }: the question was taken back, time runs again
migration-task-asked = waits for what the applicant was asked: the case can move when the answer is there or the question is over
correct-title = Correct a slip
correct-text = You can correct a slip of the pen until { $date }. What you wrote first stays in the record and on the page, struck through. What was decided, and what the process did, do not change.
correct-value = What should it say?
correct-reason = What was the slip?
correct-reason-hint = For example: two letters were swapped in the street’s name.
correct-send = Correct it
correct-done = The slip was corrected. The applicant is told.
correct-offer = Correct a slip: { $task }
correct-heading = Corrected slips
correct-before = The entry before
correct-old = It said:
correct-new = It says now:
correct-value-required = Write what it should say
correct-value-too-long = This is too long: shorten it
correct-value-unchanged = This is what it says already
correct-value-does-not-fit = The form asks for more, or for something else: keep to what it asks
correct-reason-required = Say what the slip was
correct-reason-too-long = Use at most { 2000 } characters
kind-task-corrected = A slip is corrected
fact-task-corrected = { $task }: a slip was corrected
