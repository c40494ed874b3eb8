//! A receipt checked here, as `diwan verify` checks it anywhere: and also against our log of today.

use casework::Error;
use casework::record::{self, Entry, Fact};
use casework::store::Link as Store;
use casework::{Parts, micros};
use jiff::Timestamp;
use tlog::note::Trusted;
use tlog::verify::ReceiptError;
use tlog::{Policy, Receipt, Verifier, Verifiers};

/// The link of the chain that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The file is no receipt.
    File,
    /// The checkpoint is not signed by this record.
    Signature,
    /// It belongs to another log or place.
    Place,
    /// The log does not hold the leaf.
    Inclusion,
    /// The body is not what was entered.
    Body,
    /// The log of today is not a continuation of the one that the receipt is of.
    History,
    /// The draw in it does not hold.
    Draw,
    /// The timestamp in it does not hold.
    Stamp,
}

impl Link {
    /// The end of its text keys.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Signature => "signature",
            Self::Place => "place",
            Self::Inclusion => "inclusion",
            Self::Body => "body",
            Self::History => "history",
            Self::Draw => "draw",
            Self::Stamp => "stamp",
        }
    }
}

/// A receipt that holds.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) index: u64,
    pub(crate) time: Timestamp,
    /// Entries in the checkpoint that the receipt carries.
    pub(crate) size: u64,
    /// Entries today, of which those are the beginning.
    pub(crate) size_today: u64,
    /// Names of the keys of those witnesses whom this house asks and who have signed it.
    pub(crate) witnesses: Vec<String>,
    /// Whether they are enough by the house's policy; nothing where it has none.
    pub(crate) policy_met: Option<bool>,
    /// When the authority that this house trusts stamped the checkpoint, and its name.
    pub(crate) stamp: Option<(Timestamp, String)>,
    /// Whether it carries a proof through a national log, which is not checked here: this house has
    /// no key of that log.
    pub(crate) national: bool,
    /// The body, canonical JSON.
    pub(crate) body: String,
    pub(crate) kind: String,
    pub(crate) case: Option<String>,
    /// The draw in it, which was recomputed.
    pub(crate) draw: Option<draw::Draw>,
}

/// Checks a receipt link by link.
pub(crate) fn check(
    link: &mut Store,
    parts: &Parts,
    file: &[u8],
) -> Result<Result<Checked, Link>, Error> {
    let Ok(receipt) = Receipt::decode(file) else {
        return Ok(Err(Link::File));
    };
    let trusted = record::log_verifiers(link)?;
    let policy = parts.policy.as_deref();
    let trusted = policy.map_or(trusted.clone(), |policy| {
        trusted
            .keys()
            .iter()
            .cloned()
            .fold(policy.keys(), Verifiers::and)
    });
    let verified = match receipt.verify(&trusted) {
        Ok(verified) => verified,
        Err(e) => return Ok(Err(fault(&e))),
    };
    let Ok(stamp) = casework::stamps::of_receipt(&receipt, parts.authority.as_ref()) else {
        return Ok(Err(Link::Stamp));
    };
    let (size_today, _) = record::checkpoint(link)?;
    let old = verified.checkpoint.size;
    if old > size_today || record::root(link, old)? != verified.checkpoint.root {
        return Ok(Err(Link::History));
    }
    let Ok(entry) = Entry::from_body(verified.index, receipt.salt, &verified.body) else {
        return Ok(Err(Link::Body));
    };
    let draw = match &entry.fact {
        Fact::TaskAssigned { draw, .. } => draw.clone(),
        _ => None,
    };
    let ours = parts.identity.draw.public_key();
    if draw
        .as_ref()
        .is_some_and(|d| d.public_key != ours || d.verify().is_err())
    {
        return Ok(Err(Link::Draw));
    }
    Ok(Ok(Checked {
        index: verified.index,
        time: micros(verified.time_us),
        size: old,
        size_today,
        national: receipt.national.is_some(),
        stamp: stamp.map(|stamp| (micros(stamp.time_us), stamp.authority)),
        policy_met: policy.map(|policy| met(policy, &verified.signers.witnesses)),
        witnesses: verified
            .signers
            .witnesses
            .into_iter()
            .map(|w| w.name)
            .collect(),
        kind: crate::words::kind(&entry.fact),
        case: entry.case.map(|c| c.number.to_string()),
        body: String::from_utf8_lossy(&verified.body).into_owned(),
        draw,
    }))
}

fn met(policy: &Policy, signed: &[Trusted]) -> bool {
    let by = |key: &Verifier| {
        signed
            .iter()
            .any(|s| s.id == key.id() && s.name == key.name())
    };
    policy.quorum().is_met(by)
}

fn fault(error: &ReceiptError) -> Link {
    match error {
        ReceiptError::Checkpoint(_) => Link::Signature,
        ReceiptError::NoLeaf | ReceiptError::Leaf(_) => Link::File,
        ReceiptError::OtherLog { .. } | ReceiptError::OtherIndex { .. } => Link::Place,
        ReceiptError::Inclusion(_) => Link::Inclusion,
        ReceiptError::Body => Link::Body,
    }
}
