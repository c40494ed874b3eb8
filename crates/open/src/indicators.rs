//! The indicators: what each computes, for how many processes it could, and what stopped the rest.
//! Coverage before findings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::State;
use casework::Error;
use casework::store::Link;
use maud::{Markup, html};
use redflags::{About, Card, Settings};
use serde::Serialize;
use utoipa::ToSchema;
use web::api::Json;
use web::components::{Tone, empty_state, tag};
use web::{Access, Answer, Page, Public, Routes, View};

use crate::{Open, paths, show};

pub(crate) fn routes() -> Routes<Open> {
    Routes::new()
        .get(paths::INDICATORS, Access::Public, page)
        .get("/api/v1/indicators", Access::Public, indicators)
}

/// What a reader should know of each, in the order of codes.
pub(crate) static CARDS: LazyLock<Vec<&'static Card>> = LazyLock::new(|| {
    let settings = Settings::parse("").expect("the default settings fit");
    redflags::indicators::all(&settings)
        .iter()
        .map(|i| i.card())
        .collect()
});

/// An indicator by its code.
pub(crate) fn card(code: &str) -> Option<&'static Card> {
    CARDS.iter().find(|c| c.code == code).copied()
}

/// The codes of those that flag processes.
pub(crate) fn of_processes() -> impl Iterator<Item = &'static str> {
    let flags = |c: &&&'static Card| c.about == About::Process;
    CARDS.iter().filter(flags).map(|c| c.code)
}

/// What the settings say of an indicator: thresholds, exceptions; not whether and how much it counts.
pub(crate) fn thresholds(code: &str, overrides: &str) -> Vec<(String, String)> {
    let read = |text: &str| -> Option<toml::Table> {
        let mut all: toml::Table = text.parse().ok()?;
        match all.remove(code)? {
            toml::Value::Table(section) => Some(section),
            _ => None,
        }
    };
    let mut section = read(redflags::settings::DEFAULT).unwrap_or_default();
    section.extend(read(overrides).unwrap_or_default());
    section
        .into_iter()
        .filter(|(key, _)| key != "enabled" && key != "weight")
        .map(|(key, value)| (key, value.to_string()))
        .collect()
}

/// How far an indicator could look, over all publishers.
#[derive(Clone, Debug, Default)]
struct Reach {
    computed: i64,
    missing: BTreeMap<String, i64>,
    flags: i64,
}

fn reaches(link: &mut Link) -> Result<BTreeMap<String, Reach>, Error> {
    let mut all: BTreeMap<String, Reach> = BTreeMap::new();
    let sql = "select v.indicator, v.computed, v.missing from publishers p \
               join indicator_coverage v on v.import = p.import";
    for row in link.query(sql, &[])? {
        let reach = all.entry(row.get(0)?).or_default();
        reach.computed += row.get::<i64>(1)?;
        let missing: Vec<(String, i64)> =
            serde_json::from_str(&row.get::<String>(2)?).unwrap_or_default();
        for (field, n) in missing {
            *reach.missing.entry(field).or_default() += n;
        }
    }
    let sql = "select f.indicator, count(*) from publishers p join flags f on f.import = p.import \
               group by f.indicator";
    for row in link.query(sql, &[])? {
        all.entry(row.get(0)?).or_default().flags = row.get(1)?;
    }
    Ok(all)
}

async fn page(Public(view): Public, State(open): State<Open>) -> Answer<Page> {
    let view = &view;
    let reaches = open.read(|link, _| reaches(link)).await?;
    let title = view.t("indicators-title");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("indicators-lead")) }
        @if reaches.is_empty() { (empty_state(&view.t("contracts-empty"), &view.t("contracts-empty-text"), None)) }
        @for card in CARDS.iter() { (one(view, card, reaches.get(card.code))) }
    };
    let (kind, said) = show::hint(view);
    Ok(view
        .page(title.clone())
        .crumb(paths::CONTRACTS, view.t("contracts-title"))
        .notice(kind, said)
        .main(main))
}

fn one(view: &View, card: &Card, reach: Option<&Reach>) -> Markup {
    let none = Reach::default();
    let (words, texts) = (show::words(view, card.code), show::engine_words(view));
    let reach = reach.unwrap_or(&none);
    let number = |n: i64| view.text.number(n);
    html! {
        section class="section" aria-labelledby=(card.code) {
            h2 id=(card.code) { (show::title(view, card.code)) }
            p { (tag(Tone::Neutral, card.code)) " " (words.meaning) }
            p class="hint" {
                @if reach.computed == 0 && reach.flags == 0 { (view.t("indicators-not-computed")) }
                @else { (view.with("indicators-reach", &[("computed", number(reach.computed).into()), ("flags", number(reach.flags).into())])) }
            }
            details class="details" {
                summary { (view.t("indicators-more")) span class="visually-hidden" { ": " (card.code) } }
                div class="details-body" {
                    h3 { (view.t("flag-mistakes")) }
                    p { (words.mistakes) }
                    h3 { (view.t("flag-formula")) }
                    p dir="auto" { (words.formula) }
                    @if !reach.missing.is_empty() {
                        h3 { (view.t("indicators-missing")) }
                        ul { @for (field, n) in &reach.missing {
                            @let (path, reason) = texts.missing(field);
                            li { code dir="ltr" { (path) } @if let Some(reason) = reason { " (" (reason) ")" } ": " (number(*n)) }
                        } }
                    }
                    p class="hint" { (view.t("flag-source")) " " span lang="en" dir="ltr" { (card.source) } }
                }
            }
        }
    }
}

/// An indicator.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IndicatorBody {
    code: String,
    title: String,
    /// What it may mean.
    meaning: String,
    /// What else explains it.
    mistakes: String,
    /// What is computed.
    formula: String,
    source: String,
    /// Processes for which it could be computed.
    computed: i64,
    /// Flags.
    flags: i64,
    /// Fields whose lack stopped it, with the number of processes.
    #[schema(value_type = Object)]
    missing: BTreeMap<String, i64>,
}

/// All indicators of open-contracting data, with how far each could look.
#[utoipa::path(get, path = "/api/v1/indicators", tag = "open",
    responses((status = 200, body = Vec<IndicatorBody>)))]
pub(crate) async fn indicators(
    Public(view): Public,
    State(open): State<Open>,
) -> Answer<Json<Vec<IndicatorBody>>> {
    let mut reaches = open.read(|link, _| reaches(link)).await?;
    let one = |card: &&'static Card| {
        let reach = reaches.remove(card.code).unwrap_or_default();
        let words = show::words(&view, card.code);
        IndicatorBody {
            code: card.code.into(),
            title: words.title.into(),
            meaning: words.meaning.into(),
            mistakes: words.mistakes.into(),
            formula: words.formula.into(),
            source: card.source.into(),
            computed: reach.computed,
            flags: reach.flags,
            missing: reach.missing,
        }
    };
    Ok(Json(CARDS.iter().map(one).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_the_defaults_with_what_the_operator_says_instead() {
        let default = thresholds("R003", "");
        assert!(
            default.contains(&("days".into(), "15".into())),
            "{default:?}"
        );
        assert!(!default.iter().any(|(key, _)| key == "weight"));
        let own = thresholds("R003", "[R003]\ndays = 21\n");
        assert!(own.contains(&("days".into(), "21".into())), "{own:?}");
    }
}
