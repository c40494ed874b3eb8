# Sessions, and proving again who one is

sessions-title = Where I am signed in
sessions-lead = Each device that is signed in to your account now. End any that you do not know: it stops at once.
sessions-this = This one
sessions-began = Began
sessions-used = Last used
sessions-by-email-code = By a code by e-mail
sessions-by-passkey = By a passkey
sessions-by-identity-provider = By an identity provider
sessions-by-demonstration = In the demonstration
sessions-end = End
sessions-end-this = Sign out here
sessions-end-others = End all other sessions
sessions-ended = The session was ended.
sessions-gone = This session had ended already.
sessions-ends = When a session ends by itself
sessions-stranger = Of a device we keep the name of its browser and system, no address and no fingerprint.
confirm-title = Confirm that it is you
confirm-why = What you asked for is done only when we know for certain, and now, that it is you: so that nobody does it from a session that was left open or stolen.
confirm-kept = What you typed is kept. You come back to it afterwards.
confirm-passkey-text = You have a passkey: unlocking your device is enough.
confirm-passkey = Confirm with a passkey
confirm-passkey-failed = That did not work. Try again.
confirm-passkey-script = A passkey needs JavaScript in the browser.
confirm-passkey-lost = If you have lost all your passkeys, ask the office: whoever reads only your e-mail must not be able to remove them.
confirm-needs-passkey = This act needs a passkey, and your account has none yet. Add one, then do this again.
confirm-add-passkey = Add a passkey
confirm-code-text = We send a code to your address:
confirm-code-send = Send the code
confirm-code-hint = A passkey is quicker and safer.
confirm-code-title = Type the code
confirm-code-again = Send another code
confirm-button = Confirm
confirm-demo-text = In the demonstration nothing has to be proved.
confirm-demo = Confirm (demonstration)
go-on-title = Go on where you were
go-on-lead = What you typed is kept, and nothing of it has been done yet. You can send it now.
go-on-files = Files are not kept: choose these again after sending:
go-on-send = Send it now
go-on-drop = Do not send it
go-on-nothing = Nothing is waiting
go-on-nothing-what = No form waits to be sent
go-on-nothing-do = It was sent already, or an hour has passed, or somebody else typed it on this device.
sessions-device =
    { $browser ->
        [firefox] Firefox
        [chrome] Chrome
        [chromium] Chromium
        [safari] Safari
        [edge] Edge
        [opera] Opera
        [samsung] Samsung Internet
       *[other] Another browser
    } { $system ->
        [android] on Android
        [iphone] on iPhone
        [ipad] on iPad
        [windows] on Windows
        [mac] on a Mac
        [chromeos] on ChromeOS
        [linux] on Linux
       *[other] on another device
    }
sessions-others-ended =
    { $count ->
        [0] There was no other session.
        [one] One session was ended.
       *[other] { $count } sessions were ended.
    }
sessions-expiry =
    When it was not used for { $idle ->
        [one] one hour
       *[other] { $idle } hours
    }, and in any case { $most ->
        [one] one hour
       *[other] { $most } hours
    } after you signed in.
