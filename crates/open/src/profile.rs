//! A buyer's and a supplier's profile: what they buy or sell here, with whom, what is flagged.

use axum::extract::{Path, State};
use casework::Error;
use casework::store::{Link, Row, Value};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;
use web::api::{Json, Paging};
use web::components::{
    Bar, Chart, Pagination, Row as SummaryRow, bar_chart, pagination, section, summary_list,
};
use web::lang::Precision;
use web::{Access, Answer, Page, Problem, Public, Routes, View};

use crate::contract::{FlagBody, ReplyBody, Shown, article};
use crate::search::cards;
use crate::search::query::{After, Line, of_party, suppliers};
use crate::standing::{Reply, Standing, invited, replies_of};
use crate::store::flags_about;
use crate::{INVESTIGATOR, Open, paths, show};

/// Bars of a chart.
const MOST_BARS: i64 = 12;
/// Longest identifier that is looked for.
const LONGEST: usize = 500;

pub(crate) fn routes() -> Routes<Open> {
    Routes::new()
        .get("/buyers/{id}", Access::Public, buyer)
        .get("/suppliers/{id}", Access::Public, supplier)
        .get("/api/v1/buyers/{id}", Access::Public, api_buyer)
        .get("/api/v1/suppliers/{id}", Access::Public, api_supplier)
}

/// On which side of a contract somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Buyer,
    Supplier,
}

impl Side {
    fn role(self) -> &'static str {
        match self {
            Side::Buyer => "buyer",
            Side::Supplier => "supplier",
        }
    }

    fn other(self) -> Side {
        match self {
            Side::Buyer => Side::Supplier,
            Side::Supplier => Side::Buyer,
        }
    }

    /// What flags about them are about.
    fn abouts(self) -> [&'static str; 2] {
        match self {
            Side::Buyer => ["buyer", "procuring-entity"],
            Side::Supplier => ["supplier", "bidder"],
        }
    }
}

/// A name with a number, for a chart.
type Counted = (String, String, i64);

/// Who somebody is, with what their chart and lists need.
struct Profile {
    id: String,
    name: String,
    publisher: String,
    publisher_name: String,
    contracts: i64,
    flagged: i64,
    years: Vec<(i64, i64)>,
    partners: Vec<Counted>,
    indicators: Vec<(String, i64)>,
    flags: Vec<Standing>,
    replies: Vec<Reply>,
    invited: Option<Timestamp>,
    lines: Vec<(Line, Vec<(String, String)>)>,
}

/// One profile, or the publishers among whose data one has to be chosen.
enum Found {
    One(Box<Profile>),
    Several(Vec<(String, String)>),
}

fn find(
    link: &mut Link,
    side: Side,
    id: &str,
    publisher: &str,
    page: (Option<After>, u32),
) -> Result<Found, Error> {
    if id.len() > LONGEST || id.contains('\0') || publisher.contains('\0') {
        return Err(Error::NotFound);
    }
    let sql = "select p.id, p.name, p.import, max(q.name), count(*) from publishers p \
               join contract_parties q on q.import = p.import \
               where q.role = $1 and q.party = $2 and ($3 = '' or p.id = $3) \
               group by p.id, p.name, p.import order by p.id limit 50";
    let rows = link.query(sql, &[side.role().into(), id.into(), publisher.into()])?;
    match &rows[..] {
        [] => Err(Error::NotFound),
        [row] => one(link, side, id, row, page).map(|p| Found::One(Box::new(p))),
        many => {
            let names = many.iter().map(|r| Ok((r.get(0)?, r.get(1)?)));
            Ok(Found::Several(names.collect::<Result<_, Error>>()?))
        }
    }
}

fn one(
    link: &mut Link,
    side: Side,
    id: &str,
    row: &Row,
    (after, most): (Option<After>, u32),
) -> Result<Profile, Error> {
    let (publisher, publisher_name): (String, String) = (row.get(0)?, row.get(1)?);
    let import: i64 = row.get(2)?;
    let mut lines = Vec::new();
    for line in of_party(link, import, (side.role(), id), after, most)? {
        let who = suppliers(link, import, &line.ocid)?;
        lines.push((line, who));
    }
    let mut flags = Vec::new();
    for about in side.abouts() {
        for flag in flags_about(link, import, about, id)? {
            flags.push(Standing::of(link, flag)?);
        }
    }
    let key: [Value; 3] = [import.into(), side.role().into(), id.into()];
    let flagged = "select count(*) from contract_parties q join contracts c on c.import = q.import \
                   and c.ocid = q.ocid where q.import = $1 and q.role = $2 and q.party = $3 \
                   and c.score > 0";
    Ok(Profile {
        id: id.to_owned(),
        name: row.get(3)?,
        contracts: row.get(4)?,
        flagged: link.query(flagged, &key)?[0].get(0)?,
        years: years(link, &key)?,
        partners: partners(link, &key, side)?,
        indicators: flagged_by(link, &key)?,
        replies: replies_of(link, &publisher, id)?,
        invited: invited(link, &publisher, id)?,
        publisher,
        publisher_name,
        flags,
        lines,
    })
}

fn years(link: &mut Link, key: &[Value; 3]) -> Result<Vec<(i64, i64)>, Error> {
    let sql = "select c.year, count(*) from contract_parties q join contracts c \
               on c.import = q.import and c.ocid = q.ocid where q.import = $1 and q.role = $2 \
               and q.party = $3 and c.year > 0 group by c.year order by c.year desc limit 12";
    let mut years = Vec::new();
    for row in link.query(sql, key)? {
        years.push((row.get(0)?, row.get(1)?));
    }
    years.reverse();
    Ok(years)
}

fn partners(link: &mut Link, key: &[Value; 3], side: Side) -> Result<Vec<Counted>, Error> {
    let sql = "select o.party, max(o.name), count(*) from contract_parties q \
               join contract_parties o on o.import = q.import and o.ocid = q.ocid and o.role = $4 \
               where q.import = $1 and q.role = $2 and q.party = $3 \
               group by o.party order by count(*) desc, o.party limit $5";
    let mut params = key.to_vec();
    params.extend([side.other().role().into(), MOST_BARS.into()]);
    let rows = link.query(sql, &params)?;
    let one = |r: &Row| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
    rows.iter().map(one).collect()
}

fn flagged_by(link: &mut Link, key: &[Value; 3]) -> Result<Vec<(String, i64)>, Error> {
    let sql = "select f.indicator, count(distinct f.subject) from contract_parties q \
               join flags f on f.import = q.import and f.about = 'process' and f.subject = q.ocid \
               where q.import = $1 and q.role = $2 and q.party = $3 \
               group by f.indicator order by count(distinct f.subject) desc, f.indicator limit $4";
    let mut params = key.to_vec();
    params.push(MOST_BARS.into());
    let rows = link.query(sql, &params)?;
    let one = |r: &Row| Ok((r.get(0)?, r.get(1)?));
    rows.iter().map(one).collect()
}

async fn buyer(p: Public, paging: Paging, open: State<Open>, id: Path<String>) -> Answer<Page> {
    page(Side::Buyer, &p.0, &paging, &open, id.0).await
}

async fn supplier(p: Public, paging: Paging, open: State<Open>, id: Path<String>) -> Answer<Page> {
    page(Side::Supplier, &p.0, &paging, &open, id.0).await
}

async fn load(
    side: Side,
    view: &View,
    paging: &Paging,
    open: &Open,
    id: String,
) -> Result<Found, Problem> {
    let publisher = view.query_value("publisher");
    let (after, most) = (paging.cursor::<After>()?, paging.limit + 1);
    open.read(move |link, _| find(link, side, &id, &publisher, (after, most)))
        .await
}

async fn page(side: Side, view: &View, paging: &Paging, open: &Open, id: String) -> Answer<Page> {
    let asked = id.clone();
    let mut profile = match load(side, view, paging, open, id).await? {
        Found::One(profile) => *profile,
        Found::Several(publishers) => return Ok(choose(view, side, &asked, &publishers)),
    };
    let lines = std::mem::take(&mut profile.lines);
    let list = paging.page(lines, |(line, _)| {
        crate::search::after_day(line).to_string()
    });
    let more = Pagination {
        first: paging
            .after
            .is_some()
            .then(|| show::profile_href(side.role(), &profile.id, &profile.publisher)),
        next: list.next.as_ref().map(|n| paging.href(n)),
    };
    let kind = view.t(&format!("profile-{}", side.role()));
    let main = html! {
        h1 { bdi { (profile.name) } }
        p class="lead" { (kind) }
        (summary_list(&rows(view, &profile)))
        @if paging.after.is_none() { (charts(view, side, &profile)) (about(view, &profile)) }
        (section("contracts", &view.t("profile-contracts"), &html! { (cards(view, &list.items)) (pagination(&view.text, &more)) }))
    };
    let (hint, said) = show::hint(view);
    Ok(view
        .page(format!("{} – {kind}", profile.name))
        .crumb(paths::CONTRACTS, view.t("contracts-title"))
        .notice(hint, said)
        .main(main))
}

fn choose(view: &View, side: Side, id: &str, publishers: &[(String, String)]) -> Page {
    let title = view.with("profile-several", &[("id", id.into())]);
    let main = html! {
        h1 { (title) }
        p { (view.t("profile-several-text")) }
        ul { @for (publisher, name) in publishers { li { a href=(show::profile_href(side.role(), id, publisher)) { bdi { (name) } } } } }
    };
    view.page(title.clone())
        .crumb(paths::CONTRACTS, view.t("contracts-title"))
        .main(main)
}

fn rows(view: &View, p: &Profile) -> Vec<SummaryRow> {
    let number = |n: i64| html! { (view.text.number(n)) };
    let mut rows = vec![
        SummaryRow::new(view.t("profile-count"), number(p.contracts)),
        SummaryRow::new(view.t("profile-flagged"), number(p.flagged)),
        SummaryRow::new(
            view.t("profile-publisher"),
            html! { bdi { (p.publisher_name) } },
        ),
        SummaryRow::new(
            view.t("profile-id"),
            html! { code dir="ltr" class="hash" { (p.id) } },
        ),
    ];
    if let Some(at) = p.invited {
        let day = view.text.moment(at, Precision::Day);
        rows.push(SummaryRow::new(view.t("profile-invited"), html! { (day) }));
    }
    rows
}

/// A chart a statement: its title says what it shows.
fn charts(view: &View, side: Side, p: &Profile) -> Markup {
    let bar = |label: String, n: i64, strong| Bar {
        label,
        value: n as f64,
        text: view.text.number(n),
        strong,
    };
    let most_year = p.years.iter().max_by_key(|(year, n)| (*n, *year));
    let by_year = most_year.map(|(year, n)| Chart {
        id: "years".into(),
        title: view.with(
            "profile-chart-years",
            &[("year", year.to_string().into()), ("n", (*n).into())],
        ),
        label_head: view.t("contracts-year"),
        value_head: view.t("profile-count"),
        bars: p
            .years
            .iter()
            .map(|(y, n)| bar(y.to_string(), *n, y == year))
            .collect(),
    });
    let with = p.partners.first().map(|(_, name, n)| Chart {
        id: "partners".into(),
        title: view.with(
            &format!("profile-chart-{}", side.role()),
            &[
                ("name", name.as_str().into()),
                ("n", (*n).into()),
                ("total", p.contracts.into()),
            ],
        ),
        label_head: view.t(&format!("profile-partner-{}", side.role())),
        value_head: view.t("profile-count"),
        bars: p
            .partners
            .iter()
            .enumerate()
            .map(|(at, (_, name, n))| bar(name.clone(), *n, at == 0))
            .collect(),
    });
    let flags = p.indicators.first().map(|(code, n)| Chart {
        id: "indicators".into(),
        title: view.with(
            "profile-chart-flags",
            &[("flag", show::title(view, code).into()), ("n", (*n).into())],
        ),
        label_head: view.t("profile-indicator"),
        value_head: view.t("profile-count"),
        bars: p
            .indicators
            .iter()
            .enumerate()
            .map(|(at, (code, n))| {
                bar(format!("{code} · {}", show::title(view, code)), *n, at == 0)
            })
            .collect(),
    });
    html! { @for chart in [by_year, with, flags].iter().flatten() { (bar_chart(&view.text, chart)) } }
}

/// Flags about the organisation itself, and what it replied.
fn about(view: &View, p: &Profile) -> Markup {
    let review = Access::Role(INVESTIGATOR).allows(&view.session.data());
    html! {
        @if !p.flags.is_empty() {
            (section("flags", &view.t("profile-flags"), &html! {
                @for standing in &p.flags { (article(view, &Shown { standing, release: None, overrides: "", replies: &[], judged: false, review, more: &Markup::default() })) }
            }))
        }
        @if !p.replies.is_empty() {
            (section("replies", &view.t("contract-replies"), &html! {
                @for reply in &p.replies {
                    div class="inset" {
                        p { strong { (view.text.moment(reply.at, Precision::Day)) } " · " a href=(show::contract_href(&reply.ocid, Some(&p.publisher))) { bdi { (reply.ocid) } } }
                        p class="said" dir="auto" { (reply.said) }
                    }
                }
            }))
        }
    }
}

/// A buyer or supplier.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProfileBody {
    id: String,
    name: String,
    publisher: String,
    /// Contracting processes.
    contracts: i64,
    /// Those with a flag.
    flagged: i64,
    /// Contracting processes by year.
    years: Vec<YearBody>,
    /// With whom most.
    partners: Vec<PartnerBody>,
    /// Flags about the organisation itself: hints, not findings of guilt.
    flags: Vec<FlagBody>,
    replies: Vec<ReplyBody>,
}

/// A year.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct YearBody {
    year: i64,
    contracts: i64,
}

/// Somebody on the other side of contracts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartnerBody {
    id: String,
    name: String,
    contracts: i64,
}

async fn body(side: Side, view: &View, open: &Open, id: String) -> Answer<Json<ProfileBody>> {
    let publisher = view.query_value("publisher");
    let found = open
        .read(move |link, _| find(link, side, &id, &publisher, (None, 1)))
        .await?;
    let Found::One(p) = found else {
        return Err(Problem::conflict().saying(view.t("profile-several-text")));
    };
    let year = |(year, contracts): &(i64, i64)| YearBody {
        year: *year,
        contracts: *contracts,
    };
    let partner = |(id, name, contracts): &Counted| PartnerBody {
        id: id.clone(),
        name: name.clone(),
        contracts: *contracts,
    };
    Ok(Json(ProfileBody {
        id: p.id.clone(),
        name: p.name.clone(),
        publisher: p.publisher.clone(),
        contracts: p.contracts,
        flagged: p.flagged,
        years: p.years.iter().map(year).collect(),
        partners: p.partners.iter().map(partner).collect(),
        flags: p
            .flags
            .iter()
            .map(|s| FlagBody::of(view, s, false))
            .collect(),
        replies: p.replies.iter().map(ReplyBody::of).collect(),
    }))
}

/// A buyer: contracting processes, suppliers, flags.
#[utoipa::path(get, path = "/api/v1/buyers/{id}", tag = "open",
    params(("id" = String, Path, description = "Identifier as the publisher gives it"),
        ("publisher" = Option<String>, Query, description = "Whose, where several publish it")),
    responses((status = 200, body = ProfileBody)))]
pub(crate) async fn api_buyer(
    p: Public,
    open: State<Open>,
    id: Path<String>,
) -> Answer<Json<ProfileBody>> {
    body(Side::Buyer, &p.0, &open, id.0).await
}

/// A supplier: contracting processes, buyers, flags.
#[utoipa::path(get, path = "/api/v1/suppliers/{id}", tag = "open",
    params(("id" = String, Path, description = "Identifier as the publisher gives it"),
        ("publisher" = Option<String>, Query, description = "Whose, where several publish it")),
    responses((status = 200, body = ProfileBody)))]
pub(crate) async fn api_supplier(
    p: Public,
    open: State<Open>,
    id: Path<String>,
) -> Answer<Json<ProfileBody>> {
    body(Side::Supplier, &p.0, &open, id.0).await
}
