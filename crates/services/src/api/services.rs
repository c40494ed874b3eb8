//! Services, over the API.

use axum::extract::{Path, State};
use casework::case::read::Measured;
use pack::Pack;
use serde::Serialize;
use utoipa::ToSchema;
use web::api::{Json, Page, Paging};
use web::{Answer, Public, View};

use crate::find::events;
use crate::office::Office;
use crate::{home, words};

/// A service in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ServiceItem {
    id: String,
    version: String,
    /// SHA-256 over the procedure's files, hexadecimal.
    hash: String,
    name: String,
    summary: String,
    fee: String,
    /// Working days promised.
    promised: Option<u32>,
    /// Events of a life or a business in which it is needed.
    events: Vec<String>,
}

/// A service.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServiceBody {
    #[serde(flatten)]
    item: ServiceItem,
    who: String,
    law: String,
    result: String,
    appeal: String,
    documents: Vec<DocumentNeeded>,
    measured: MeasuredBody,
    /// Tasks in which officials departed from what the rules recommend.
    departed: u64,
    /// Tasks completed.
    decided: u64,
    /// Cases in which two supervisors mended what a fault had stopped.
    mended: u64,
    form: FormBody,
    /// The questions of the form that the check before one applies asks; none where there is no check.
    eligibility: Vec<String>,
}

/// What an applicant needs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DocumentNeeded {
    id: String,
    name: String,
    required: bool,
}

/// How long it really took, over the last twelve months.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MeasuredBody {
    /// Cases closed.
    closed: u64,
    /// Working days that half of them took at most.
    median: Option<u32>,
    /// Working days that half of them took at most, without those in which it was waited for the applicant.
    office: Option<u32>,
    /// Working days that nine in ten took at most.
    ninth: Option<u32>,
    /// Cases open now.
    open: u64,
}

/// A form.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormBody {
    id: String,
    pages: Vec<FormPage>,
}

/// A question group.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormPage {
    id: String,
    title: String,
    fields: Vec<FormField>,
}

/// A question.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormField {
    name: String,
    label: String,
    hint: Option<String>,
    required: bool,
    /// Worked out by the system; what is sent is ignored.
    computed: bool,
    /// FEEL; the question is asked only where this holds.
    when: Option<String>,
    options: Vec<String>,
    /// Media types of files.
    accept: Vec<String>,
}

fn item(view: &View, pack: &Pack) -> ServiceItem {
    ServiceItem {
        id: pack.id.clone(),
        version: pack.version.clone(),
        hash: hex::encode(pack.hash),
        name: words::service(view, pack),
        summary: words::of(view, pack, "service-summary"),
        fee: words::of(view, pack, "service-fee"),
        promised: pack.promised,
        events: pack.events.clone(),
    }
}

/// Every service that can be applied for.
#[utoipa::path(get, path = "/api/v1/services", tag = "services",
    params(("q" = Option<String>, Query, description = "Words to search for, in any language; slips are forgiven"),
        ("event" = Option<String>, Query, description = "An event, as `/api/v1/events` lists them"),
        ("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<ServiceItem>)))]
pub(crate) async fn services(
    Public(view): Public,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<ServiceItem>> {
    let packs = office.read(&view, home::services).await?;
    let (after, query) = (
        paging.after.clone().unwrap_or_default(),
        view.query_value("q"),
    );
    let event = view.query_value("event");
    let mut found = office.index().search(&packs, &query).packs;
    found.sort_by(|a, b| a.id.cmp(&b.id));
    let rest = found
        .iter()
        .filter(|p| p.id > after && (event.is_empty() || events::has(p, &event)))
        .take(paging.limit as usize + 1);
    let items = rest.map(|p| item(&view, p)).collect();
    Ok(paging.page(items, |i: &ServiceItem| i.id.clone()))
}

/// A service with its form and the figures that the record measures.
#[utoipa::path(get, path = "/api/v1/services/{service}", tag = "services",
    params(("service" = String, Path)),
    responses((status = 200, body = ServiceBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn service(
    Public(view): Public,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<ServiceBody>> {
    let found = crate::service::describe(&office, &view, id).await?;
    let pack = &found.pack;
    let Measured {
        closed,
        median,
        office,
        ninth,
        open,
    } = found.figures.measured;
    let text = |key: &str| words::of(&view, pack, key);
    let need = |d: &pack::Document| DocumentNeeded {
        id: d.id.clone(),
        name: text(&format!("document-{}", d.id)),
        required: d.required,
    };
    Ok(Json(ServiceBody {
        item: item(&view, pack),
        who: text("service-who"),
        law: text("service-law"),
        result: text("service-result"),
        appeal: text("service-appeal"),
        documents: pack.documents.iter().map(need).collect(),
        measured: MeasuredBody {
            closed,
            median,
            office,
            ninth,
            open,
        },
        departed: found.figures.departures.departed,
        decided: found.figures.departures.decided,
        mended: found.figures.mended,
        form: form(&view, pack, &pack.start_form),
        eligibility: pack
            .eligibility
            .as_ref()
            .map_or_else(Vec::new, |e| e.fields.clone()),
    }))
}

/// A form of a pack, described.
pub(super) fn form(view: &View, pack: &Pack, id: &str) -> FormBody {
    let pages = pack.forms.get(id).map_or(&[][..], |f| f.pages());
    let page = |p: &pack::Page| FormPage {
        id: p.id.clone(),
        title: words::of(view, pack, &format!("form-{id}-page-{}", p.id)),
        fields: p
            .fields
            .iter()
            .filter_map(|name| field(view, pack, id, name))
            .collect(),
    };
    FormBody {
        id: id.to_owned(),
        pages: pages.iter().map(page).collect(),
    }
}

fn field(view: &View, pack: &Pack, form: &str, name: &str) -> Option<FormField> {
    let field = pack.forms.get(form)?.field(name)?;
    Some(FormField {
        name: name.to_owned(),
        label: words::label(view, pack, form, name),
        hint: words::hint(view, pack, form, name),
        required: field.required,
        computed: field.compute.is_some(),
        when: field.when.as_ref().map(|w| w.source().to_owned()),
        options: field.options.clone(),
        accept: field.accept.clone(),
    })
}
