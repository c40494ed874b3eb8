//! What people are told of their own account's safety: whoever did it was not they, perhaps.

use crate::channels::{self, Letter};
use crate::record::Tx;
use crate::{Error, PersonId};

/// What happened to somebody's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Somebody signed in with a browser that was not seen before.
    NewDevice,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
}

impl Warning {
    fn key(self) -> &'static str {
        match self {
            Self::NewDevice => "new-device",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
        }
    }
}

/// Tells a person, at once and also in quiet hours: who has their account does not wait for the morning. `what` is the
/// device or the passkey, `page` the path where they can do something about it.
///
/// # Errors
/// The store's.
pub fn warn(
    tx: &mut Tx<'_>,
    person: PersonId,
    warning: Warning,
    what: &str,
    page: &str,
) -> Result<(), Error> {
    let parts = tx.parts();
    let language = super::profile(tx.link(), parts, person)?.language;
    let link = format!("{}{page}", parts.public_url);
    let (subject, body) = crate::words::notice(&language, warning.key(), "", what, &link);
    let letter = Letter {
        short: crate::words::short(&language, warning.key(), "", &link),
        subject,
        body,
        language,
        urgent: true,
    };
    channels::tell(tx, None, person, letter)
}
