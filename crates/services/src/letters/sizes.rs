//! Links to letters, with their size where one is to be downloaded.

use std::collections::HashMap;
use std::sync::Mutex;

use casework::CaseId;
use casework::case::Status;
use casework::case::read::{Certificate, Whole};
use maud::{Markup, html};
use web::components::{LinkButton, link_button};
use web::lang::Lang;
use web::{Problem, View};

use super::{certificate, decision};
use crate::office::Office;
use crate::paths;

/// Sizes that are remembered; past so many all are forgotten, and found anew when asked for.
const MOST: usize = 4096;

/// A letter: the decision (0) or a certificate (from 1) of a case, in a language.
type Key = (CaseId, usize, Lang);

/// How large letters are that do not change any more but in their proofs.
#[derive(Default)]
pub(crate) struct Sizes(Mutex<HashMap<Key, u64>>);

impl Sizes {
    fn get(&self, key: &Key) -> Option<u64> {
        let sizes = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        sizes.get(key).copied()
    }

    fn put(&self, key: Key, size: u64) {
        let mut sizes = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if sizes.len() >= MOST {
            sizes.clear();
        }
        sizes.insert(key, size);
    }
}

/// To the decision of a case, where it is decided.
pub(crate) async fn decision_link(
    office: &Office,
    view: &View,
    whole: &Whole,
) -> Result<Markup, Problem> {
    if whole.case.status != Status::Closed {
        return Ok(Markup::default());
    }
    let key = (whole.case.id, 0, view.lang());
    let size = match office.sizes().get(&key) {
        Some(size) => size,
        None => {
            let decided = decision::decided(office, view, whole).await?;
            let made = decision::made(office, view, whole, &decided).await?;
            let size = made.pdf.len() as u64;
            office.sizes().put(key, size);
            size
        }
    };
    let href = format!("{}/decision.pdf", paths::case(whole.case.number));
    let button = button(view, href, "letter-link-decision", size);
    Ok(html! { p { (button) } })
}

/// To a certificate with its lines.
pub(crate) async fn certificate_link(
    office: &Office,
    view: &View,
    whole: &Whole,
    (n, of): (usize, &Certificate),
    issued: (u64, &[String]),
) -> Result<Markup, Problem> {
    let key = (whole.case.id, n, view.lang());
    let size = match office.sizes().get(&key) {
        Some(size) => size,
        None => {
            let made = certificate::made(office, view, whole, of, issued).await?;
            let size = made.pdf.len() as u64;
            office.sizes().put(key, size);
            size
        }
    };
    let case = paths::case(whole.case.number);
    let href = format!("{case}/certificates/{n}/certificate.pdf");
    Ok(button(view, href, "letter-link-certificate", size))
}

fn button(view: &View, href: String, key: &str, size: u64) -> Markup {
    let text = view.with(key, &[("size", view.text.bytes(size).into())]);
    link_button(&LinkButton {
        secondary: true,
        ..LinkButton::new(href, text)
    })
}

/// To the whole case, which is another with each entry.
pub(crate) fn file_link(view: &View, whole: &Whole) -> Markup {
    let href = format!("{}/case.pdf", paths::case(whole.case.number));
    html! { p { a href=(href) download { (view.t("letter-link-file")) } } }
}

/// To what anybody may know of a certificate.
pub(crate) fn public_link(view: &View, certificate: &Certificate) -> Markup {
    let href = format!(
        "{}/certificate.pdf",
        paths::certificate(&certificate.number)
    );
    html! { p { a href=(href) download { (view.t("letter-link-public")) } } }
}
