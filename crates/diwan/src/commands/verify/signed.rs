//! Decisions signed by passkey: whether the signature holds, and whose the key is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value as Json, json};
use tlog::assertion::{Passkey, Signed};
use tlog::receipt::Verified;
use tlog::{Receipt, Verifiers};

use crate::failure::{read, say};

/// Passkeys by the log and the index of the entries that added them.
pub(super) type Passkeys = BTreeMap<(String, u64), Passkey>;

/// The passkeys that entries of `receipts` added, by log and index. One that cannot be read or does
/// not hold tells nothing here: that is said when it is its turn.
pub(super) fn passkeys(receipts: &[PathBuf], keys: &Verifiers) -> Passkeys {
    let mut added = BTreeMap::new();
    // What comes by standard input can be read once only.
    for path in receipts.iter().filter(|p| p.as_os_str() != "-") {
        let Ok(bytes) = read(path, super::LARGEST) else {
            continue;
        };
        let Ok(receipt) = Receipt::decode(&bytes) else {
            continue;
        };
        let Ok(verified) = receipt.verify(keys) else {
            continue;
        };
        let body: Json = serde_json::from_slice(&receipt.body).unwrap_or(Json::Null);
        if let Some(passkey) = Passkey::of_body(&body) {
            added.insert((verified.checkpoint.origin, verified.index), passkey);
        }
    }
    added
}

/// Who signed the decision in `body`, which is proven to be entered; `None` where nobody did.
///
/// # Errors
/// Why the signature does not hold, in words.
pub(super) fn signed(
    body: &Json,
    entered: &Verified,
    passkeys: &Passkeys,
) -> Result<Option<Json>, String> {
    let told = |e: tlog::assertion::AssertionError| format!("the decision's signature: {e}");
    let Some(signed) = Signed::of_body(body).map_err(told)? else {
        return Ok(None);
    };
    signed.verify_in(body, entered.time_us).map_err(told)?;
    let added = passkeys.get(&(entered.checkpoint.origin.clone(), signed.key_entry));
    if let Some(added) = added {
        signed.verify_key(added).map_err(told)?;
    }
    Ok(Some(json!({
        "person": signed.statement.person,
        "role": signed.statement.role,
        "agency": signed.statement.agency,
        "credential": signed.credential,
        "key": signed.key,
        "key_entry": signed.key_entry,
        "key_shown": added.is_some(),
        "data": signed.statement.data,
    })))
}

/// In words.
pub(super) fn say_signed(signed: &Json) {
    say(format_args!(
        "  signed by person {}, {} at {}, with passkey {}: {}",
        signed["person"],
        super::text(&signed["role"]),
        super::text(&signed["agency"]),
        super::text(&signed["credential"]),
        signed["data"]
    ));
    if signed["key_shown"] == true {
        say(format_args!(
            "  the passkey is that person's: entry {} added it",
            signed["key_entry"]
        ));
    } else {
        say(format_args!(
            "  whose the passkey is, entry {} says: give the receipt of that entry, too",
            signed["key_entry"]
        ));
    }
}
