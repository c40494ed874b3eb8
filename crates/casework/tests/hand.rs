//! The hidden hand: entries that a changed program writes, with the house's own keys, are found by
//! computing again who could have been drawn.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use casework::audit::Finding;
use casework::record::Fact;
use casework::{Actor, CaseId, Error, PersonId};
use draw::{Candidate, Draw, Input};
use harness::{Scene, Store, stores};

/// What somebody who can change the program makes of a draw.
struct Bent {
    candidates: Vec<Candidate>,
    excluded: Vec<(String, String)>,
    content: Option<[u8; 32]>,
}

/// A scene with a case whose task is drawn again by a bent draw; what the audit says of it.
async fn found(store: Store, bend: impl FnOnce(&mut Bent)) -> Vec<Finding> {
    let scene = Scene::new(store, 3).await;
    let case = scene.open("A stall").await.unwrap().id;
    let (holder, job) = scene.holder(case).await.unwrap();
    assert_eq!(scene.house.audit().await.findings, []);
    let honest = |person: &PersonId| Candidate {
        id: Actor::Person(*person).to_string(),
        load: u32::from(*person == holder),
    };
    let mut bent = Bent {
        candidates: scene.officers.iter().map(honest).collect(),
        excluded: Vec::new(),
        content: None,
    };
    bend(&mut bent);
    assign(&scene, case, job, bent).await;
    scene.house.audit().await.findings
}

async fn assign(scene: &Scene, case: CaseId, job: u64, bent: Bent) {
    let written = scene.house.casework.write(move |tx| {
        let digest = first_content(tx, case)?;
        let input = Input {
            log: tx.identity().origin.clone(),
            content: bent.content.unwrap_or(digest),
            element: "Decide".into(),
            visit: 1,
            redraw: 1,
        };
        let (candidates, excluded) = (bent.candidates.clone(), bent.excluded.clone());
        let draw = Draw::new(&tx.identity().draw, input, candidates, excluded).unwrap();
        let assignee = draw.chosen.parse::<Actor>().unwrap().person().unwrap();
        let fact = Fact::TaskAssigned {
            job,
            element: "Decide".into(),
            role: "officer".into(),
            visit: 1,
            redraw: 1,
            assignee,
            due: None,
            remind: Vec::new(),
            draw: Some(draw),
        };
        tx.append_to(Actor::System, case, fact)
    });
    written.await.unwrap();
}

/// The content of the case's first entry.
fn first_content(tx: &mut casework::record::Tx<'_>, case: CaseId) -> Result<[u8; 32], Error> {
    let content = tx.case(case)?.inside.content.clone();
    Ok(hex::decode(content).unwrap().try_into().unwrap())
}

fn is_false(findings: &[Finding], part: &str) -> bool {
    matches!(findings, [Finding::FalseDraw { why, .. }] if why.contains(part))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_honest_draw_written_by_hand_is_no_finding() {
    for store in stores() {
        assert_eq!(found(store, |_| {}).await, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_candidate_left_out_is_found() {
    for store in stores() {
        let findings = found(store, |bent| drop(bent.candidates.remove(1))).await;
        assert!(
            is_false(&findings, "left out without a reason"),
            "{store:?}: {findings:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_candidate_left_out_under_a_pretext_is_found() {
    for store in stores() {
        let findings = found(store, |bent| {
            let out = bent.candidates.remove(1);
            bent.excluded.push((out.id, "absent".into()));
        })
        .await;
        assert!(
            is_false(&findings, "left out as absent"),
            "{store:?}: {findings:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_false_load_is_found() {
    for store in stores() {
        let findings = found(store, |bent| bent.candidates[2].load += 1000).await;
        assert!(
            is_false(&findings, "open tasks"),
            "{store:?}: {findings:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_candidate_without_the_role_is_found() {
    for store in stores() {
        let findings = found(store, |bent| {
            bent.candidates.insert(
                0,
                Candidate {
                    id: "person:1".into(),
                    load: 0,
                },
            );
        })
        .await;
        assert!(is_false(&findings, "person:1"), "{store:?}: {findings:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draw_over_something_else_than_what_was_sent_is_found() {
    for store in stores() {
        let findings = found(store, |bent| bent.content = Some([7; 32])).await;
        assert!(
            is_false(&findings, "what the applicant sent"),
            "{store:?}: {findings:#?}"
        );
    }
}

/// Roles and absences put into the tables for the moment of a draw, and put back after it.
#[tokio::test(flavor = "multi_thread")]
async fn an_absence_without_an_entry_for_the_moment_of_a_draw_is_found() {
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let away = scene.officers[0];
        let sql = format!(
            "insert into absences (person, from_at, until_at) values ({away}, 0, {})",
            i64::MAX
        );
        scene.house.tamper(&sql).await;
        scene.open("A stall").await.unwrap();
        scene.house.tamper("delete from absences").await;
        let findings = scene.house.audit().await.findings;
        assert!(
            is_false(&findings, "left out as absent"),
            "{store:?}: {findings:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_given_without_a_draw_is_found() {
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let case = scene.open("A stall").await.unwrap().id;
        let (_, job) = scene.holder(case).await.unwrap();
        let friend = scene.officers[2];
        let written = scene.house.casework.write(move |tx| {
            let fact = Fact::TaskAssigned {
                job,
                element: "Decide".into(),
                role: "officer".into(),
                visit: 1,
                redraw: 1,
                assignee: friend,
                due: None,
                remind: Vec::new(),
                draw: None,
            };
            tx.append_to(Actor::System, case, fact)
        });
        written.await.unwrap();
        let findings = scene.house.audit().await.findings;
        assert!(
            is_false(&findings, "without a draw"),
            "{store:?}: {findings:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_waits_although_somebody_could_be_drawn_is_found() {
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let case = scene.open("A stall").await.unwrap().id;
        let (_, job) = scene.holder(case).await.unwrap();
        let written = scene.house.casework.write(move |tx| {
            let fact = Fact::TaskWaiting {
                job,
                element: "Decide".into(),
                role: "officer".into(),
                visit: 1,
                redraw: 1,
                due: None,
                excluded: Vec::new(),
            };
            tx.append_to(Actor::System, case, fact)
        });
        written.await.unwrap();
        let findings = scene.house.audit().await.findings;
        assert!(
            is_false(&findings, "should be a candidate"),
            "{store:?}: {findings:#?}"
        );
    }
}
