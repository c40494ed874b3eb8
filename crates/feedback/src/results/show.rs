//! How figures are said and drawn.

use casework::case;
use casework::record::fact::feedback::Asked;
use casework::store::Link;
use casework::{Error, Parts};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;
use web::View;
use web::components::{Bar, Chart, bar_chart, share_chart};

use crate::publish::{Cell, Tally};

/// What services and offices are called, from the packs that are in force.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeMap<String, Arc<pack::Pack>>);

impl Names {
    /// The packs in force.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn read(link: &mut Link, parts: &Parts) -> Result<Self, Error> {
        let mut all = BTreeMap::new();
        for hash in case::deployed(link)? {
            let pack = parts.packs.get(link, &hash)?;
            all.insert(pack.id.clone(), pack);
        }
        Ok(Self(all))
    }

    /// Services that can be applied for, with their offices.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cell> {
        let open = self.0.values().filter(|p| !p.internal);
        open.map(|p| Cell {
            service: p.id.clone(),
            office: p.agency.clone(),
        })
    }

    /// The service's name; its id where no pack in force has one.
    pub(super) fn service(&self, view: &View, id: &str) -> String {
        let text = |p: &Arc<pack::Pack>| p.texts.text(view.lang().code(), "service-name");
        self.0
            .get(id)
            .and_then(text)
            .unwrap_or_else(|| id.to_owned())
    }

    /// The office's name, from a pack of its own; its id where none says it.
    pub(super) fn office(&self, view: &View, id: &str) -> String {
        let own = self.0.values().filter(|p| p.agency == id);
        own.filter_map(|p| p.texts.text(view.lang().code(), "agency-name"))
            .next()
            .unwrap_or_else(|| id.to_owned())
    }

    /// Both in a line.
    pub(super) fn cell(&self, view: &View, cell: &Cell) -> String {
        let service = self.service(view, &cell.service);
        let office = self.office(view, &cell.office);
        let args = [
            ("service", service.as_str().into()),
            ("office", office.as_str().into()),
        ];
        view.with("feedback-cell", &args)
    }
}

/// How many were asked for something beyond the fee, as a sentence.
pub(super) fn asked(view: &View, tally: &Tally) -> String {
    in_100(
        view,
        "feedback-says-asked",
        tally.asked_in_100(),
        tally.asked[Asked::Yes as usize],
    )
}

/// For how many it was good, as a sentence.
pub(super) fn good(view: &View, tally: &Tally) -> String {
    in_100(
        view,
        "feedback-says-good",
        tally.good_in_100(),
        tally.how[3] + tally.how[4],
    )
}

/// `none`: nobody; `few`: somebody, but less than half a one in 100; else the number.
fn in_100(view: &View, key: &str, n: u64, count: u64) -> String {
    match (count, n) {
        (0, _) => view.t(&format!("{key}-none")),
        (_, 0) => view.t(&format!("{key}-few")),
        _ => view.with(key, &[("n", n.into())]),
    }
}

/// A bar of so many in 100.
pub(super) fn share(view: &View, label: String, n: u64, strong: bool) -> Bar {
    Bar {
        label,
        value: n as f64,
        text: view.with("feedback-in-100", &[("n", n.into())]),
        strong,
    }
}

/// A chart of counts.
pub(super) fn counts(view: &View, id: &str, title: String, bars: Vec<Bar>) -> Markup {
    bar_chart(&view.text, &chart(view, id, title, bars))
}

/// A chart of shares in 100.
pub(super) fn shares(view: &View, id: &str, title: String, bars: Vec<Bar>) -> Markup {
    share_chart(&view.text, &chart(view, id, title, bars))
}

fn chart(view: &View, id: &str, title: String, bars: Vec<Bar>) -> Chart {
    Chart {
        id: id.to_owned(),
        title,
        label_head: view.t(&format!("feedback-{id}-what")),
        value_head: view.t(&format!("feedback-{id}-value")),
        bars,
    }
}

/// How it is done and how to check it, under every page of figures.
pub(super) fn check(view: &View) -> Markup {
    html! {
        ul { @for key in ["feedback-check-1", "feedback-check-2", "feedback-check-3"] { li { (view.t(key)) } } }
        p class="links" {
            a href=(crate::paths::ANSWERS_CSV) download { (view.t("feedback-csv")) } " · "
            a href="/api/v1/feedback/batches" { (view.t("feedback-json")) } " · "
            a href="/api/v1/feedback/keys" { (view.t("feedback-keys")) }
        }
    }
}
