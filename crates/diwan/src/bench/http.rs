//! `diwan bench http`: whole cases over the API, by clients with a connection each.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

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
    let mut clients = Vec::new();
    for citizen in &citizens {
        clients.push(Mutex::new(Client::sign_in(address, citizen.0).await?));
    }
    let mut desks = std::collections::HashMap::new();
    for officer in &officers {
        desks.insert(
            *officer,
            Mutex::new(Client::sign_in(address, officer.0).await?),
        );
    }
    let (clients, desks) = (Arc::new(clients), Arc::new(desks));
    let house = casework.clone();
    let mut measured = measure(cases::CLIENTS, bench.time(), move |n| {
        let (house, clients, desks) = (house.clone(), Arc::clone(&clients), Arc::clone(&desks));
        async move {
            let mut client = clients[n].lock().await;
            one(&house, &mut client, &desks).await
        }
    })
    .await?;
    bench.figure("http: instances, 64 clients", measured.per_second(), "1/s");
    let requests = measured.times.len() as f64 / measured.took.as_secs_f64();
    bench.figure("http: requests", requests, "1/s");
    bench.latencies("http: request", &mut measured.times);
    Ok(())
}

type Desks = std::collections::HashMap<PersonId, Mutex<Client>>;

/// A case from its draft to its end: four requests, each answered when it is durable.
async fn one(
    house: &Casework,
    client: &mut Client,
    desks: &Desks,
) -> Result<Vec<std::time::Duration>, Error> {
    let mut times = Vec::with_capacity(4);
    let draft = timed(
        &mut times,
        client,
        Method::POST,
        "/api/v1/drafts",
        &json!({ "service": "simple" }),
    )
    .await?;
    let draft = format!(
        "/api/v1/drafts/{}",
        draft["id"].as_str().unwrap_or_default()
    );
    let answers = json!({ "data": { "subject": "A stall at the market" } });
    timed(&mut times, client, Method::PUT, &draft, &answers).await?;
    let sent = timed(
        &mut times,
        client,
        Method::POST,
        &format!("{draft}/submit"),
        &Json::Null,
    )
    .await?;
    let number: CaseNumber = sent["number"]
        .as_str()
        .unwrap_or_default()
        .parse()
        .map_err(|_| Error::NotFound)?;
    // Who was drawn is read beside the measure: an official sees it on the work list.
    let held = house.read(move |link, _| {
        let sql = "select job, assignee from tasks where case_id = $1 and state = 'open'";
        let row = link
            .query_opt(sql, &[number.id().into()])?
            .ok_or(Error::NotFound)?;
        Ok((row.get::<u64>(0)?, row.get::<PersonId>(1)?))
    });
    let (job, officer) = held.await?;
    let mut desk = desks.get(&officer).ok_or(Error::NotFound)?.lock().await;
    let task = format!("/api/v1/cases/{number}/tasks/{job}");
    timed(
        &mut times,
        &mut desk,
        Method::POST,
        &task,
        &json!({ "data": { "grant": true } }),
    )
    .await?;
    Ok(times)
}

async fn timed(
    times: &mut Vec<std::time::Duration>,
    client: &mut Client,
    method: Method,
    path: &str,
    body: &Json,
) -> Result<Json, Error> {
    let start = Instant::now();
    let answer = client
        .api(method, path, body)
        .await
        .map_err(|e| Error::Pack(e.to_string()))?;
    times.push(start.elapsed());
    Ok(answer)
}

/// The whole application on a free port of this machine.
async fn serve(casework: &Casework, everybody: &[PersonId]) -> Result<SocketAddr, Failure> {
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
    site.limits.writes_per_minute = f64::from(u32::MAX);
    let shell = Shell {
        site,
        sessions: Arc::new(StoredSessions::new(casework.clone())),
        clock: Arc::new(|| Clock::System.now()),
        entropy: Arc::new(|bytes: &mut [u8]| Entropy::System.fill(bytes)),
        texts: Texts::new(web::lang::Digits::default()).map_err(|e| said(&e))?,
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
