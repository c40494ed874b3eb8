//! The page that explains the record: what it is, with which keys, how to check it.

use axum::extract::State;
use casework::national;
use casework::record::{LogKey, log_keys};
use casework::stamps::Stamped;
use maud::{Markup, html};
use web::components::{LinkButton, NoticeKind, Row, details, link_button, section, summary_list};
use web::lang::Precision;
use web::{Answer, Page, Public, View};

use super::{nation, witnesses};
use crate::office::Office;
use crate::paths;

pub(super) async fn record(Public(view): Public, State(office): State<Office>) -> Answer<Page> {
    let newest = office.casework().newest().await;
    let published = newest.map_err(|e| crate::refusal::problem(&view, e))?;
    let status = office.read(&view, casework::witnesses::status).await?;
    let cosigned = office.read(&view, casework::witnesses::published).await?.1;
    let stamped = office
        .read(&view, |link, _| Ok(casework::stamps::newest(link)?))
        .await?;
    let keys = office.read(&view, |link, _| Ok(log_keys(link)?)).await?;
    let logs = office.read(&view, |link, _| Ok(national::standings(link)?));
    let logs = logs.await?;
    let never = office.read(&view, |link, parts| Ok(national::unreached(link, parts)?));
    let never = never.await?;
    let place = office.read(&view, |link, _| Ok(national::place(link)?));
    let place = place.await?;
    let identity = &office.casework().parts.identity;
    let title = view.t("record-title");
    let size = view
        .text
        .number(i64::try_from(published.size).unwrap_or(i64::MAX));
    let drawn_by = serde_json::to_value(identity.draw.public_key()).unwrap_or_default();
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("record-lead")) }
        (section("what", &view.t("record-what"), &html! {
            ol { @for key in ["record-entry", "record-leaf", "record-tree", "record-sign"] { li { (view.t(key)) } } }
        }))
        (section("now", &view.t("record-now"), &html! {
            (summary_list(&[
                Row::new(view.t("record-origin"), html! { code dir="ltr" { (identity.origin) } }),
                Row::new(view.t("record-size"), html! { (size) }),
                Row::new(view.t("record-vkey"), signing(&view, &keys)),
                Row::new(view.t("record-draw-key"), html! { code dir="ltr" { (drawn_by.as_str().unwrap_or_default()) } }),
            ]))
            (details(&view.t("entry-checkpoint"), &html! { pre dir="ltr" tabindex="0" { code { (cosigned) } } }))
        }))
        (witnesses::section(&view, status.as_ref()))
        @if !logs.is_empty() || !never.is_empty() { (nation::followed(&view, &logs, &never)) }
        @if let Some(place) = &place { (nation::joined(&view, place)) }
        @if keys.len() > 1 { (rotated(&view, &keys)) }
        @if let Some(stamped) = &stamped { (stamp(&view, stamped)) }
        (section("read", &view.t("record-read"), &addresses(&view)))
        (section("check", &view.t("record-check"), &html! {
            p { (view.t("record-check-text")) }
            p { (link_button(&LinkButton::new(paths::VERIFY, view.t("nav-verify")))) }
        }))
    };
    let mut page = view.page(title.clone()).main(main);
    if let Some(said) = nation::warning(&view, &logs) {
        page = page.notice(NoticeKind::Warning, said);
    }
    Ok(match witnesses::warning(&view, status.as_ref()) {
        Some(said) => page.notice(NoticeKind::Warning, said),
        None => page,
    })
}

/// The keys that sign.
fn signing(view: &View, keys: &[LogKey]) -> Markup {
    let both = keys.iter().filter(|key| key.in_force()).count() > 1;
    html! {
        @for key in keys.iter().filter(|key| key.in_force()) { p { code dir="ltr" { (key.vkey) } } }
        @if both { p class="hint" { (view.t("record-keys-both")) } }
    }
}

/// All keys with their times, where the key was ever changed.
fn rotated(view: &View, keys: &[LogKey]) -> Markup {
    let heads = ["record-key", "record-key-since", "record-key-until"].map(|key| view.t(key));
    section(
        "keys",
        &view.t("record-keys"),
        &html! {
            p { (view.t("record-keys-text")) }
            table class="stack" {
                caption class="visually-hidden" { (view.t("record-keys")) }
                thead { tr { @for head in &heads { th scope="col" { (head) } } } }
                tbody {
                    @for key in keys {
                        tr {
                            th scope="row" { code dir="ltr" { (key.vkey) } }
                            td data-head=(heads[1]) { (view.text.time(key.added_at, Precision::Second)) }
                            td data-head=(heads[2]) {
                                @match key.retired_at {
                                    Some(at) => (view.text.time(at, Precision::Second)),
                                    None => (view.t("record-key-signs")),
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}

fn stamp(view: &View, stamped: &Stamped) -> Markup {
    let said = view.with(
        "record-stamp-said",
        &[
            ("authority", stamped.authority.as_str().into()),
            ("size", stamped.size.into()),
        ],
    );
    section(
        "stamp",
        &view.t("record-stamp"),
        &html! {
            p { (view.t("record-stamp-text")) }
            p { (said) " " (view.text.time(stamped.time, Precision::Second)) }
        },
    )
}

fn addresses(view: &View) -> Markup {
    html! {
        p { (view.t("record-read-text")) }
        table {
            caption class="visually-hidden" { (view.t("record-read")) }
            thead { tr { th scope="col" { (view.t("record-address")) } th scope="col" { (view.t("record-holds")) } } }
            tbody {
                tr { th scope="row" { a href="/record/checkpoint" dir="ltr" { "/record/checkpoint" } } td { (view.t("record-holds-checkpoint")) } }
                tr { th scope="row" { a href="/record/vkey" dir="ltr" { "/record/vkey" } } td { (view.t("record-holds-vkey")) } }
                tr { th scope="row" { a href="/record/rotations" dir="ltr" { "/record/rotations" } } td { (view.t("record-holds-rotations")) } }
                tr { th scope="row" { code dir="ltr" { "/record/tile/<L>/<N>[.p/<W>]" } } td { (view.t("record-holds-tile")) } }
                tr { th scope="row" { code dir="ltr" { "/record/tile/entries/<N>[.p/<W>]" } } td { (view.t("record-holds-entries")) } }
            }
        }
    }
}
