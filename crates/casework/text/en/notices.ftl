# What the house writes to people

notice-assigned-subject = A new task in case { $number }
notice-assigned-body =
    The system gave you this task: { $task }
    in case { $number }.

notice-reminder-subject = Reminder: a deadline in case { $number }
notice-reminder-body =
    The deadline of this task is near: { $task }
    in case { $number }.

notice-overdue-subject = Overdue in case { $number }
notice-overdue-body =
    The deadline of this task has passed: { $task }
    in case { $number }.

notice-lapsed-subject = Tacit decision in case { $number }
notice-lapsed-body =
    The law's time passed without a decision in this task: { $task }
    The tacit decision that the law provides now holds in case { $number }.

notice-waiting-subject = Nobody is free for a task in case { $number }
notice-waiting-body =
    No eligible official is available for this task: { $task }
    in case { $number }. It is drawn as soon as somebody is.

notice-stopped-subject = Case { $number } has stopped
notice-stopped-body =
    Case { $number } was stopped by a fault at: { $task }
    It does not go on until the fault is mended. What happened, and what can be done:

notice-mend-subject = A mend waits for a second person in case { $number }
notice-mend-body =
    Somebody proposed how to mend what stopped case { $number } at: { $task }
    It is done only when a second person confirms it. Read it, then confirm or refuse it:

notice-message-subject = A new message in case { $number }
notice-message-body =
    There is a new message in case { $number }.

notice-migrated-subject = The procedure of case { $number } has changed
notice-migrated-body =
    Case { $number } follows another version of its procedure from now on. Its page tells what that means for you.

notice-information-asked-subject = You are asked for something in case { $number }
notice-information-asked-body =
    The office needs something from you for: { $task }
    in case { $number }. Its page says what, until when, and that the office's time stands still until you answer.

notice-information-given-subject = The answer is there in case { $number }
notice-information-given-body =
    The applicant answered what you asked for: { $task }
    in case { $number }. The time runs again for what was left of it.

notice-information-lapsed-subject = No answer came in time in case { $number }
notice-information-lapsed-body =
    No answer came in time for: { $task }
    in case { $number }. The office goes on without it, and its time runs again.

notice-information-withdrawn-subject = Nothing more is asked of you in case { $number }
notice-information-withdrawn-body =
    What you were asked for is withdrawn: { $task }
    in case { $number }. You need do nothing, and the office's time runs again.

notice-corrected-subject = A slip was corrected in case { $number }
notice-corrected-body =
    The official corrected a slip of the pen in: { $task }
    in case { $number }. What was decided does not change, and what was written first stays beside the correction.

notice-webhook-subject = A webhook was ended
notice-webhook-body =
    The address to which events of cases are sent has taken nothing for days, so nothing is sent to it any more. What did not arrive is listed here; add the address again when it is mended:

notice-new-device-subject = A new device signed in to your account
notice-new-device-body =
    Somebody signed in to your account with a device that was not used before: { $task }
    If it was you, do nothing. If not, end that session here, then secure your e-mail:

notice-passkey-added-subject = A passkey was added to your account
notice-passkey-added-body =
    A passkey was added to your account: { $task }
    If you did not add it, remove it here and end the other sessions:

notice-passkey-removed-subject = A passkey was removed from your account
notice-passkey-removed-body =
    A passkey was removed from your account: { $task }
    If you did not remove it, end the other sessions here:

notice-code-subject = Your sign-in code: { $task }
notice-code-body =
    Your sign-in code is { $task }
    It works for ten minutes. If you did not ask for it, ignore this message. We never ask for this code by telephone.

# In a text message or on the telephone

short-news = There is news in case { $number }
short-phone-code = The code for your number is { $number }. It works for ten minutes.
