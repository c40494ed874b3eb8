//! The versions that cases run on, service by service, and what was proposed.

use axum::extract::State;
use casework::migration::{self, Order, OrderState, VersionLine};
use casework::{PersonId, people};
use maud::{Markup, html};
use pack::Pack;
use std::sync::Arc;
use web::components::{Tone, section, tag};
use web::{Answer, Page, Problem, View};

use super::day;
use crate::office::{Office, Supervisor};
use crate::{paths, words};

/// Proposals shown; older ones are decided, and in the record.
const ORDERS: u32 = 50;

/// A service with its versions, the newest first.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    /// The version that new cases run on; else the newest.
    pub(crate) pack: Arc<Pack>,
    pub(crate) versions: Vec<VersionLine>,
}

impl Service {
    /// The versions that the cases of `from` could move to.
    pub(crate) fn others<'a>(
        &'a self,
        from: &'a VersionLine,
    ) -> impl Iterator<Item = &'a VersionLine> {
        self.versions.iter().filter(|v| v.hash != from.hash)
    }
}

/// The services of the agencies that the person watches over, and what was proposed for them.
pub(crate) async fn services(
    office: &Office,
    view: &View,
    person: PersonId,
) -> Result<(Vec<Service>, Vec<Order>), Problem> {
    let found = office.read(view, move |link, parts| {
        let watched = people::supervised(link, parts, person)?;
        let (mut all, mut proposed) = (Vec::new(), Vec::new());
        for agency in &watched {
            let mut lines = migration::deployed(link, agency)?;
            while let Some(first) = lines.first() {
                let id = first.pack.clone();
                let (versions, rest): (Vec<_>, Vec<_>) =
                    lines.into_iter().partition(|line| line.pack == id);
                let current = versions.iter().find(|v| v.current).unwrap_or(&versions[0]);
                let pack = parts.packs.get(link, &current.hash)?;
                all.push(Service { pack, versions });
                lines = rest;
            }
            proposed.extend(migration::orders(link, parts, agency, None, ORDERS)?);
        }
        Ok((!watched.is_empty()).then_some((all, proposed)))
    });
    found.await?.ok_or_else(Problem::forbidden)
}

pub(super) async fn page(supervisor: Supervisor, State(office): State<Office>) -> Answer<Page> {
    let view = &supervisor.view;
    let (services, proposed) = services(&office, view, supervisor.person).await?;
    let title = view.t("versions-title");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("versions-lead")) }
        (section("proposed", &view.t("versions-proposed"), &orders(view, &services, &proposed)))
        @for service in &services {
            (section(&service.pack.id, &words::service(view, &service.pack), &table(view, service)))
        }
    };
    let back = view.t("nav-overview");
    Ok(view
        .page(title.clone())
        .crumb(paths::OVERVIEW, back)
        .main(main))
}

fn orders(view: &View, services: &[Service], all: &[Order]) -> Markup {
    if all.is_empty() {
        return html! { p class="hint" { (view.t("versions-proposed-none")) } };
    }
    html! {
        ul {
            @for order in all {
                li {
                    a href=(paths::migration(order.seq)) { (name(view, services, order)) }
                    " · " (day(view, order.proposed_at)) " "
                    (state(view, order.state))
                }
            }
        }
    }
}

/// Which service, from which version to which.
fn name(view: &View, services: &[Service], order: &Order) -> String {
    let service = services.iter().find(|s| s.pack.id == order.pack);
    let version = |hash: &[u8; 32]| {
        let line = service.and_then(|s| s.versions.iter().find(|v| v.hash == *hash));
        line.map_or_else(|| hex::encode(&hash[..6]), |v| v.version.clone())
    };
    let called = service.map_or_else(|| order.pack.clone(), |s| words::service(view, &s.pack));
    view.with(
        "versions-order",
        &[
            ("service", called.into()),
            ("from", version(&order.from).into()),
            ("to", version(&order.to).into()),
        ],
    )
}

pub(super) fn state(view: &View, state: OrderState) -> Markup {
    let tone = match state {
        OrderState::Proposed => Tone::Attention,
        OrderState::Confirmed => Tone::Good,
        OrderState::Refused => Tone::Neutral,
    };
    tag(
        tone,
        &view.t(&format!("migration-state-{}", state.as_str())),
    )
}

fn table(view: &View, service: &Service) -> Markup {
    let heads = [
        "versions-version",
        "versions-since",
        "versions-running",
        "versions-plan",
    ]
    .map(|key| view.t(key));
    html! {
        table class="stack" {
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody {
                @for line in &service.versions {
                    tr {
                        th scope="row" {
                            bdi dir="ltr" { (line.version) }
                            @if line.current { " " (tag(Tone::Active, &view.t("versions-current"))) }
                        }
                        td data-head=(heads[1]) { (day(view, line.deployed_at)) }
                        td data-head=(heads[2]) { (view.text.number(i64::try_from(line.running).unwrap_or(i64::MAX))) }
                        td data-head=(heads[3]) { (plans(view, service, line)) }
                    }
                }
            }
        }
    }
}

/// Where the cases of a version could go.
fn plans(view: &View, service: &Service, from: &VersionLine) -> Markup {
    let to: Vec<&VersionLine> = service.others(from).collect();
    if from.running == 0 || to.is_empty() {
        return html! { (view.t("versions-none")) };
    }
    html! {
        @for (n, line) in to.iter().enumerate() {
            @if n > 0 { " · " }
            a href=(paths::plan(&from.hash, &line.hash)) {
                (view.with("versions-to", &[("version", line.version.as_str().into())]))
                span class="visually-hidden" { " (" (view.with("versions-from", &[("version", from.version.as_str().into())])) ")" }
            }
        }
    }
}
