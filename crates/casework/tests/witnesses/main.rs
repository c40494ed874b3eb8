//! A house that asks witnesses: what it keeps, publishes and says, on both stores.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

#[path = "../../../stamp/tests/openssl/authority.rs"]
mod authority;
#[path = "../../../diwan/tests/witnesses/notary.rs"]
mod notary;
mod stand;

use std::sync::Arc;
use std::time::Duration;

use casework::http::Http;
use casework::witnesses::{self, Status};
use casework::{Casework, Settings, record};
use harness::{House, Store, stores};
use tlog::{Checkpoint, Note, Policy, Verifiers};

use stand::{Answers, Stand};

fn http() -> Http {
    Http::new(Duration::from_secs(5))
}

/// A house with a policy of these witnesses, `needed` of whom must sign.
async fn house(store: Store, stands: &[&Stand], needed: usize) -> House {
    let house = House::new(store).await;
    for stand in stands {
        stand.watch(&house.casework.published().borrow().keys[0]);
    }
    let names: Vec<String> = (0..stands.len()).map(|n| format!("w{n}")).collect();
    let lines: Vec<String> = stands
        .iter()
        .zip(&names)
        .map(|(stand, name)| format!("witness {name} {} {}", stand.key(), stand.url()))
        .collect();
    let text = format!(
        "log {}\n{}\ngroup g {needed} {}\nquorum g\n",
        house.casework.published().borrow().keys[0],
        lines.join("\n"),
        names.join(" ")
    );
    let policy = Arc::new(Policy::parse(text.as_bytes()).unwrap());
    house
        .reopen_with(|settings: &mut Settings| settings.policy = Some(policy))
        .await
        .unwrap()
}

async fn round(house: &House) -> bool {
    witnesses::round(&house.casework, &http(), "node-1")
        .await
        .unwrap()
}

async fn status(house: &House) -> Status {
    house
        .casework
        .read(witnesses::status)
        .await
        .unwrap()
        .unwrap()
}

async fn published(casework: &Casework) -> (u64, Note) {
    let (size, text) = casework.read(witnesses::published).await.unwrap();
    (size, Note::parse(text.as_bytes()).unwrap())
}

fn policy(house: &House) -> Verifiers {
    house.casework.parts.policy.as_ref().unwrap().verifiers()
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_and_the_checkpoint_carry_what_the_witnesses_signed() {
    for store in stores() {
        let stands = [
            Stand::new("a", Answers::Well),
            Stand::new("b", Answers::Well),
        ];
        let house = house(store, &[&stands[0], &stands[1]], 2).await;
        assert!(status(&house).await.met.is_none());
        assert!(round(&house).await);
        let (size, note) = published(&house.casework).await;
        assert_eq!(
            Checkpoint::open(&note, &policy(&house)).unwrap().0.size,
            size
        );

        house.person("Lina", None).await;
        let newest = house.casework.published().borrow().size;
        assert!(newest > size);
        // Not asked yet: the entry is proven by the log alone, older ones by the witnesses too.
        let receipt = |seq: u64| {
            house
                .casework
                .read(move |link, parts| record::receipt(link, parts, seq))
        };
        let keys = policy(&house);
        assert!(receipt(0).await.unwrap().verify(&keys).is_ok());
        assert!(receipt(newest - 1).await.unwrap().verify(&keys).is_err());
        assert!(round(&house).await);
        assert!(receipt(newest - 1).await.unwrap().verify(&keys).is_ok());
        assert_eq!(published(&house.casework).await.0, newest);
        assert_eq!(
            (status(&house).await.lag(), status(&house).await.cosigners()),
            (0, 2)
        );
        assert!(house.audit().await.findings.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_never_shrinks_from_before_the_first_round_on() {
    for store in stores() {
        let stand = Stand::new("a", Answers::Well);
        let house = house(store, &[&stand], 1).await;
        witnesses::begin(&house.casework).await.unwrap();
        let begun = published(&house.casework).await.0;
        house.person("Lina", None).await;
        assert_eq!(
            published(&house.casework).await.0,
            begun,
            "until a round has been"
        );
        assert!(round(&house).await);
        let (size, note) = published(&house.casework).await;
        assert_eq!(size, begun + 1);
        witnesses::begin(&house.casework).await.unwrap();
        assert_eq!(published(&house.casework).await, (size, note));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_asked_again_until_it_grows_stale() {
    let stand = Stand::new("a", Answers::Well);
    let house = house(Store::Sqlite, &[&stand], 1).await;
    assert!(round(&house).await && round(&house).await);
    assert_eq!(stand.asked(), 1);
    house.advance(Duration::from_secs(3601));
    assert!(round(&house).await);
    assert_eq!(stand.asked(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_that_fails_does_not_make_the_others_look_fresh() {
    let stands = [
        Stand::new("a", Answers::Well),
        Stand::new("b", Answers::Nonsense),
    ];
    let house = house(Store::Sqlite, &[&stands[0], &stands[1]], 1).await;
    assert!(round(&house).await);
    let met = status(&house).await.met;
    for _ in 0..40 {
        house.advance(Duration::from_secs(61));
        assert!(round(&house).await);
        assert_eq!(status(&house).await.met, met);
    }
    assert_eq!(stands[0].asked(), 1);
    house.advance(Duration::from_secs(3600));
    round(&house).await;
    assert_eq!(stands[0].asked(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_few_are_published_as_they_are_and_told_aloud_after_a_while() {
    for store in stores() {
        let stands = [
            Stand::new("a", Answers::Well),
            Stand::new("b", Answers::Nonsense),
        ];
        let house = house(store, &[&stands[0], &stands[1]], 2).await;
        assert!(!round(&house).await);
        let (_, note) = published(&house.casework).await;
        assert!(Checkpoint::open(&note, &policy(&house)).is_err());
        assert_eq!(note.signatures().len(), 2, "the log's and one witness's");
        let now = house.now();
        assert!(status(&house).await.line(now).is_ok());
        house.advance(Duration::from_secs(601));
        let said = status(&house).await.line(house.now()).unwrap_err();
        assert!(said.starts_with("policy not met since"), "{said}");
        let found = status(&house).await;
        assert!(found.witnesses[0].error.is_none());
        assert!(
            found.witnesses[1]
                .error
                .as_ref()
                .unwrap()
                .contains("something else")
        );
        // It comes to its senses: asked again after its wait, and the warning is gone.
        stands[1].set(Answers::Well);
        assert!(round(&house).await);
        assert!(status(&house).await.line(house.now()).is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_that_failed_is_left_alone_for_a_while() {
    let stand = Stand::new("a", Answers::Nonsense);
    let house = house(Store::Sqlite, &[&stand], 1).await;
    for _ in 0..5 {
        assert!(!round(&house).await);
    }
    assert_eq!(stand.asked(), 1);
    house.advance(Duration::from_secs(3));
    round(&house).await;
    round(&house).await;
    assert_eq!(stand.asked(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_witness_says_of_size_and_time_is_judged() {
    for (answers, why) in [
        (Answers::Size("999999\n"), "rolled back"),
        (Answers::Size("0\n"), "forked"),
        (Answers::Size("many\n"), "something else"),
        (Answers::Ahead, "ahead"),
        (Answers::OtherKey, "no valid signature"),
    ] {
        let stand = Stand::new("a", answers);
        let house = house(Store::Sqlite, &[&stand], 1).await;
        assert!(!round(&house).await);
        let error = status(&house).await.witnesses[0].error.clone().unwrap();
        assert!(error.contains(why), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_that_has_seen_less_or_more_than_we_remember_is_asked_from_there() {
    let stand = Stand::new("a", Answers::Well);
    let house = house(Store::Sqlite, &[&stand], 1).await;
    assert!(round(&house).await);
    house.person("Lina", None).await;
    // The table is lost, as after a restore: the witness says where it stands.
    house
        .tamper("delete from witnesses; delete from cosigned")
        .await;
    assert!(round(&house).await);
    assert_eq!(stand.asked(), 3, "once too low, once right");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_nodes_one_asks() {
    for store in stores() {
        let stand = Stand::new("a", Answers::Well);
        let house = house(store, &[&stand], 1).await;
        assert!(round(&house).await);
        house.person("Lina", None).await;
        let other = witnesses::round(&house.casework, &http(), "node-2")
            .await
            .unwrap();
        assert!(!other, "node-1 has the right for half a minute");
        assert_eq!(stand.asked(), 1);
        house.advance(Duration::from_secs(31));
        assert!(
            witnesses::round(&house.casework, &http(), "node-2")
                .await
                .unwrap()
        );
        assert_eq!(stand.asked(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_earliest_stamp_that_covers_an_entry_goes_into_its_receipt() {
    for store in stores() {
        let Some(notary) = authority::Authority::new("ec:P-256") else {
            eprintln!("SKIP: openssl is not installed");
            return;
        };
        let roots = stamp::Roots::parse(&notary.roots()).unwrap();
        let desk = notary::Desk::open(notary);
        let authority = casework::stamps::Authority {
            url: desk.url(),
            roots,
        };
        let house = House::new(store).await;
        let house = house
            .reopen_with(|settings| settings.authority = Some(Arc::new(authority)))
            .await
            .unwrap();
        // The test's clock stands at another day than the authority's.
        let apart = casework::stamps::once(&house.casework, &http())
            .await
            .unwrap_err();
        assert!(
            apart.to_string().contains("the machine 2026-11-24"),
            "{apart}"
        );
        house.clock.set(casework::Clock::System.now());
        let once = || async {
            casework::stamps::once(&house.casework, &http())
                .await
                .unwrap()
        };
        assert!(once().await);
        assert!(!once().await, "nothing new to stamp");
        house.person("Lina", None).await;
        let receipt = |seq: u64| {
            house
                .casework
                .read(move |link, parts| record::receipt(link, parts, seq))
        };
        assert!(receipt(1).await.unwrap().stamp.is_none());
        assert!(once().await);
        let (first, second) = (receipt(0).await.unwrap(), receipt(1).await.unwrap());
        let size = |r: &tlog::Receipt| Checkpoint::parse(r.proof.checkpoint.text()).unwrap().size;
        assert_eq!((size(&first), size(&second)), (1, 2));
        for receipt in [first, second] {
            let text = receipt.proof.checkpoint.text().as_bytes();
            assert!(
                desk.authority()
                    .accepts(receipt.stamp.as_ref().unwrap(), text)
            );
            let of =
                casework::stamps::of_receipt(&receipt, house.casework.parts.authority.as_ref());
            assert_eq!(of.unwrap().unwrap().authority, "The notary");
        }
        // Of several nodes one asks in an hour.
        let hour = std::time::Duration::from_secs(3600);
        let turn = || async {
            casework::stamps::turn(&house.casework, &http(), hour)
                .await
                .unwrap()
        };
        house.person("Omar", None).await;
        assert!(turn().await);
        house.person("Sami", None).await;
        assert!(!turn().await, "another node had this hour's turn");
        assert!(house.audit().await.findings.is_empty());
    }
}
