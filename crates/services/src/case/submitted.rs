//! The end of an application: the number, the receipt as a file and as a QR code.

use axum::extract::{Path, State};
use casework::case::read::timeline;
use maud::html;
use web::components::{LinkButton, Panel, link_button, panel, qr, section};
use web::{Answer, Page, Problem};

use super::{code_of, seat};
use crate::letters::{decision_link, file_link};
use crate::office::{Citizen, Office};
use crate::{paths, words};

pub(super) async fn submitted(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Page> {
    let view = &citizen.view;
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, view, citizen.person, number).await?;
    if !whole.seat.is_applicants() {
        return Err(Problem::not_found());
    }
    let id = whole.case.id;
    let (seq, code) = office
        .read(view, move |link, parts| {
            let first = first_entry(link, id)?;
            debug_assert!(timeline(link, parts, id, Some(first), 1).is_ok_and(|l| l.is_empty()));
            Ok((first, code_of(link, first)?))
        })
        .await?;
    let url = format!(
        "{}/verify?code={code}",
        office.casework().settings.public_url
    );
    let picture = qr(&url, &view.t("submitted-qr")).map_err(Problem::internal)?;
    let title = view.t("submitted-title");
    // A decision that rules make is there at once.
    let decision = decision_link(&office, view, &whole).await?;
    let what = html! {
        p { (view.t("case-number")) }
        p class="panel-number" { bdi dir="ltr" { (number) } }
    };
    let promised = whole
        .pack
        .promised
        .map(|days| view.with("submitted-promised", &[("days", days.into())]));
    let main = html! {
        (panel(&Panel { title: title.clone(), content: what }))
        p class="lead" { (words::service(view, &whole.pack)) }
        @if let Some(promised) = promised { p { (promised) } }
        (section("receipt", &view.t("submitted-receipt"), &html! {
            p { (view.t("submitted-receipt-text")) }
            div class="receipt" {
                (picture)
                div {
                    p { (link_button(&LinkButton::new(paths::receipt(number, seq), view.t("submitted-download")))) }
                    p { (view.t("verify-code")) br; code class="code" dir="ltr" data-copy=(view.t("copy")) data-copied=(view.t("copied")) { (code) } }
                }
            }
        }))
        (section("next", &view.t("submitted-next"), &html! {
            ul { @for key in ["submitted-next-draw", "submitted-next-follow", "submitted-next-mail"] { li { (view.t(key)) } } }
            p { (link_button(&LinkButton { secondary: true, ..LinkButton::new(paths::case(number), view.t("submitted-follow")) })) }
            (decision)
            (file_link(view, &whole))
        }))
    };
    Ok(view.page(title.clone()).main(main))
}

/// The entry that opened the case.
pub(crate) fn first_entry(
    link: &mut casework::store::Link,
    id: casework::CaseId,
) -> Result<u64, casework::Error> {
    let sql = "select min(seq) from entries where case_id = $1";
    let row = link
        .query_opt(sql, &[id.into()])?
        .ok_or(casework::Error::NotFound)?;
    row.get::<Option<u64>>(0)?.ok_or(casework::Error::NotFound)
}
