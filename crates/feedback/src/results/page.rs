//! All figures on a page.

use axum::extract::State;
use maud::{Markup, html};
use web::components::{Card, cards, empty_state, section};
use web::{Answer, Page, Public, View};

use super::show::{Names, asked, check, good, share, shares};
use crate::publish::{Cell, Figures};
use crate::{Feedback, paths, store};

pub(super) async fn page(Public(view): Public, State(feedback): State<Feedback>) -> Answer<Page> {
    let (figures, names) = feedback
        .read(|link, parts| Ok((store::published(link)?, Names::read(link, parts)?)))
        .await?;
    let title = view.t("feedback-results");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("feedback-results-lead")) }
        @if figures.cells.is_empty() {
            (empty_state(&view.t("feedback-empty"), &view.t("feedback-empty-text"), None))
        } @else {
            (charts(&view, &figures, &names))
            (section("cells", &view.t("feedback-cells"), &cells(&view, &figures, &names)))
        }
        (too_few(&view, &figures, &names))
        (section("check", &view.t("feedback-check"), &check(&view)))
    };
    Ok(view.page(title.clone()).main(main))
}

fn charts(view: &View, figures: &Figures, names: &Names) -> Markup {
    let all = &figures.all;
    let mut beyond = vec![share(
        view,
        view.t("feedback-all"),
        all.asked_in_100(),
        true,
    )];
    let mut fine = vec![share(view, view.t("feedback-all"), all.good_in_100(), true)];
    for (cell, tally) in &figures.cells {
        let label = names.cell(view, cell);
        beyond.push(share(view, label.clone(), tally.asked_in_100(), false));
        fine.push(share(view, label, tally.good_in_100(), false));
    }
    let count = view.with("feedback-answers", &[("count", all.answers().into())]);
    html! {
        p { (count) }
        (shares(view, "asked", asked(view, all), beyond))
        (shares(view, "good", good(view, all), fine))
    }
}

fn cells(view: &View, figures: &Figures, names: &Names) -> Markup {
    let card = |(cell, tally): (&Cell, &crate::publish::Tally)| Card {
        href: paths::cell(cell),
        title: names.service(view, &cell.service),
        text: names.office(view, &cell.office),
        facts: vec![
            view.with("feedback-answers", &[("count", tally.answers().into())]),
            asked(view, tally),
        ],
    };
    let list: Vec<_> = figures.cells.iter().map(card).collect();
    cards(&list)
}

/// Services of which nothing is published: how many answers wait is told nobody.
fn too_few(view: &View, figures: &Figures, names: &Names) -> Markup {
    let missing: Vec<_> = names
        .cells()
        .filter(|cell| !figures.cells.contains_key(cell))
        .collect();
    let list = html! {
        p { (view.t("feedback-few-text")) }
        ul { @for cell in &missing { li { (names.cell(view, cell)) } } }
    };
    html! { @if !missing.is_empty() { (section("few", &view.t("feedback-few"), &list)) } }
}
