//! What an SMS gateway reports: each message has an address of its own for that, with a code that only its gateway was given.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts as RequestParts;
use casework::channels::{report, report_mac};
use subtle::ConstantTimeEq as _;
use web::access::Guard;
use web::{Access, Answer, Problem, Routes, View};

use crate::office::Office;

const REPORTS: &str = "/sms/reports/{notice}/{code}";
/// Characters of a status at most.
const LONGEST: usize = 40;

pub(crate) fn routes() -> Routes<Office> {
    let access = Access::Token(crate::GATEWAY);
    Routes::new()
        .get(REPORTS, access, told)
        .post(REPORTS, access, told)
}

/// First argument of the handler of reports: a gateway that knows a message's code.
struct Gateway {
    view: View,
    notice: u64,
}

impl Guard for Gateway {
    const ACCESS: Access = Access::Token(crate::GATEWAY);
}

impl FromRequestParts<Office> for Gateway {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut RequestParts,
        office: &Office,
    ) -> Result<Self, Problem> {
        let view = View::from_request_parts(parts, office).await?;
        let path = Path::<(u64, String)>::from_request_parts(parts, office).await;
        let Path((notice, code)) = path.map_err(|_| Problem::sign_in())?;
        let right = report_mac(&office.casework().parts.keys, notice);
        if !bool::from(right.as_bytes().ct_eq(code.as_bytes())) {
            return Err(Problem::sign_in());
        }
        Ok(Self { view, notice })
    }
}

/// Takes a report: `status` in the query, as the gateway's file says what its values mean.
async fn told(gateway: Gateway, State(office): State<Office>) -> Answer<&'static str> {
    let (view, notice) = (&gateway.view, gateway.notice);
    let status = view.query_value("status");
    let status: String = status
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect();
    let Some(judge) = office.casework().parts.sms.clone() else {
        return Err(Problem::not_found());
    };
    let told = judge.judge(&status);
    let take = move |tx: &mut casework::record::Tx<'_>| report(tx, notice, told, &status);
    office.write(view, take).await?;
    Ok("ok\n")
}
