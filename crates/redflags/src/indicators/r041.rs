//! R041: Bidders hand in the same document.

use super::prelude::*;

static CARD: Card = Card {
    code: "R041",
    title: "Bidders hand in the same document",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Pattern,
    unit: Unit::Present,
    formula: "Documents of the bids of two different bidders have the same url, or the same title (of `least_characters` and more) and the same datePublished with a time.",
    source: GUIDE,
    meaning: "Papers from one desk: the bids were written together.",
    mistakes: "Forms that the buyer hands out under one address; portals that publish all bids' papers at once under one title. Likeness inside the files is not looked at.",
    fields: &[
        "bids/details/tenderers/id",
        "bids/details/documents/url",
        "bids/details/documents/title",
        "bids/details/documents/datePublished",
    ],
};

/// Documents that are held against each other; a list of a million is bounded here.
const MOST: usize = 2_000;

/// The thresholds of R041.
pub(super) struct R041 {
    least_characters: usize,
}

/// A document of a bid: whose it is, where, and what it is compared by.
struct Paper<'v> {
    mark: (&'static str, &'v str, &'v str),
    who: std::borrow::Cow<'v, str>,
    bid: u32,
    at: u32,
}

impl R041 {
    pub(super) fn new(s: Section<'_>) -> R041 {
        R041 {
            least_characters: s.count("least_characters"),
        }
    }

    fn papers<'v>(&self, v: &View<'v>) -> Vec<Paper<'v>> {
        let mut papers = Vec::new();
        for bid in v.p.bids.iter().filter(|b| b.status.submitted()) {
            let Some(bidder) = who(&bid.tenderers) else {
                continue;
            };
            for document in bid.documents.iter().flatten() {
                let url = document.url.as_deref().map(|u| ("url", u, ""));
                let title = document
                    .title
                    .as_deref()
                    .filter(|t| t.chars().count() >= self.least_characters)
                    .zip(document.published.as_deref().filter(|d| d.contains('T')))
                    .map(|(title, date)| ("title", title, date));
                papers.extend(url.into_iter().chain(title).map(|mark| Paper {
                    mark,
                    who: bidder.clone(),
                    bid: bid.at,
                    at: document.at,
                }));
                if papers.len() >= MOST {
                    return papers;
                }
            }
        }
        papers
    }
}

impl Indicator for R041 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let mut papers = self.papers(v);
        if papers.is_empty() {
            return Seen::Missing("bids/details/documents/url");
        }
        papers.sort_by(|a, b| (&a.mark, a.bid, a.at).cmp(&(&b.mark, b.bid, b.at)));
        let same = papers
            .chunk_by(|a, b| a.mark == b.mark)
            .find(|same| same.iter().any(|p| p.who != same[0].who));
        if let Some(same) = same {
            let shown = same.iter().map(|p| {
                let field = format!("/bids/details/{}/documents/{}/{}", p.bid, p.at, p.mark.0);
                saw(field, p.mark.1)
            });
            out.flag(1.0, shown.collect());
        }
        Seen::Computed
    }
}
