//! The figures over the API.

use axum::extract::{Path, State};
use casework::record::fact::feedback::Asked;
use serde::Serialize;
use utoipa::ToSchema;
use web::api::{Json, ProblemBody};
use web::{Answer, Problem, Public};

use crate::publish::{Cell, Tally};
use crate::{Feedback, store};

/// How many answered what.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TallyBody {
    /// Answers.
    answers: u64,
    /// How many said 1 (very bad), 2, 3, 4, 5 (very good).
    how: [u64; 5],
    /// How many were asked for something beyond the fee.
    asked: u64,
    /// How many were not.
    not_asked: u64,
    /// How many would rather not say.
    unsaid: u64,
}

impl TallyBody {
    pub(super) fn of(tally: &Tally) -> Self {
        Self {
            answers: tally.answers(),
            how: tally.how,
            asked: tally.asked[Asked::Yes as usize],
            not_asked: tally.asked[Asked::No as usize],
            unsaid: tally.asked[Asked::Unsaid as usize],
        }
    }
}

/// The figures of a service, an office, or one at the other.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CellBody {
    /// The service, unless all of an office's are meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    /// The office, unless all of a service's are meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<String>,
    #[serde(flatten)]
    tally: TallyBody,
}

/// All figures.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FiguresBody {
    /// Of all.
    all: TallyBody,
    /// By service and office; those without five answers are not there, nor in any sum.
    cells: Vec<CellBody>,
    /// By service.
    services: Vec<CellBody>,
    /// By office.
    offices: Vec<CellBody>,
}

/// What people said after their cases were closed. Every figure is a sum over whole batches of five answers or more.
#[utoipa::path(get, path = "/api/v1/feedback", tag = "feedback", responses((status = 200, body = FiguresBody)))]
pub(crate) async fn figures(
    Public(_): Public,
    State(feedback): State<Feedback>,
) -> Answer<Json<FiguresBody>> {
    let found = feedback.read(|link, _| store::published(link)).await?;
    let body = |service: Option<&str>, office: Option<&str>, tally: &Tally| CellBody {
        service: service.map(str::to_owned),
        office: office.map(str::to_owned),
        tally: TallyBody::of(tally),
    };
    let cells = found.cells.iter();
    let services = found.services.iter();
    let offices = found.offices.iter();
    Ok(Json(FiguresBody {
        all: TallyBody::of(&found.all),
        cells: cells
            .map(|(c, t)| body(Some(&c.service), Some(&c.office), t))
            .collect(),
        services: services.map(|(s, t)| body(Some(s), None, t)).collect(),
        offices: offices.map(|(o, t)| body(None, Some(o), t)).collect(),
    }))
}

/// The figures of a service at an office; 404 where no five answers stand together.
#[utoipa::path(get, path = "/api/v1/feedback/{service}/{office}", tag = "feedback",
    params(("service" = String, Path), ("office" = String, Path)),
    responses((status = 200, body = CellBody), (status = 404, body = ProblemBody)))]
pub(crate) async fn cell(
    Public(_): Public,
    State(feedback): State<Feedback>,
    Path((service, office)): Path<(String, String)>,
) -> Answer<Json<CellBody>> {
    let found = feedback.read(|link, _| store::published(link)).await?;
    let cell = Cell { service, office };
    let tally = found.cells.get(&cell).ok_or_else(Problem::not_found)?;
    Ok(Json(CellBody {
        tally: TallyBody::of(tally),
        service: Some(cell.service),
        office: Some(cell.office),
    }))
}
