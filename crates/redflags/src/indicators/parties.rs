//! Organisations of a process held against each other.

use crate::model::{Party, role};
use crate::view::View;

/// Most bidders that are held against each other: a list of a million parties is bounded here.
const MOST: usize = 200;

/// Those who bid: by role, else by their bids.
pub(super) fn bidders<'v>(v: &View<'v>) -> Vec<&'v Party<'v>> {
    let by_role = v.p.parties.iter().filter(|p| p.roles & role::TENDERER != 0);
    let found: Vec<_> = by_role.take(MOST).collect();
    if !found.is_empty() {
        return found;
    }
    let bid = |p: &&Party<'_>| {
        v.p.bids.iter().any(|b| {
            b.tenderers
                .iter()
                .any(|t| t.key().is_some() && t.key() == p.org.key())
        })
    };
    v.p.parties.iter().take(MOST).filter(bid).collect()
}

/// All pairs of different organisations.
pub(super) fn pairs<'p, 'v>(
    parties: &'p [&'v Party<'v>],
) -> impl Iterator<Item = (&'v Party<'v>, &'v Party<'v>)> + 'p {
    let all = parties
        .iter()
        .enumerate()
        .flat_map(|(i, a)| parties[i + 1..].iter().map(move |b| (*a, *b)));
    all.filter(|(a, b)| a.org.key() != b.org.key())
}

/// How an organisation can be reached, in a form that can be compared: a name of the field, and
/// the digits or the folded text.
pub(super) fn reach<'p>(party: &'p Party<'_>) -> impl Iterator<Item = (&'static str, String)> + 'p {
    let phone = party
        .phone
        .as_deref()
        .map(|p| p.chars().filter(char::is_ascii_digit).collect::<String>());
    let phone = phone.filter(|p| p.len() >= 6).map(|p| ("telephone", p));
    let email = party
        .email
        .as_deref()
        .map(fold)
        .filter(|e| e.contains('@'))
        .map(|e| ("email", e));
    phone.into_iter().chain(email)
}

/// What two organisations have in common.
pub(super) fn shared(a: &Party<'_>, b: &Party<'_>) -> Option<(&'static str, String)> {
    reach(a).find(|own| reach(b).any(|other| other == *own))
}

/// Lower case, without what people write differently: spaces and punctuation, but for `@`.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() || *c == '@')
        .flat_map(char::to_lowercase)
        .collect()
}
