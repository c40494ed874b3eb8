//! R042: A bidder has an abnormal address or telephone number.

use super::prelude::*;

static CARD: Card = Card {
    code: "R042",
    title: "A bidder has an abnormal address or telephone number",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Present,
    formula: "A bidder's telephone has fewer than `least_digits` digits or one digit only, or the street is one of `hollow`.",
    source: GUIDE,
    meaning: "A firm that cannot be reached may exist on paper only.",
    mistakes: "Short national numbers; shared post offices in small towns.",
    fields: &[
        "parties/contactPoint/telephone",
        "parties/address/streetAddress",
    ],
};

/// The thresholds of R042.
pub(super) struct R042 {
    least_digits: usize,
    hollow: Vec<String>,
}

impl R042 {
    pub(super) fn new(s: Section<'_>) -> R042 {
        R042 {
            least_digits: s.count("least_digits"),
            hollow: s.texts("hollow").iter().map(|h| fold(h)).collect(),
        }
    }
}

impl Indicator for R042 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let parties = bidders(v);
        if !parties
            .iter()
            .any(|p| p.phone.is_some() || p.street.is_some())
        {
            return Seen::Missing("parties/contactPoint/telephone");
        }
        for party in parties {
            let strange = party.phone.as_deref().filter(|p| self.strange(p));
            if let Some(phone) = strange {
                out.flag(
                    1.0,
                    vec![saw(
                        format!("/parties/{}/contactPoint/telephone", party.at),
                        phone,
                    )],
                );
            }
            let hollow = |s: &&str| {
                let street = fold(s);
                self.hollow.iter().any(|h| street.contains(h))
            };
            if let Some(street) = party.street.as_deref().filter(hollow) {
                out.flag(
                    1.0,
                    vec![saw(
                        format!("/parties/{}/address/streetAddress", party.at),
                        street,
                    )],
                );
            }
        }
        Seen::Computed
    }
}

impl R042 {
    fn strange(&self, phone: &str) -> bool {
        let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
        // The country code may differ from the rest of a made-up number.
        let tail = digits
            .get(digits.len().saturating_sub(self.least_digits)..)
            .unwrap_or_default();
        digits.len() < self.least_digits || tail.windows(2).all(|w| w[0] == w[1])
    }
}
