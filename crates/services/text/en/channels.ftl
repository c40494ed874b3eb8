# How people are reached, what their programs may do, and what an agency's programs are told.

kind-contact-changed = Somebody chose how they are reached
kind-device-added = A device is subscribed to messages
kind-device-removed = A device is sent no messages any more
kind-notice-delivered = A message arrived
kind-token-made = A token for a program is made
kind-token-revoked = A token for a program is withdrawn
kind-webhook-added = Events are sent to another system
kind-webhook-ended = Events are no longer sent to another system
fact-notice-delivered = A message arrived

channel-email = E-mail
channel-sms = SMS
channel-push = Messages in the browser

contact-title = How we reach you
contact-lead = We write to you when something happens in your case, and before a deadline. What cannot be delivered one way is tried another way.
contact-save = Save
contact-saved = Your choice was saved.
contact-channel = What should we try first?
contact-channel-hint = You can also read everything on your case’s page at any time.
contact-by-email = To { $email }
contact-by-sms = To { $phone }
contact-by-sms-none = First confirm your mobile number below.
contact-by-push =
    { $count ->
        [0] First add this browser below.
        [one] To 1 browser
       *[other] To { $count } browsers
    }
contact-quiet = Quiet hours
contact-quiet-hint = In these hours we send nothing, unless the law does not wait. The clock is that of { $zone }.
contact-quiet-on = Send me nothing in these hours
contact-hours = The hours
contact-from = From
contact-until = Until
contact-phone = Mobile number
contact-phone-text = We send a code to the number, so that nobody can enter somebody else’s.
contact-number = Your mobile number
contact-number-hint = With the country’s code, for example +961 3 123 456
contact-number-is = Your number:
contact-number-send = Send me a code
contact-number-remove = Remove this number
contact-number-removed = Your number was removed.
contact-number-proven = Your number is confirmed. You can now choose SMS.
contact-code-title = Enter the code
contact-code = The code from the SMS
contact-code-hint = Six digits. They work for ten minutes.
contact-code-error = The code is wrong or too old. Check it, or ask for another.
contact-code-button = Confirm
contact-code-again = Ask for another code
contact-devices = Browsers that show messages
contact-devices-text = A message says only that there is news in a case, and its number. Nobody can read more on a locked screen.
contact-devices-none = No browser is added yet.
contact-device = Browser
contact-device-add = Show messages in this browser
contact-device-added = This browser was added. You can now choose messages in the browser.
contact-device-remove = Remove
contact-device-removed = The browser was removed.
contact-push-script = To add this browser, turn JavaScript on. E-mail works without.
contact-push-failed = This browser could not be added. Try again later, or choose another way.
contact-push-refused = Your browser does not allow messages from this site. Allow them in its settings, then try again.

error-channel-not-set-up = Confirm your number or add this browser first, then choose it
error-quiet-not-hours = Choose two different times
error-phone-not-a-number = Enter a mobile number with the country’s code, such as +961 3 123 456
error-phone-too-often = We have just sent a code. Wait a minute; at most five codes are sent a day
error-endpoint-not-a-subscription = This is no address of a push service to which we send
error-key-not-a-subscription = The key is not a browser’s key
error-secret-not-a-subscription = The secret is not a browser’s secret

unreached-sent =
    { $channel ->
        [sms] We could not reach you by SMS
        [push] We could not reach you in the browser
       *[email] We could not reach you by e-mail
    }; { $instead ->
        [sms] we sent an SMS instead.
        [push] we sent a message to your browser instead.
       *[email] we sent an e-mail instead.
    }
unreached-waits =
    { $channel ->
        [sms] We could not reach you by SMS
        [push] We could not reach you in the browser
       *[email] We could not reach you by e-mail
    }; { $instead ->
        [sms] we are sending an SMS instead.
        [push] we are sending a message to your browser instead.
       *[email] we are sending an e-mail instead.
    }
unreached-only-here =
    { $channel ->
        [sms] We could not reach you by SMS.
        [push] We could not reach you in the browser.
       *[email] We could not reach you by e-mail.
    } Look here for news.
unreached-change = Change how we reach you

overview-notice-by =
    { $channel ->
        [sms] SMS
        [push] Message in the browser
       *[email] E-mail
    }, { $attempts ->
        [one] 1 try
       *[other] { $attempts } tries
    }
overview-instead =
    { $channel ->
        [sms] Sent by SMS instead
        [push] Sent to the browser instead
       *[email] Sent by e-mail instead
    }

tokens-title = Tokens for programs
tokens-lead = With a token, a program does for you what you allow here, and nothing else. No token decides, signs or erases anything.
tokens-yours = Your tokens
tokens-none = You have no tokens.
tokens-new = Make a token
tokens-name = Its name
tokens-name-hint = For example: my accountant’s program
tokens-scopes = What may it do?
tokens-ends = When does it end?
tokens-days =
    { $days ->
        [one] After 1 day
       *[other] After { $days } days
    }
tokens-make = Make the token
tokens-made = Your new token
tokens-made-text = Copy it now: it is shown this once. Whoever has it can do what you have allowed.
tokens-until = until { $date }
tokens-state-works = Works
tokens-state-expired = Has ended
tokens-state-revoked = Withdrawn
tokens-revoke = Withdraw
tokens-revoked = The token was withdrawn.
error-name-required = Enter a name
error-name-too-long = Use at most 60 characters, on one line
error-scopes-required = Choose at least one thing that it may do
error-days-out-of-bounds = Choose when it ends

scope-cases-read = Read my cases and their documents
scope-cases-write = Write messages in my cases, and withdraw
scope-drafts-write = Prepare applications and send them
scope-account-read = Read my account, and who read my data
scope-tasks-read = Read the tasks that were drawn for me
scope-overview-read = Read the overview of my agencies
scope-webhooks-write = Add and end webhooks of my agencies

webhooks-title = Events for other systems (webhooks)
webhooks-lead = What happens to your agency’s cases can be told to its own systems, by number and kind only: nothing of anybody is sent.
webhooks-yours = Your agency’s webhooks
webhooks-none = No events are sent anywhere.
webhooks-new = Add a webhook
webhooks-url = Address
webhooks-url-hint = It begins with https:// and must be one that the operator allows.
webhooks-events = What is it told?
webhooks-agency = Agency
webhooks-add = Add
webhooks-added = The webhook was added
webhooks-secret = This is its secret, by which your system knows that a message is ours (Standard Webhooks). Copy it now: it is shown this once.
webhooks-since = since { $date }
webhooks-state-works = Works
webhooks-state-failing = Ended: nothing arrived
webhooks-state-ended = Ended
webhook-title = Webhook
webhook-failing = Nothing could be delivered for five days, so it was ended. Mend your system, then add it again.
webhook-deliveries = What it was sent
webhook-none = Nothing yet
webhook-none-text = As soon as something happens to a case, it is listed here.
webhook-event = Event
webhook-case = Case
webhook-when = When
webhook-state = State
webhook-sent =
    { $attempts ->
        [one] Arrived
       *[other] Arrived at try { $attempts }
    }
webhook-given-up =
    { $attempts ->
        [one] Given up after 1 try
       *[other] Given up after { $attempts } tries
    }
webhook-queued =
    { $attempts ->
        [0] Waits
        [one] Is tried again, 1 try so far
       *[other] Is tried again, { $attempts } tries so far
    }
webhook-end = End this webhook
webhook-ended = The webhook was ended.
error-agency-required = Choose the agency whose cases it is told of
error-url-not-an-address = Enter an address that begins with https://
error-url-not-allowed = The operator does not allow this address. Ask them to add it
error-events-required = Choose at least one kind of event
