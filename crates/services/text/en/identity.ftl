# Signing in by an identity provider
identity-providers = With an identity that you have already
identity-providers-text = You prove there who you are, and come back signed in. No code is needed.
identity-continue = Continue with { $provider }
identity-confirm = Confirm with { $provider }
identity-again = Try again
identity-other-way = Sign in another way
identity-to-account = To your account
identity-busy = Very many people are signing in right now. Try again in a moment.

identity-title-denied = You were not signed in
identity-text-denied = { $provider } says that you did not agree, or that you stopped. Nothing was shared. You can try again or sign in another way.
identity-title-low = A surer proof is needed
identity-text-low = { $provider } has not proved surely enough who you are for what you want to do. Try again and choose the stronger way there, such as your card or its app.
identity-title-stale = This sign-in is over
identity-text-stale = It was begun in another browser, it took too long, or it was used already. Begin again: nothing was changed.
identity-title-unreachable = { $provider } does not answer
identity-text-unreachable = That is not your fault. Try again in a few minutes, or sign in another way.
identity-title-broken = { $provider } could not sign you in
identity-text-broken = Its answer did not pass our checks, so we did not use it. Try again. If it happens again, tell the office and sign in another way.
identity-title-taken = This account has another identity
identity-text-taken = Two people are never mixed: this identity of { $provider } leads to another account, or your account has another one. Sign in another way, and look under Identities in your account.
identity-title-official = Sign in as you usually do
identity-text-official = The address that { $provider } gives is an official’s. For safety, officials link their identity themselves: sign in as usual, and link it under Identities in your account.
identity-title-another = That is another identity
identity-text-another = You proved at { $provider } who you are, but with an identity that does not belong to this account. Nothing was changed.

identity-title = Identities
identity-lead = With an identity that a provider has checked, you sign in without a code, and may do what needs a surer proof.
identity-none = No identity is linked yet
identity-none-text = You sign in by a code or with a passkey.
identity-yours = Linked with your account
identity-add = Link another
identity-add-text = From then on you can sign in with it, too.
identity-link = Link { $provider }
identity-link-title = Link { $provider }
identity-link-text = You go to { $provider }, prove there who you are, and come back here.
identity-link-shared = We keep that the identity is yours, as a code that tells nothing of you. What you do here is not told to anybody there.
identity-linked = The identity was linked. You can sign in with it from now on.
identity-unlink = Unlink
identity-unlinked = The identity was unlinked.
identity-only-way = Nothing else leads to your account. Add a passkey or another identity first.

identity-out-title = You are signed out here
identity-out-text = { $provider } may still know you on this device. If others use it, sign out there too.
identity-out-there = Sign out at { $provider }
identity-out-home = To the first page

kind-identity-linked = An identity is linked with an account
kind-identity-unlinked = An identity is unlinked
