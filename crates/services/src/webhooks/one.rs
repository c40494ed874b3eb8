//! One webhook: what it is told, what arrived, and its end.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::record::Tx;
use casework::webhooks::{self, Delivery, Webhook, deliveries};
use maud::{Markup, html};
use web::api::Paging;
use web::components::{
    Button, Pagination, Row, Tone, button, empty_state, pagination, section, summary_list, tag,
};
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use super::list::state;
use super::own;
use crate::office::{Office, Supervisor};
use crate::paths;

pub(super) async fn show(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Page> {
    let (view, person) = (&supervisor.view, supervisor.person);
    let id: u64 = id.parse().map_err(|_| Problem::not_found())?;
    let (before, most) = (paging.cursor()?, paging.limit + 1);
    let read = office.read(view, move |link, parts| {
        let hook = own(link, parts, person, id)?;
        Ok((hook, deliveries(link, id, before, most)?))
    });
    let (hook, sent) = read.await?;
    let sent = paging.page(sent, |d| d.seq.to_string());
    let more = Pagination {
        first: before.is_some().then(|| paths::webhook(id)),
        next: sent.next.as_ref().map(|n| paging.href(n)),
    };
    let title = view.t("webhook-title");
    let main = html! {
        h1 { (title) }
        (summary_list(&rows(view, &hook)))
        @if hook.failing { p { (view.t("webhook-failing")) } }
        (section("deliveries", &view.t("webhook-deliveries"), &list(view, &sent.items)))
        (pagination(&view.text, &more))
        @if hook.ended.is_none() {
            form method="post" action={ (paths::webhook(id)) "/end" } {
                (view.csrf_field())
                (button(&Button { secondary: true, ..Button::new(view.t("webhook-end")) }))
            }
        }
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::OVERVIEW, view.t("overview-title"))
        .crumb(paths::WEBHOOKS, view.t("webhooks-title"))
        .main(main))
}

pub(super) async fn end(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(id): Path<String>,
    Form(_): Form,
) -> Answer {
    let (view, person) = (&supervisor.view, supervisor.person);
    let id: u64 = id.parse().map_err(|_| Problem::not_found())?;
    let end = move |tx: &mut Tx<'_>| webhooks::end(tx, person, id);
    office.write(view, end).await?;
    view.session
        .flash(FlashKind::Success, view.t("webhook-ended"));
    Ok(Redirect::to(&paths::webhook(id)).into_response())
}

fn rows(view: &View, hook: &Webhook) -> Vec<Row> {
    let stands = state(view, hook);
    let kind = |e: &String| view.t(&format!("kind-{}", e.replace('.', "-")));
    vec![
        Row::new(
            view.t("webhooks-url"),
            html! { bdi dir="ltr" { (hook.url) } },
        ),
        Row::new(view.t("webhook-state"), tag(stands.tone, &stands.text)),
        Row::new(view.t("webhooks-agency"), html! { bdi { (hook.agency) } }),
        Row::new(
            view.t("webhooks-events"),
            html! { ul { @for e in &hook.events { li { (kind(e)) } } } },
        ),
    ]
}

fn list(view: &View, sent: &[Delivery]) -> Markup {
    if sent.is_empty() {
        return empty_state(&view.t("webhook-none"), &view.t("webhook-none-text"), None);
    }
    let heads = ["event", "case", "when", "state"].map(|h| view.t(&format!("webhook-{h}")));
    let kind = |d: &Delivery| view.t(&format!("kind-{}", d.kind.replace('.', "-")));
    html! {
        table class="stack" {
            caption class="visually-hidden" { (view.t("webhook-deliveries")) }
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody {
                @for d in sent {
                    tr {
                        td data-head=(heads[0]) { (kind(d)) }
                        td data-head=(heads[1]) { @if let Some(n) = d.number { bdi dir="ltr" { (n) } } }
                        td data-head=(heads[2]) { (view.text.time(d.at, Precision::Minute)) }
                        td data-head=(heads[3]) { (delivered(view, d)) }
                    }
                }
            }
        }
    }
}

fn delivered(view: &View, d: &Delivery) -> Markup {
    let (key, tone) = match d.state.as_str() {
        "sent" => ("webhook-sent", Tone::Good),
        "failed" => ("webhook-given-up", Tone::Bad),
        _ => ("webhook-queued", Tone::Active),
    };
    html! {
        (tag(tone, &view.with(key, &[("attempts", d.attempts.into())])))
        @if let Some(error) = &d.error { br; span class="hint" { bdi { (error) } } }
    }
}
