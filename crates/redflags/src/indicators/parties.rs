//! Organisations of a process held against each other.

use crate::facts::Evidence;
use crate::indicator::saw_text;
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

/// An organisation with how it can be reached, in a form that can be compared.
pub(super) struct Contact<'v> {
    pub(super) party: &'v Party<'v>,
    /// Names of fields with the digits or the folded text.
    reach: Vec<(&'static str, String)>,
    /// Street and place.
    place: Option<(String, &'v str)>,
}

impl<'v> Contact<'v> {
    pub(super) fn of(party: &'v Party<'v>) -> Contact<'v> {
        let digits = |p: &str| p.chars().filter(char::is_ascii_digit).collect::<String>();
        let phone = party
            .phone
            .as_deref()
            .map(digits)
            .filter(|p| p.len() >= 6)
            .map(|p| ("telephone", p));
        let email = party
            .email
            .as_deref()
            .map(fold)
            .filter(|e| e.contains('@'))
            .map(|e| ("email", e));
        let street = party.street.as_deref().map(fold).filter(|s| s.len() > 5);
        let place = street.map(|s| (s, party.locality.as_deref().unwrap_or_default()));
        Contact {
            party,
            reach: phone.into_iter().chain(email).collect(),
            place,
        }
    }

    /// Whether it can be reached at all.
    pub(super) fn known(&self) -> bool {
        !self.reach.is_empty()
    }

    /// The field by which both can be reached, with both as they are written.
    pub(super) fn shared(&self, other: &Contact<'v>) -> Option<[Evidence; 2]> {
        let same = self.reach.iter().find(|own| other.reach.contains(own))?.0;
        let shown = |p: &Party<'_>| {
            let value = if same == "email" {
                p.email.as_deref()
            } else {
                p.phone.as_deref()
            };
            saw_text(format!("/parties/{}/contactPoint/{same}", p.at), value)
        };
        Some([shown(self.party), shown(other.party)])
    }

    /// The street, if both are at the same.
    pub(super) fn neighbours(&self, other: &Contact<'v>) -> Option<[Evidence; 2]> {
        if self.place.is_none() || self.place != other.place {
            return None;
        }
        let shown = |p: &Party<'_>| {
            saw_text(
                format!("/parties/{}/address/streetAddress", p.at),
                p.street.as_deref(),
            )
        };
        Some([shown(self.party), shown(other.party)])
    }
}

/// Lower case, without what people write differently: spaces and punctuation, but for `@`.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() || *c == '@')
        .flat_map(char::to_lowercase)
        .collect()
}
