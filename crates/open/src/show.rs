//! How pages show what data say: days, money, values, who; and what every page about flags says.

use jiff::civil::Date;
use maud::{Markup, html};
use redflags::date::civil;
use redflags::report::{CardTexts, Texts};
use redflags::{Language, Unit};
use web::View;
use web::components::{NoticeKind, Tone, tag};
use web::forms::percent_encode;

use crate::derive::Flag;
use crate::indicators::card;
use crate::release::NO_DAY;

/// A day in the reader's language; none for a process without date.
pub(crate) fn day(view: &View, day: i64) -> Option<String> {
    if day == NO_DAY {
        return None;
    }
    let (year, month, date) = civil(i32::try_from(day).ok()?);
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(date).ok()?,
    );
    Some(view.text.date(date.ok()?))
}

/// Hundredths in a currency; publishers' own codes are shown as they are.
pub(crate) fn money(view: &View, amount: i64, currency: &str) -> String {
    let whole = amount as f64 / 100.0;
    let places = if amount % 100 == 0 { 0 } else { 2 };
    let figure = view.text.decimal(whole, places);
    if currency.is_empty() {
        return view.with("amount-no-currency", &[("amount", figure.into())]);
    }
    // The figure and its code stay together in a line of either direction (FSI … PDI).
    format!("\u{2068}{figure}\u{a0}{currency}\u{2069}")
}

/// An indicator's value with its unit; nothing where there is nothing to measure.
pub(crate) fn measured(view: &View, indicator: &str, written: &str) -> Option<String> {
    let unit = card(indicator)?.unit;
    let n: f64 = written.parse().ok()?;
    let figure = value(view, written);
    Some(match unit {
        Unit::Present => return None,
        Unit::Number => figure,
        Unit::Share => {
            let percent = value(view, &((n * 1_000.0).round() / 10.0).to_string());
            view.with("value-share", &[("n", percent.into())])
        }
        Unit::Days => view.with("value-days", &[("n", figure.into())]),
        Unit::Hours => view.with("value-hours", &[("n", figure.into())]),
        Unit::Logarithm => value(view, &10_f64.powf(n).round().to_string()),
    })
}

/// A number as the engine writes it, in the reader's figures.
pub(crate) fn value(view: &View, written: &str) -> String {
    let Ok(n) = written.parse::<f64>() else {
        return written.to_owned();
    };
    // Up to three places below ten, one above; none that is zero.
    let most = if n.abs() < 10.0 { 3 } else { 1 };
    let plain = format!("{n:.most$}");
    let places = plain
        .trim_end_matches('0')
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    view.text.decimal(n, places)
}

/// Thousandths, as the parts of a score are kept.
pub(crate) fn score(view: &View, thousandths: i64) -> String {
    value(view, &(thousandths as f64 / 1_000.0).to_string())
}

/// Where the page of a process is.
pub(crate) fn contract_href(ocid: &str, publisher: Option<&str>) -> String {
    let ocid = segment(ocid);
    match publisher {
        Some(publisher) => format!("/contracts/{ocid}?publisher={}", percent_encode(publisher)),
        None => format!("/contracts/{ocid}"),
    }
}

/// A name as one part of a path: a slash in it parts nothing.
fn segment(name: &str) -> String {
    percent_encode(name).replace('/', "%2F")
}

/// Where the page of a buyer or supplier is.
pub(crate) fn profile_href(role: &str, id: &str, publisher: &str) -> String {
    let kind = if role == "buyer" {
        "buyers"
    } else {
        "suppliers"
    };
    let publisher = percent_encode(publisher);
    format!("/{kind}/{}?publisher={publisher}", segment(id))
}

/// What a word of OCDS means, where we know it; else as the publisher wrote it.
pub(crate) fn code(view: &View, kind: &str, code: &str) -> String {
    const METHODS: [&str; 4] = ["open", "selective", "limited", "direct"];
    const STATUSES: [&str; 9] = [
        "planning",
        "planned",
        "active",
        "cancelled",
        "unsuccessful",
        "complete",
        "withdrawn",
        "pending",
        "terminated",
    ];
    let known = match kind {
        "method" => METHODS.contains(&code),
        _ => STATUSES.contains(&code),
    };
    if known {
        view.t(&format!("{kind}-{code}"))
    } else {
        code.to_owned()
    }
}

/// What is said on every page that shows flags.
pub(crate) fn hint(view: &View) -> (NoticeKind, Markup) {
    let said = html! {
        p { strong { (view.t("flags-hint")) } " " (view.t("flags-hint-more")) }
    };
    (NoticeKind::Info, said)
}

/// The engine's words in the reader's language.
pub(crate) fn engine_words(view: &View) -> &'static Texts {
    Texts::of(Language::of(view.lang().code()).unwrap_or_default())
}

/// What a reader should know of an indicator. One that is no longer there has no words.
pub(crate) fn words(view: &View, indicator: &str) -> CardTexts<'static> {
    match card(indicator) {
        Some(card) => engine_words(view).card(card),
        None => CardTexts {
            title: "",
            formula: "",
            meaning: "",
            mistakes: "",
        },
    }
}

/// What an indicator is called.
pub(crate) fn title(view: &View, indicator: &str) -> String {
    words(view, indicator).title.to_owned()
}

/// What was counted, of a pattern over many processes.
pub(crate) fn says<'f>(view: &View, flag: &'f Flag) -> Option<&'f str> {
    let own = flag.says.iter().find(|s| s.0 == view.lang().code());
    own.or(flag.says.first()).map(|s| s.1.as_str())
}

/// How sure a flag is, as a tag.
pub(crate) fn sure(view: &View, flag: &Flag) -> Markup {
    tag(Tone::Neutral, &view.t(&format!("sure-{}", flag.sure)))
}

/// Words that came from elsewhere: their own direction, and no wider than the page.
pub(crate) fn foreign(text: &str) -> Markup {
    html! { bdi { (text) } }
}
