//! `diwan bench http`: whole cases over the API, by clients with a connection each.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::Method;
use casework::{CaseNumber, Casework, Clock, Entropy, Error, PersonId};
use serde_json::{Value as Json, json};
use services::{DemoPerson, Office, StoredSessions};
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use web::{Shell, Site, Texts};

use super::client::Client;
use super::{Bench, cases, measure};
use crate::failure::Failure;

pub(super) async fn run(bench: &Bench) -> Result<(), Failure> {
    let (casework, _dir) = bench.house().await?;
    let (citizens, officers) = cases::scene(&casework).await?;
    let everybody: Vec<_> = citizens.iter().chain(&officers).copied().collect();
    let address = serve(&casework, &everybody).await?;
    let mut doorman = Client::connect(address, cases::CLIENTS).await?;
    let mut tokens = HashMap::new();
    for person in everybody {
        tokens.insert(person, doorman.sign_in(person.0).await?);
    }
    let mut clients = Vec::new();
    for n in 0..cases::CLIENTS {
        clients.push(Mutex::new(Client::connect(address, n).await?));
    }
    let shared = Arc::new((casework.clone(), clients, citizens, tokens));
    let mut measured = measure(cases::CLIENTS, bench.time(), move |n| {
        let shared = Arc::clone(&shared);
        async move {
            let (house, clients, citizens, tokens) = &*shared;
            let client = &mut *clients[n].lock().await;
            let mut visit = Visit {
                client,
                times: Vec::with_capacity(4),
            };
            one(house, &mut visit, citizens[n], tokens).await?;
            Ok(visit.times)
        }
    })
    .await?;
    bench.figure("http: instances, 64 clients", measured.per_second(), "1/s");
    let requests = measured.times.len() as f64 / measured.took.as_secs_f64();
    bench.figure("http: requests", requests, "1/s");
    bench.latencies("http: request", &mut measured.times);
    Ok(())
}

/// A connection, and how long each request on it took.
struct Visit<'c> {
    client: &'c mut Client,
    times: Vec<Duration>,
}

impl Visit<'_> {
    async fn write(
        &mut self,
        token: &str,
        method: Method,
        path: &str,
        body: &Json,
    ) -> Result<Json, Error> {
        let start = Instant::now();
        let answer = self.client.api(token, method, path, body).await;
        self.times.push(start.elapsed());
        answer.map_err(|e| Error::Pack(e.to_string()))
    }
}

/// A case from its draft to its end: four requests, each answered when it is durable.
async fn one(
    house: &Casework,
    visit: &mut Visit<'_>,
    citizen: PersonId,
    tokens: &HashMap<PersonId, String>,
) -> Result<(), Error> {
    let token = |person| tokens.get(&person).ok_or(Error::NotFound);
    let mine = token(citizen)?;
    let service = json!({ "service": "simple" });
    let draft = visit
        .write(mine, Method::POST, "/api/v1/drafts", &service)
        .await?;
    let id = draft["id"].as_str().unwrap_or_default();
    let draft = format!("/api/v1/drafts/{id}");
    let answers = json!({ "data": { "subject": "A stall at the market" } });
    visit.write(mine, Method::PUT, &draft, &answers).await?;
    let submit = format!("{draft}/submit");
    let sent = visit
        .write(mine, Method::POST, &submit, &Json::Null)
        .await?;
    let number = sent["number"].as_str().unwrap_or_default();
    let number: CaseNumber = number.parse().map_err(|_| Error::NotFound)?;
    // Who was drawn is read beside the measure: an official sees it on the work list.
    let held = house.read(move |link, _| {
        let sql = "select job, assignee from tasks where case_id = $1 and state = 'open'";
        let row = link.query_opt(sql, &[number.id().into()])?;
        let row = row.ok_or(Error::NotFound)?;
        Ok((row.get::<u64>(0)?, row.get::<PersonId>(1)?))
    });
    let (job, officer) = held.await?;
    let task = format!("/api/v1/cases/{number}/tasks/{job}");
    let decision = json!({ "data": { "grant": true } });
    visit
        .write(token(officer)?, Method::POST, &task, &decision)
        .await?;
    Ok(())
}

/// The whole application on a free port of this machine.
pub(super) async fn serve(
    casework: &Casework,
    everybody: &[PersonId],
) -> Result<SocketAddr, Failure> {
    let said = |e: &dyn std::fmt::Display| Failure::Said(e.to_string());
    let person = |id: &PersonId| DemoPerson {
        person: *id,
        name: format!("Person {id}"),
        email: String::new(),
        what: Vec::new(),
        official: false,
    };
    let people = everybody.iter().map(person).collect();
    let office = Office::with_demo(casework.clone(), people).map_err(|e| said(&e))?;
    let mut site = Site::default();
    // One machine is all clients here.
    (site.limits.burst, site.limits.per_second) = (u32::MAX, f64::from(u32::MAX));
    (site.limits.writes_burst, site.limits.writes_per_minute) = (u32::MAX, f64::from(u32::MAX));
    let shell = Shell {
        site,
        sessions: Arc::new(StoredSessions::new(casework.clone())),
        clock: Arc::new(|| Clock::System.now()),
        entropy: Arc::new(|bytes: &mut [u8]| Entropy::System.fill(bytes)),
        texts: Texts::new().map_err(|e| said(&e))?,
        ready: Vec::new(),
        metrics: web::health::Metrics::default(),
    };
    let app = shell
        .router(vec![services::domain(office)])
        .map_err(|e| said(&e))?;
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(|e| said(&e))?;
    let address = listener.local_addr().map_err(|e| said(&e))?;
    let service = app
        .router
        .into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    Ok(address)
}
