//! The page of one contracting process.

use axum::extract::{Path, State};
use maud::{Markup, html};
use web::components::{Row, drawing, section, summary_list};
use web::lang::Precision;
use web::{Access, Answer, Page, Public, View};

use super::{Contract, Shown, article};
use crate::standing::{Reply, Standing};
use crate::story::{Step, Story, picture};
use crate::{INVESTIGATOR, Open, paths, show};

pub(super) async fn page(
    Public(view): Public,
    State(open): State<Open>,
    Path(ocid): Path<String>,
) -> Answer<Page> {
    let view = &view;
    let publisher = view.query_value("publisher");
    let found = open
        .read(move |link, _| Contract::find(link, &ocid, &publisher))
        .await?;
    let told = &found.process.told;
    let title = if told.title.is_empty() {
        &told.ocid
    } else {
        &told.title
    };
    let story = Story::of(&found.process.text);
    let main = html! {
        h1 { bdi { (title) } }
        (summary_list(&rows(view, &found)))
        (section("story", &view.t("contract-story"), &way(view, &found, &story)))
        (section("flags", &view.t("contract-flags"), &flags(view, &found)))
        (section("replies", &view.t("contract-replies"), &replies(view, &found)))
        (section("source", &view.t("contract-source"), &source(view, &found)))
    };
    let (kind, said) = show::hint(view);
    Ok(view
        .page(title.clone())
        .crumb(paths::CONTRACTS, view.t("contracts-title"))
        .notice(kind, said)
        .main(main))
}

fn rows(view: &View, found: &Contract) -> Vec<Row> {
    let told = &found.process.told;
    let mut rows = Vec::new();
    let mut add = |key: &str, value: Markup| rows.push(Row::new(view.t(key), value));
    if !told.buyer.is_empty() {
        add(
            "contract-buyer",
            who(found, "buyer", &told.buyer, &told.buyer_name),
        );
    }
    let suppliers: Vec<_> = told.parties.iter().filter(|p| p.0 == "supplier").collect();
    if !suppliers.is_empty() {
        add(
            "contract-suppliers",
            html! {
                ul class="plain" { @for (_, id, name) in suppliers { li { (who(found, "supplier", id, name)) } } }
            },
        );
    }
    if let Some(amount) = told.amount {
        add(
            "contract-value",
            html! { (show::money(view, amount, &told.currency)) },
        );
    }
    if let Some(day) = show::day(view, told.day) {
        add("contract-day", html! { (day) });
    }
    if !told.method.is_empty() {
        add(
            "contract-method",
            html! { (show::foreign(&show::code(view, "method", &told.method))) },
        );
    }
    if !told.status.is_empty() {
        add(
            "contract-status",
            html! { (show::foreign(&show::code(view, "status", &told.status))) },
        );
    }
    add(
        "contract-ocid",
        html! { code dir="ltr" class="hash" { (told.ocid) } },
    );
    rows
}

fn who(found: &Contract, role: &str, id: &str, name: &str) -> Markup {
    html! { a href=(show::profile_href(role, id, &found.publisher)) { bdi { (name) } } }
}

fn way(view: &View, found: &Contract, story: &Story) -> Markup {
    html! {
        @if !story.description.is_empty() { p { bdi { (story.description) } } }
        @if story.steps.is_empty() { p { (view.t("contract-story-none")) } }
        @if let Some(picture) = picture(view, story) { (drawing(&view.t("contract-story-picture"), &picture, None)) }
        @if !story.steps.is_empty() {
            ol class="story-steps" { @for step in &story.steps { li { (step_words(view, found, step)) } } }
        }
        @if story.left_out > 0 { p class="hint" { (view.with("contract-story-more", &[("n", story.left_out.into())])) } }
    }
}

/// A step in words: what, when, who, how much.
fn step_words(view: &View, found: &Contract, step: &Step) -> Markup {
    let stage = view.t(&format!("stage-{}", step.stage.code()));
    let day = |d: Option<i32>| d.and_then(|d| show::day(view, i64::from(d)));
    let count = step.count.map(|n| {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        view.with(
            &format!("stage-{}-count", step.stage.code()),
            &[("n", n.into())],
        )
    });
    html! {
        h3 { (stage) }
        @if !step.title.is_empty() { p { bdi { (step.title) } } }
        p {
            @match (day(step.from), day(step.to)) {
                (Some(from), Some(to)) => { (view.with("contract-from-to", &[("from", from.into()), ("to", to.into())])) },
                (Some(from), None) => { (from) },
                (None, Some(to)) => { (view.with("contract-until", &[("to", to.into())])) },
                (None, None) => { (view.t("contract-no-date")) },
            }
            @if let Some((amount, currency)) = &step.amount { " · " (show::money(view, *amount, currency)) }
            @if let Some(count) = count { " · " (count) }
            @if matches!(step.status.as_str(), "cancelled" | "unsuccessful" | "terminated" | "pending") { " · " (show::code(view, "status", &step.status)) }
        }
        @if !step.who.is_empty() {
            p { @for (n, (id, name)) in step.who.iter().enumerate() { @if n > 0 { ", " } (who(found, role(step), id, name)) } }
        }
    }
}

fn role(step: &Step) -> &'static str {
    if step.stage == crate::story::Stage::Tender {
        "buyer"
    } else {
        "supplier"
    }
}

fn flags(view: &View, found: &Contract) -> Markup {
    if found.flags.is_empty() {
        return html! { p { (view.t("contract-no-flags")) } p { a href=(paths::INDICATORS) { (view.t("indicators-link")) } } };
    }
    let review = Access::Role(INVESTIGATOR).allows(&view.session.data());
    let release = hex::encode(found.process.release);
    let invited = invited(view, found);
    let mut standing: Vec<&Standing> = found.flags.iter().collect();
    standing.sort_by_key(|s| (s.dismissed().is_some(), s.flag.indicator.clone()));
    html! {
        p { (score(view, found)) }
        @for s in standing {
            @let own: Vec<(&Reply, &str)> = found.replies.iter().filter(|r| r.flag == Some(s.flag.id)).map(|r| (r, found.name_of(&r.party))).collect();
            (article(view, &Shown { standing: s, release: Some(&release), overrides: &found.overrides, replies: &own, judged: false, review, more: &invited }))
        }
    }
}

/// The score as the sum that it is.
fn score(view: &View, found: &Contract) -> String {
    let mut parts: Vec<(&str, i64)> = Vec::new();
    for s in found.flags.iter().filter(|s| s.dismissed().is_none()) {
        if parts.iter().all(|p| p.0 != s.flag.indicator) {
            parts.push((&s.flag.indicator, s.flag.weight));
        }
    }
    parts.sort_unstable();
    let total = parts.iter().map(|p| p.1).sum();
    crate::queue::sum(view, total, &parts)
}

fn invited(view: &View, found: &Contract) -> Markup {
    let mut all: Vec<_> = found.invited.iter().collect();
    all.sort();
    html! {
        @for (party, at) in all {
            p class="hint" { (view.with("reply-invited", &[("party", found.name_of(party).into()), ("day", view.text.moment(*at, Precision::Day).into())])) }
        }
    }
}

fn replies(view: &View, found: &Contract) -> Markup {
    let general: Vec<_> = found.replies.iter().filter(|r| r.flag.is_none()).collect();
    html! {
        @for reply in &general { (super::flags::said(view, reply, found.name_of(&reply.party))) }
        @if found.replies.is_empty() { p { (view.t("reply-none")) } }
        p { (view.t("reply-right")) " " a href=(paths::REPLY) { (view.t("reply-link")) } }
    }
}

fn source(view: &View, found: &Contract) -> Markup {
    let told = &found.process.told;
    let release = format!(
        "/api/v1{}",
        show::contract_href(&told.ocid, None) + "/release?publisher=" + &found.publisher
    );
    let at = view.text.moment(found.imported_at, Precision::Minute);
    html! {
        p { (view.with("contract-source-text", &[("publisher", found.publisher_name.as_str().into()), ("at", at.into())])) }
        p { a href=(release) { (view.t("contract-release")) } }
        p { (view.t("flag-release")) " " code dir="ltr" class="hash" { (hex::encode(found.process.release)) } }
        @for (id, name) in &found.others { p { a href=(show::contract_href(&told.ocid, Some(id))) { (view.with("contract-other", &[("publisher", name.as_str().into())])) } } }
    }
}
