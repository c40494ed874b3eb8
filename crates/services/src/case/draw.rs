//! How somebody was drawn: who could be, with which weight, and the proof that nobody chose.

use axum::extract::{Path, State};
use casework::case::read::{Whole, line};
use casework::record::Fact;
use casework::{Error, record};
use maud::{Markup, html};
use web::components::{Row, Tone, details, section, summary_list, tag};
use web::{Answer, Page, Problem, View};

use super::seat;
use crate::office::{Citizen, Office};
use crate::{paths, words};

pub(super) async fn draw(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, seq)): Path<(String, u64)>,
) -> Answer<Page> {
    let view = &citizen.view;
    let (whole, fact) = assigned(&office, &citizen, &number, seq).await?;
    let number = whole.case.number;
    let Fact::TaskAssigned {
        element,
        role,
        draw: Some(drawn),
        ..
    } = fact
    else {
        return Err(Problem::not_found());
    };
    let task = words::element(view, whole.pack_at(seq), &element);
    let title = view.with("draw-title", &[("task", task.into())]);
    let main = html! {
        p class="caption" { (view.t("case-number")) " " bdi dir="ltr" { (number) } }
        h1 { (title) }
        (verdict(view, &drawn))
        p { (view.with("draw-text", &[("role", words::role(view, &whole.pack, &role).into())])) }
        (section("candidates", &view.t("draw-candidates"), &candidates(view, &drawn)))
        (section("proof", &view.t("draw-proof"), &proof(view, &drawn)))
    };
    Ok(view
        .page(title.clone())
        .back(format!("{}#timeline", paths::case(number)))
        .main(main))
}

/// An entry of the case that may have a draw in it.
pub(crate) async fn assigned(
    office: &Office,
    citizen: &Citizen,
    number: &str,
    seq: u64,
) -> Result<(Whole, Fact), Problem> {
    let view = &citizen.view;
    let number = seat::number(number)?;
    let whole = seat::whole(office, view, citizen.person, number).await?;
    let id = whole.case.id;
    let found = office.read(view, move |link, parts| {
        let (line, case) = line(link, parts, seq).map_err(missing)?;
        if case == Some(id) {
            Ok(line)
        } else {
            Err(Error::NotFound)
        }
    });
    Ok((whole, found.await?.fact))
}

fn missing(e: Error) -> Error {
    match e {
        Error::Record(record::RecordError::Missing(_)) => Error::NotFound,
        e => e,
    }
}

/// Whether the draw holds, recomputed now.
pub(crate) fn verdict(view: &View, drawn: &draw::Draw) -> Markup {
    match drawn.verify() {
        Ok(()) => {
            html! { p { (tag(Tone::Good, &view.t("draw-holds"))) " " (view.t("draw-holds-text")) } }
        }
        Err(e) => html! { p { (tag(Tone::Bad, &view.t("draw-fails"))) " " bdi dir="ltr" { (e) } } },
    }
}

/// The lots beside each other, each as wide as its chance; the one drawn is filled.
fn lots(drawn: &draw::Draw) -> Markup {
    let mut at = 0.0;
    let all: Vec<_> = drawn
        .candidates
        .iter()
        .map(|c| {
            let (from, width) = (at, 100.0 * chance(drawn, c));
            at += width;
            (from, width, c.id == drawn.chosen)
        })
        .collect();
    html! {
        svg class="lots" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (from, width, chosen) in all {
                rect class=[chosen.then_some("lot-drawn")] x=(format!("{from:.2}")) width=(format!("{width:.2}")) height="8" {}
            }
        }
    }
}

/// The share of a candidate's weight in all weights.
fn chance(drawn: &draw::Draw, c: &draw::Candidate) -> f64 {
    let all: u64 = drawn.candidates.iter().map(|c| draw::weight(c.load)).sum();
    draw::weight(c.load) as f64 / all.max(1) as f64
}

fn percent(view: &View, share: f64) -> String {
    let n = view.text.decimal(100.0 * share, 0);
    view.with("draw-percent", &[("n", n.into())])
}

fn candidates(view: &View, drawn: &draw::Draw) -> Markup {
    html! {
        (lots(drawn))
        table class="stack" {
            caption class="visually-hidden" { (view.t("draw-candidates")) }
            thead { tr {
                th scope="col" { (view.t("draw-official")) }
                th scope="col" class="figure" { (view.t("draw-load")) }
                th scope="col" class="figure" { (view.t("draw-chance")) }
                th scope="col" { (view.t("draw-result")) }
            } }
            tbody {
                @for c in &drawn.candidates {
                    tr {
                        th scope="row" { bdi dir="ltr" { (c.id) } }
                        td class="figure" data-head=(view.t("draw-load")) { (view.text.number(i64::from(c.load))) }
                        td class="figure" data-head=(view.t("draw-chance")) { (percent(view, chance(drawn, c))) }
                        td { @if c.id == drawn.chosen { (tag(Tone::Active, &view.t("draw-chosen"))) } @else { (view.t("draw-not-chosen")) } }
                    }
                }
                @for (id, reason) in &drawn.excluded {
                    tr {
                        th scope="row" { bdi dir="ltr" { (id) } }
                        td class="figure" { "–" }
                        td class="figure" { "–" }
                        td { (view.t(&format!("draw-excluded-{reason}"))) }
                    }
                }
            }
        }
    }
}

fn proof(view: &View, drawn: &draw::Draw) -> Markup {
    let pretty = serde_json::to_string_pretty(drawn).unwrap_or_default();
    html! {
        p { (view.t("draw-proof-text")) }
        (summary_list(&[
            Row::new(view.t("draw-element"), html! { code dir="ltr" { (drawn.input.element) } }),
            Row::new(view.t("draw-visit"), html! { (drawn.input.visit) " / " (drawn.input.redraw) }),
            Row::new(view.t("draw-content"), html! { code dir="ltr" { (hex::encode(drawn.input.content)) } }),
        ]))
        (details(&view.t("draw-whole"), &html! { pre dir="ltr" tabindex="0" { code { (pretty) } } }))
    }
}
