//! What a case led to: the certificate for its holder, and for anybody whether it holds.

use axum::extract::{Path, State};
use casework::case::read::{self, Certificate, Whole};
use casework::record::{Fact, open_row};
use casework::{CaseId, Error};
use maud::{Markup, html};
use web::components::{Row, Tone, details, inset, qr, summary_list, tag};
use web::lang::Precision;
use web::{Answer, Page, Problem, Public, View};

use super::seat;
use crate::letters::{certificate_link, public_link};
use crate::office::{Citizen, Office};
use crate::{paths, words};

/// The certificate with its lines, to print; for those who sit at the case.
pub(super) async fn own(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, n)): Path<(String, usize)>,
) -> Answer<Page> {
    let view = &citizen.view;
    let (whole, certificate, seq, lines) = with_lines(&office, &citizen, &number, n).await?;
    let rules = decided(&office, view, whole.case.id).await?;
    let url = format!(
        "{}{}",
        office.casework().settings.public_url,
        paths::certificate(&certificate.number)
    );
    let picture = qr(&url, &view.t("certificate-qr")).map_err(Problem::internal)?;
    let reasons = reasons(view, &whole, &rules);
    let pdf = certificate_link(&office, view, &whole, (n, &certificate), (seq, &lines)).await?;
    Ok(paper(
        view,
        &whole,
        &certificate,
        seq,
        &lines,
        (&picture, &pdf),
        &reasons,
    ))
}

/// What the rules of a case decided, the oldest first: element and trace.
async fn decided(
    office: &Office,
    view: &View,
    id: CaseId,
) -> Result<Vec<(String, serde_json::Value)>, Problem> {
    office
        .read(view, move |link, parts| {
            let sql = "select seq, time, key_id, sealed, commitment from entries \
                       where case_id = $1 and kind = 'rule.decided' order by seq";
            let mut all = Vec::new();
            for row in link.query(sql, &[id.into()])? {
                if let Fact::RuleDecided { element, trace, .. } =
                    open_row(link, parts, &row)?.entry.fact
                {
                    all.push((element, trace));
                }
            }
            Ok(all)
        })
        .await
}

/// Why it was granted, beside the paper: not for whom it is shown to.
fn reasons(view: &View, whole: &Whole, rules: &[(String, serde_json::Value)]) -> Markup {
    html! {
        @for (element, trace) in rules {
            @let task = words::element(view, &whole.pack, element);
            (details(&view.with("task-why", &[("task", task.into())]), &super::why(view, &whole.pack, trace)))
        }
    }
}

/// The certificate of a case, the entry that issued it, and what stands on it.
pub(crate) async fn with_lines(
    office: &Office,
    citizen: &Citizen,
    number: &str,
    n: usize,
) -> Result<(Whole, Certificate, u64, Vec<String>), Problem> {
    let view = &citizen.view;
    let number = seat::number(number)?;
    let whole = seat::whole(office, view, citizen.person, number).await?;
    let certificate = n
        .checked_sub(1)
        .and_then(|i| whole.certificates.get(i))
        .cloned();
    let certificate = certificate.ok_or_else(Problem::not_found)?;
    let (id, name) = (whole.case.id, certificate.number.clone());
    let lines = office.read(view, move |link, parts| {
        let sql = "select seq, time, key_id, sealed, commitment from entries \
                   where case_id = $1 and kind = 'certificate.issued' order by seq";
        for row in link.query(sql, &[id.into()])? {
            let entry = open_row(link, parts, &row)?.entry;
            if let Fact::CertificateIssued { number, lines, .. } = entry.fact
                && number == name
            {
                return Ok((entry.seq, lines));
            }
        }
        Err(Error::NotFound)
    });
    let (seq, lines) = lines.await?;
    Ok((whole, certificate, seq, lines))
}

fn paper(
    view: &View,
    whole: &Whole,
    certificate: &Certificate,
    seq: u64,
    lines: &[String],
    (picture, pdf): (&Markup, &Markup),
    reasons: &Markup,
) -> Page {
    let title = words::of(view, &whole.pack, "certificate-title");
    let label = |i: usize| words::of(view, &whole.pack, &format!("certificate-line-{}", i + 1));
    let filled = lines.iter().enumerate().filter(|(_, l)| !l.is_empty());
    let rows: Vec<_> = filled
        .map(|(i, l)| Row::new(label(i), html! { bdi { (l) } }))
        .collect();
    let number = whole.case.number;
    let main = html! {
        article class="certificate" {
            div class="panel-motif" aria-hidden="true" {}
            h1 { (title) }
            p class="certificate-number" { bdi dir="ltr" { (certificate.number) } }
            (summary_list(&rows))
            (summary_list(&validity(view, certificate)))
            div class="receipt" { (picture) p { (view.t("certificate-check")) } }
        }
        div class="buttons" {
            button class="button" type="button" data-print hidden { (view.t("print-page")) }
            (pdf)
            a class="button button-secondary" href=(paths::receipt(number, seq)) download { (view.t("submitted-download")) }
        }
        (reasons)
    };
    view.page(title.clone())
        .back(paths::case(number))
        .main(main)
}

fn validity(view: &View, certificate: &Certificate) -> Vec<Row> {
    let until = match certificate.valid_until {
        Some(until) => view.text.time(until, Precision::Day),
        None => html! { (view.t("certificate-for-good")) },
    };
    vec![
        Row::new(
            view.t("certificate-issued"),
            view.text.time(certificate.issued_at, Precision::Day),
        ),
        Row::new(view.t("certificate-until"), until),
    ]
}

/// Whether a certificate holds, for anybody who has its number. What stands on it is its holder's to
/// show: numbers can be guessed.
pub(super) async fn public(
    Public(view): Public,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Page> {
    let found = office.read(&view, move |link, parts| {
        let (certificate, _, hash) = read::certificate(link, &number)?.ok_or(Error::NotFound)?;
        Ok((certificate, parts.packs.get(link, &hash)?))
    });
    let (certificate, pack) = found.await?;
    let holds = certificate.valid_until.is_none_or(|until| view.now < until);
    let (tone, key) = if holds {
        (Tone::Good, "certificate-holds")
    } else {
        (Tone::Bad, "certificate-ended")
    };
    let title = words::of(&view, &pack, "certificate-title");
    let mut rows = vec![
        Row::new(
            view.t("certificate-number"),
            html! { bdi dir="ltr" { (certificate.number) } },
        ),
        Row::new(
            view.t("certificate-service"),
            html! { (words::service(&view, &pack)) },
        ),
    ];
    rows.extend(validity(&view, &certificate));
    let main = html! {
        h1 { (title) }
        p { (tag(tone, &view.t(key))) }
        (summary_list(&rows))
        (public_link(&view, &certificate))
        (inset(&html! { p { (view.t("certificate-compare")) } p { a href=(paths::VERIFY) { (view.t("certificate-verify")) } } }))
    };
    Ok(view.page(title.clone()).main(main))
}
