//! Cases that stop, each way in which one can, and what people do about it: never lost, never done twice, never by one alone.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use casework::case::mend::{Proposed, Wanted};
use casework::case::read::{self, Stopped, Why};
use casework::case::{self, Action, Application, Status};
use casework::people::{Role, declare_interest, revoke};
use casework::{Actor, CaseId, CaseNumber, Error, PersonId};
use harness::{Scene, Store, stores};
use serde_json::{Map, Value as Json, json};

/// A house with the faulty procedure, two officers and three supervisors.
struct Faulty {
    scene: Scene,
    supervisors: [PersonId; 3],
}

fn object(json: &Json) -> Map<String, Json> {
    json.as_object().cloned().unwrap_or_default()
}

fn set(name: &str, value: &str) -> Wanted {
    Wanted::Set(vec![(name.into(), value.into())])
}

impl Faulty {
    async fn new(store: Store) -> Self {
        let scene = Scene::new(store, 2).await;
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/faulty");
        scene.house.deploy(std::path::Path::new(dir)).await;
        let mut supervisors = [scene.supervisor; 3];
        for (n, supervisor) in supervisors.iter_mut().enumerate().skip(1) {
            let name = format!("Supervisor {}", n + 1);
            *supervisor = scene.house.person(&name, Some("office")).await;
            scene.house.grant(*supervisor, "office", "supervisor").await;
        }
        Self { scene, supervisors }
    }

    async fn open(&self, fault: &str) -> (CaseId, CaseNumber) {
        let application = Application {
            pack: "faulty".into(),
            applicant: self.scene.citizen,
            data: object(&json!({ "subject": "A-1", "fault": fault })),
            documents: Vec::new(),
        };
        let actor = Actor::Person(self.scene.citizen);
        let casework = &self.scene.house.casework;
        let opened = casework
            .write(move |tx| case::open(tx, actor, &application))
            .await
            .unwrap();
        (opened.id, opened.number)
    }

    async fn stopped(&self, number: CaseNumber) -> Stopped {
        let casework = &self.scene.house.casework;
        let read = casework.read(move |link, parts| {
            let whole = read::whole(link, parts, Actor::System, number)?;
            read::stopped(link, parts, &whole)
        });
        read.await.unwrap()
    }

    async fn status(&self, case: CaseId) -> Status {
        self.scene.status(case).await.0
    }

    async fn act(&self, who: PersonId, case: CaseId, action: Action) -> Result<u64, Error> {
        self.scene.act(Actor::Person(who), case, action).await
    }

    /// Proposes a mend of the case's first incident, as it is now.
    async fn propose(
        &self,
        who: PersonId,
        (case, number): (CaseId, CaseNumber),
        mend: Wanted,
    ) -> Result<u64, Error> {
        let stopped = self.stopped(number).await;
        let action = Action::Propose(Proposed {
            incident: stopped.incidents[0].stop.seq,
            stand: stopped.stand,
            mend,
            reason: "The value was nonsense".into(),
        });
        self.act(who, case, action).await
    }

    /// One proposes, another confirms.
    async fn mend(&self, at: (CaseId, CaseNumber), mend: Wanted) {
        let proposal = self.propose(self.supervisors[0], at, mend).await.unwrap();
        self.act(self.supervisors[1], at.0, Action::Confirm { proposal })
            .await
            .unwrap();
    }

    async fn retry(&self, case: CaseId) {
        let reason = "The network was down".into();
        self.act(self.supervisors[0], case, Action::Retry { reason })
            .await
            .unwrap();
    }

    /// The officers decide all that there is to decide.
    async fn finish(&self, case: CaseId) {
        for _ in 0..5 {
            if self.scene.holder(case).await.is_none() {
                break;
            }
            self.scene.decide(case, true).await.unwrap();
        }
        let (status, outcome) = self.scene.status(case).await;
        assert_eq!(
            (status, outcome.as_deref()),
            (Status::Closed, Some("granted"))
        );
        let report = self.scene.house.audit().await;
        assert!(report.findings.is_empty(), "{:#?}", report.findings);
    }

    async fn advance(&self, hours: u64) {
        self.scene
            .house
            .advance(std::time::Duration::from_secs(hours * 3600));
        casework::scheduler::sweep(&self.scene.house.casework)
            .await
            .unwrap();
    }

    /// How often the case has an entry of a kind.
    async fn entries(&self, case: CaseId, kind: &'static str) -> i64 {
        let casework = &self.scene.house.casework;
        let read = casework.read(move |link, _| {
            let sql = "select count(*) from entries where case_id = $1 and kind = $2";
            Ok(link.query(sql, &[case.into(), kind.into()])?[0].get(0)?)
        });
        read.await.unwrap()
    }
}

/// Each fault, where the case stops and why, and a value with which it goes on.
const FAULTS: [(&str, &str, Why, &str, &str); 8] = [
    ("way", "Route", Why::NoWay, "route", "\"plain\""),
    ("condition", "Check", Why::Expression, "limit", "1"),
    (
        "list",
        "Ask",
        Why::Expression,
        "people",
        "[\"Ann\", \"Ben\"]",
    ),
    ("pause", "Pause", Why::Expression, "pause", "\"PT1H\""),
    ("service", "Reckon", Why::Service, "effort", "1"),
    ("issue", "Issue", Why::Service, "effort", "1"),
    ("rule", "Judge", Why::Rule, "cases", "1"),
    ("much", "Begin", Why::Service, "size", "2"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_case_stops_where_it_cannot_go_on_and_goes_on_to_its_end_when_two_have_mended_it() {
    for store in stores() {
        let house = Faulty::new(store).await;
        for (fault, element, why, name, value) in FAULTS {
            let at = house.open(fault).await;
            assert_eq!(house.status(at.0).await, Status::Incident, "{fault}");
            let stopped = house.stopped(at.1).await;
            let incident = &stopped.incidents[0];
            assert_eq!(
                (incident.stop.element.as_str(), incident.why),
                (element, why),
                "{fault}"
            );
            assert!(!incident.stop.message.is_empty(), "{fault}");
            house.retry(at.0).await;
            assert_eq!(
                house.status(at.0).await,
                Status::Incident,
                "{fault}: nothing has changed"
            );
            house.mend(at, set(name, value)).await;
            assert_eq!(house.status(at.0).await, Status::Open, "{fault}");
            assert!(house.stopped(at.1).await.incidents.is_empty(), "{fault}");
            if fault == "pause" {
                house.advance(1).await;
            }
            house.finish(at.0).await;
            assert_eq!(
                house.entries(at.0, "certificate.issued").await,
                i64::from(fault == "issue")
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_after_which_the_process_cannot_go_on_stops_the_case_once() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("later").await;
        assert_eq!(house.status(at.0).await, Status::Open);
        for _ in 0..3 {
            house.advance(1).await;
        }
        let stopped = house.stopped(at.1).await;
        assert_eq!(
            stopped.incidents.len(),
            1,
            "the timer is still due, and stops it once"
        );
        assert_eq!(stopped.incidents[0].why, Why::Timer);
        house.mend(at, set("size", "2")).await;
        house.finish(at.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_law_makes_of_silence_is_computed_again() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("lapse").await;
        house.advance(24 * 7).await;
        let stopped = house.stopped(at.1).await;
        assert_eq!(stopped.incidents[0].why, Why::Lapse);
        assert_eq!(
            stopped.incidents[0].targets, [""; 0],
            "a person's task is not taken away"
        );
        house.mend(at, set("silence", "1")).await;
        assert_eq!(house.entries(at.0, "task.lapsed").await, 1);
        house.finish(at.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_that_the_process_leaves_behind_is_over() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("limit").await;
        let proposal = house
            .propose(house.supervisors[0], at, set("effort", "1"))
            .await
            .unwrap();
        house.advance(2).await;
        assert_eq!(
            house.status(at.0).await,
            Status::Open,
            "too long is another way on"
        );
        assert_eq!(house.entries(at.0, "incident.passed").await, 1);
        let late = house
            .act(house.supervisors[1], at.0, Action::Confirm { proposal })
            .await;
        assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
        assert_eq!(house.stopped(at.1).await.proposals[0].state, "void");
        house.finish(at.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_things_that_stopped_at_once_are_both_seen_and_mended_together() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("both").await;
        let stopped = house.stopped(at.1).await;
        let mut elements: Vec<_> = stopped
            .incidents
            .iter()
            .map(|i| i.stop.element.as_str())
            .collect();
        elements.sort_unstable();
        assert_eq!(elements, ["First", "Second"]);
        house.mend(at, set("effort", "1")).await;
        house.finish(at.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_to_draw_is_told_and_is_no_fault() {
    for store in stores() {
        let house = Faulty::new(store).await;
        for officer in &house.scene.officers {
            let (person, agency, role) = (*officer, "office".to_owned(), "officer".to_owned());
            let role = Role {
                person,
                agency,
                role,
            };
            let revoked = house
                .scene
                .house
                .casework
                .write(move |tx| revoke(tx, Actor::Operator, &role));
            revoked.await.unwrap();
        }
        let at = house.open("plain").await;
        assert_eq!(house.status(at.0).await, Status::Open);
        assert_eq!(house.entries(at.0, "task.waiting").await, 1);
        assert_eq!(
            house.entries(at.0, "notice.queued").await,
            3,
            "each supervisor"
        );
        for officer in &house.scene.officers {
            house.scene.house.grant(*officer, "office", "officer").await;
        }
        house.advance(1).await;
        house.finish(at.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_moved_by_two_people_and_past_nobodys_task() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("way").await;
        let targets = house.stopped(at.1).await.incidents[0].targets.clone();
        for (to, allowed) in [
            ("Prepare", true),
            ("Route", true),
            ("Meet", true),
            ("Decide", true),
            ("Granted", false),
            ("Grant", false),
            ("Done", false),
            ("Join", false),
            ("First", false),
            ("Second", false),
            ("Slow", false),
            ("TooLong", false),
            ("nowhere", false),
            ("", false),
        ] {
            assert_eq!(
                targets.iter().any(|t| t == to),
                allowed,
                "{to}: {targets:?}"
            );
            if !allowed {
                let refused = house
                    .propose(house.supervisors[0], at, Wanted::Move(to.into()))
                    .await;
                assert!(
                    matches!(refused, Err(Error::Field { field: "to", .. })),
                    "{to}: {refused:?}"
                );
            }
        }
        house.mend(at, Wanted::Move("Meet".into())).await;
        house.finish(at.0).await;
        assert_eq!(
            house.entries(at.0, "task.assigned").await,
            1,
            "one token is one task"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mend_is_confirmed_by_a_second_supervisor_only_and_tried_again_by_one() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("service").await;
        let [first, second, third] = house.supervisors;
        let forbidden = |outcome: Result<u64, Error>| {
            assert!(
                matches!(outcome, Err(Error::Forbidden(_) | Error::NotFound)),
                "{outcome:?}"
            );
        };
        let stranger = house.scene.house.person("Omar Khalil", None).await;
        let reason = || "Because".to_owned();
        for person in [house.scene.citizen, house.scene.officers[0], stranger] {
            forbidden(house.propose(person, at, set("effort", "1")).await);
            forbidden(
                house
                    .act(person, at.0, Action::Retry { reason: reason() })
                    .await,
            );
        }
        let proposal = house.propose(first, at, set("effort", "1")).await.unwrap();
        for person in [
            first,
            house.scene.citizen,
            house.scene.officers[0],
            stranger,
        ] {
            forbidden(house.act(person, at.0, Action::Confirm { proposal }).await);
            let refuse = Action::Refuse {
                proposal,
                reason: reason(),
            };
            forbidden(house.act(person, at.0, refuse).await);
        }
        for actor in [Actor::Operator, Actor::System] {
            forbidden(
                house
                    .scene
                    .act(actor, at.0, Action::Confirm { proposal })
                    .await,
            );
        }
        forbidden(house.act(second, at.0, Action::Withdraw { proposal }).await);
        assert_eq!(
            house.status(at.0).await,
            Status::Incident,
            "a proposal changes nothing"
        );
        // Whoever has an interest in it is no second person.
        let interest = house.scene.house.casework.write(move |tx| {
            declare_interest(tx, Actor::Person(third), third, "A-1", "My cousin's")
        });
        interest.await.unwrap();
        forbidden(house.act(third, at.0, Action::Confirm { proposal }).await);
        let refuse = Action::Refuse {
            proposal,
            reason: " ".into(),
        };
        let empty = house.act(second, at.0, refuse).await;
        assert!(
            matches!(
                empty,
                Err(Error::Field {
                    field: "reason",
                    ..
                })
            ),
            "{empty:?}"
        );
        house
            .act(
                second,
                at.0,
                Action::Refuse {
                    proposal,
                    reason: reason(),
                },
            )
            .await
            .unwrap();
        let over = house.act(second, at.0, Action::Confirm { proposal }).await;
        assert!(matches!(over, Err(Error::Conflict(_))), "{over:?}");
        let proposal = house.propose(first, at, set("effort", "2")).await.unwrap();
        house
            .act(first, at.0, Action::Withdraw { proposal })
            .await
            .unwrap();
        let states: Vec<_> = house
            .stopped(at.1)
            .await
            .proposals
            .into_iter()
            .map(|p| p.state)
            .collect();
        assert_eq!(states, ["withdrawn", "refused"]);
        // The machine's operator may try again, as before.
        house
            .scene
            .act(Actor::Operator, at.0, Action::Retry { reason: reason() })
            .await
            .unwrap();
        house.mend(at, set("effort", "3")).await;
        house.finish(at.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_drawn_for_a_case_mends_it_never() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("lapse").await;
        // Drawn, then made a supervisor, and no longer the task's holder.
        let (drawn, job) = house.scene.holder(at.0).await.unwrap();
        house.scene.house.grant(drawn, "office", "supervisor").await;
        let reason = "Too close".to_owned();
        house
            .act(drawn, at.0, Action::Decline { job, reason })
            .await
            .unwrap();
        house.advance(24 * 7).await;
        let refused = house.propose(drawn, at, set("silence", "1")).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        let proposal = house
            .propose(house.supervisors[0], at, set("silence", "1"))
            .await
            .unwrap();
        let refused = house.act(drawn, at.0, Action::Confirm { proposal }).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_for_the_case_as_it_was_read() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("way").await;
        let [first, second, _] = house.supervisors;
        let stopped = house.stopped(at.1).await;
        let proposed = |incident: u64, stand: &str| {
            Action::Propose(Proposed {
                incident,
                stand: stand.to_owned(),
                mend: set("route", "\"plain\""),
                reason: "It goes there".into(),
            })
        };
        let seq = stopped.incidents[0].stop.seq;
        for (incident, stand) in [
            (seq, "0".repeat(64)),
            (seq + 1, stopped.stand.clone()),
            (0, stopped.stand.clone()),
        ] {
            let refused = house.act(first, at.0, proposed(incident, &stand)).await;
            assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        }
        let proposal = house
            .act(first, at.0, proposed(seq, &stopped.stand))
            .await
            .unwrap();
        // Another try raises another incident: the proposal was for the first.
        house.retry(at.0).await;
        let refused = house.act(second, at.0, Action::Confirm { proposal }).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        assert_eq!(house.stopped(at.1).await.proposals[0].state, "void");
        // Who proposed it is no supervisor any more.
        let proposal = house
            .propose(first, at, set("route", "\"plain\""))
            .await
            .unwrap();
        let role = Role {
            person: first,
            agency: "office".into(),
            role: "supervisor".into(),
        };
        let revoked = house
            .scene
            .house
            .casework
            .write(move |tx| revoke(tx, Actor::Operator, &role));
        revoked.await.unwrap();
        let refused = house.act(second, at.0, Action::Confirm { proposal }).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        // A proposal of one case is none of another.
        let other = house.open("way").await;
        let refused = house
            .act(second, other.0, Action::Confirm { proposal })
            .await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_is_none_is_not_proposed() {
    let house = Faulty::new(Store::Sqlite).await;
    let at = house.open("way").await;
    let first = house.supervisors[0];
    for (name, value, field, reason) in [
        ("", "1", "name", "required"),
        ("two words", "1", "name", "name"),
        ("1st", "1", "name", "name"),
        ("request", "{ subject: \"B-2\" }", "name", "of_a_person"),
        ("decision", "{ grant: true }", "name", "of_a_person"),
        ("route", "", "value", "required"),
        ("route", "if then", "value", "feel"),
        ("route", "\"a\" + 1", "value", "no_value"),
        ("route", "function(x) x", "value", "no_value"),
        (
            "route",
            "count(for i in 1..1000000000 return i)",
            "value",
            "limit",
        ),
        ("route", "\"nowhere\"", "value", "same"),
    ] {
        let refused = house.propose(first, at, set(name, value)).await;
        let Err(Error::Field {
            field: f,
            reason: r,
        }) = refused
        else {
            panic!("{name} = {value}: {refused:?}");
        };
        assert_eq!((f, r), (field, reason), "{name} = {value}");
    }
    let long = format!("\"{}\"", "x".repeat(20_000));
    for (mend, reason) in [
        (Wanted::Set(Vec::new()), "required"),
        (
            Wanted::Set(vec![("a".into(), "1".into()), ("a".into(), "2".into())]),
            "twice",
        ),
        (
            Wanted::Set((0..21).map(|n| (format!("v{n}"), "1".into())).collect()),
            "too_many",
        ),
        (set("route", &long), "too_long"),
        (set(&"v".repeat(101), "1"), "too_long"),
    ] {
        let refused = house.propose(first, at, mend).await;
        assert!(
            matches!(refused, Err(Error::Field { reason: r, .. }) if r == reason),
            "{refused:?}"
        );
    }
    // What FEEL computes from what is there, what JSON says, and null where it is meant.
    for value in [
        "if limit = 1 then \"plain\" else \"way\"",
        "{\"a\": [1, 2.5, true]}",
        "null",
        "date(\"2026-11-27\")",
    ] {
        house.propose(first, at, set("route", value)).await.unwrap();
    }
    house
        .propose(first, at, set("brand_new", "1"))
        .await
        .unwrap();
    let changes: Vec<_> = house
        .stopped(at.1)
        .await
        .proposals
        .into_iter()
        .map(|p| p.mend)
        .collect();
    let told = serde_json::to_value(&changes).unwrap();
    assert_eq!(
        told[4]["set"][0],
        json!({ "name": "route", "old": "nowhere", "new": "plain" })
    );
    assert_eq!(told[0]["set"][0], json!({ "name": "brand_new", "new": 1 }));
    for _ in 0..5 {
        house.propose(first, at, set("other", "1")).await.unwrap();
    }
    let full = house.propose(first, at, set("other", "1")).await;
    assert!(matches!(full, Err(Error::Conflict(_))), "{full:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_watch_are_told_of_an_incident_and_the_others_of_a_proposal() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let at = house.open("way").await;
        assert_eq!(house.entries(at.0, "notice.queued").await, 3);
        house.retry(at.0).await;
        assert_eq!(house.entries(at.0, "incident.raised").await, 2);
        assert_eq!(
            house.entries(at.0, "notice.queued").await,
            3,
            "who tries in vain sees it"
        );
        house
            .propose(house.supervisors[0], at, set("route", "\"plain\""))
            .await
            .unwrap();
        assert_eq!(
            house.entries(at.0, "notice.queued").await,
            5,
            "all but who proposed it"
        );
        let casework = &house.scene.house.casework;
        let number = at.1;
        let last = casework.read(move |link, parts| {
            let lines = read::timeline(link, parts, number.id(), None, 1)?;
            Ok(lines[0].fact.clone())
        });
        let casework::record::Fact::NoticeQueued(queued) = last.await.unwrap() else {
            panic!("the last entry is a notice");
        };
        let notice = queued.notice;
        assert!(
            notice.subject.contains("waits for a second person"),
            "{}",
            notice.subject
        );
        assert!(
            notice.body.contains("Which way?"),
            "the model's name: {}",
            notice.body
        );
        assert!(
            notice.body.contains(&format!("/cases/{number}/incident")),
            "{}",
            notice.body
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_cases_are_listed_by_pages() {
    let house = Faulty::new(Store::Sqlite).await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(house.open("way").await.0);
    }
    house.open("plain").await;
    let casework = &house.scene.house.casework;
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = casework.read(move |link, _| read::stopped_cases(link, "office", after, 2));
        let page = page.await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        all.extend(page.iter().map(|l| l.id));
    }
    assert_eq!(all, ids);
    let none = casework.read(|link, _| read::stopped_cases(link, "elsewhere", None, 2));
    assert_eq!(none.await.unwrap(), []);
}

/// What the audit says when somebody changes rows behind the record's back.
#[tokio::test(flavor = "multi_thread")]
async fn changed_incidents_and_proposals_are_found() {
    for store in stores() {
        for (sql, table) in [
            (
                "update mends set state = 'confirmed', decided_by = 'person:1' where case_id = 1",
                "mends",
            ),
            (
                "update mends set proposed_by = 'person:1' where case_id = 1",
                "mends",
            ),
            ("delete from mends where case_id = 1", "mends"),
            (
                "update incidents set ended_at = raised_at where case_id = 1",
                "incidents",
            ),
            ("delete from incidents where case_id = 1", "incidents"),
            (
                "insert into incidents (case_id, seq, raised_at) values (2, 5, 5)",
                "incidents",
            ),
            ("update cases set status = 'open' where id = 1", "cases"),
        ] {
            let house = Faulty::new(store).await;
            let at = house.open("way").await;
            house
                .propose(house.supervisors[0], at, set("route", "\"plain\""))
                .await
                .unwrap();
            let before = house.scene.house.audit().await;
            assert!(before.findings.is_empty(), "{:#?}", before.findings);
            house.scene.house.tamper(sql).await;
            let found = house.scene.house.audit().await.findings;
            assert_eq!(
                found.len(),
                if sql.contains("decided_by") { 2 } else { 1 },
                "{sql}: {found:#?}"
            );
            let text = format!("{found:?}");
            assert!(
                text.contains(&format!("table: \"{table}\"")),
                "{sql}: {text}"
            );
        }
    }
}

/// What a changed program writes with the house's own keys: the audit asks for the second person again.
#[tokio::test(flavor = "multi_thread")]
async fn a_mend_that_two_did_not_agree_on_is_found() {
    use casework::record::Fact;
    use casework::record::mend::Mend;

    let to = |to: &str| Mend::Move {
        from: "Route".into(),
        to: to.into(),
    };
    for store in stores() {
        for (who, what, found) in [
            (1, to("Meet"), None),
            (0, to("Meet"), Some("who proposed it confirmed it")),
            (1, to("Decide"), Some("something else was proposed")),
            (2, to("Meet"), Some("no supervisor of the agency")),
            (3, to("Meet"), Some("has a part in the case")),
            (4, to("Meet"), Some("nobody who is a person")),
        ] {
            let house = Faulty::new(store).await;
            let at = house.open("way").await;
            let [first, second, _] = house.supervisors;
            let proposal = house
                .propose(first, at, Wanted::Move("Meet".into()))
                .await
                .unwrap();
            let stranger = house.scene.house.person("Omar Khalil", None).await;
            let actor = match who {
                0 => Actor::Person(first),
                1 => Actor::Person(second),
                2 => Actor::Person(stranger),
                3 => Actor::Person(house.scene.citizen),
                _ => Actor::System,
            };
            let fact = Fact::MendConfirmed {
                proposal,
                incident: house.stopped(at.1).await.incidents[0].stop.seq,
                element: "Route".into(),
                mend: what,
                reason: "The value was nonsense".into(),
                events: Vec::new(),
            };
            let written = house
                .scene
                .house
                .casework
                .write(move |tx| tx.append_to(actor, at.0, fact.clone()));
            written.await.unwrap();
            let findings = house.scene.house.audit().await.findings;
            let told = format!("{findings:?}");
            match found {
                None => assert!(findings.is_empty(), "{told}"),
                Some(why) => {
                    assert_eq!(findings.len(), 1, "{why}: {told}");
                    assert!(
                        told.contains("FalseMend") && told.contains(why),
                        "{why}: {told}"
                    );
                }
            }
        }
    }
}

/// A database from before there was a table of incidents is brought up to date from its entries.
#[tokio::test(flavor = "multi_thread")]
async fn incidents_of_an_older_database_are_told_by_its_entries() {
    for store in stores() {
        let house = Faulty::new(store).await;
        let (stuck, gone) = (house.open("way").await, house.open("limit").await);
        house.retry(stuck.0).await;
        let reason = "As before".to_owned();
        let retry = Action::Retry { reason };
        house
            .scene
            .act(Actor::Operator, gone.0, retry)
            .await
            .unwrap();
        let older = "drop index cases_stopped; drop table incidents; drop table mends; \
                     delete from migrations where n = 2";
        house.scene.house.tamper(older).await;
        let newer = house.scene.house.reopen().await.unwrap();
        let report = newer.audit().await;
        assert!(report.findings.is_empty(), "{:#?}", report.findings);
    }
}
