//! R033: Bidders share a major shareholder.

use super::prelude::*;

static CARD: Card = Card {
    code: "R033",
    title: "Bidders share a major shareholder",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "Two bidders of one process name the same shareholder, who holds at least `share` of each (or an unstated part).",
    source: GUIDE,
    meaning: "Firms of one owner do not compete with each other.",
    mistakes: "Investment funds that hold a little of everything.",
    fields: &[
        "parties/roles",
        "parties/id",
        "parties/shareholders/shareholder/id",
        "parties/shareholders/shareholding",
    ],
};

/// The thresholds of R033.
pub(super) struct R033 {
    share: f64,
}

impl R033 {
    pub(super) fn new(s: Section<'_>) -> R033 {
        R033 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R033 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let parties = bidders(v);
        if !parties.iter().any(|p| !p.shareholders.is_empty()) {
            return Seen::Missing("parties/shareholders");
        }
        let major = |p: &&Party<'_>| -> Vec<String> {
            let held = p
                .shareholders
                .iter()
                .filter(|(_, share)| share.is_none_or(|s| s >= self.share));
            held.map(|(who, _)| who.to_string()).collect()
        };
        for (a, b) in pairs(&parties) {
            let theirs = major(&b);
            if let Some(owner) = major(&a).iter().find(|o| theirs.contains(o)) {
                out.flag(
                    1.0,
                    vec![
                        saw(format!("/parties/{}/shareholders", a.at), owner),
                        saw(format!("/parties/{}/shareholders", b.at), owner),
                    ],
                );
            }
        }
        Seen::Computed
    }
}
