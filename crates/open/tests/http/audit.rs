//! What is changed behind the house's back is found.

use harness::{Store, stores};

use crate::imports::audit;
use crate::scene::{city, flag, investigator, one};

#[tokio::test]
async fn what_follows_from_the_bytes_is_computed_again() {
    for store in stores() {
        let front = city(store).await;
        assert!(front.house.audit().await.holds());
        let report = audit(&front).await;
        assert!(report.holds(), "{:?}", report.findings);
        assert_eq!((report.publishers, report.processes), (1, 96));
        for (sql, finds) in [
            (
                "delete from flags where indicator = 'R003' and subject = (select min(subject) from flags where indicator = 'R003')",
                "changed contract",
            ),
            (
                "update contracts set amount = 1 where ocid = 'ocds-almdn1-000007'",
                "changed contract: al-madina ocds-almdn1-000007",
            ),
            (
                "update contracts set standing = 0 where ocid = (select min(ocid) from contracts where standing > 0)",
                "changed rank",
            ),
            (
                "update contract_parties set name = 'x' where ocid = 'ocds-almdn1-000009' and role = 'supplier'",
                "changed contract: al-madina ocds-almdn1-000009",
            ),
            (
                "delete from contract_words where ocid = 'ocds-almdn1-000011' and scope = 'text'",
                "changed contract: al-madina ocds-almdn1-000011",
            ),
            (
                "update indicator_coverage set computed = 5 where indicator = 'R003'",
                "changed coverage: al-madina R003",
            ),
            (
                "delete from contracts where ocid = 'ocds-almdn1-000013'",
                "deleted contract: al-madina ocds-almdn1-000013",
            ),
            (
                "insert into contract_words (import, scope, word, ocid) values (1, 'text', 'bribe', 'ocds-none')",
                "added rows",
            ),
        ] {
            front.house.tamper(sql).await;
            let found = audit(&front).await.findings;
            assert!(found.iter().any(|f| f.contains(finds)), "{sql}: {found:?}");
        }
    }
}

#[tokio::test]
async fn other_bytes_under_a_name_are_found() {
    let front = city(Store::Sqlite).await;
    front
        .house
        .tamper("update import_blobs set bytes = cast('{}' as blob) where length(bytes) > 1000")
        .await;
    let found = audit(&front).await.findings;
    assert!(found[0].starts_with("changed file: al-madina"), "{found:?}");
}

#[tokio::test]
async fn acts_and_replies_are_in_the_record() {
    for store in stores() {
        let front = one(store).await;
        let id = flag(&front, "ocds-x-1", "R003").await;
        let mut who = investigator(&front).await;
        who.get(&format!("/flags/{id}")).await.expect(200);
        let reason = [("dismiss-reason", "An emergency that was declared before.")];
        who.post(&format!("/flags/{id}/dismiss"), &reason)
            .await
            .expect(303);
        for (sql, table) in [
            ("update flag_acts set reason = 'none'", "flag_acts"),
            ("delete from flag_acts", "flag_acts"),
            ("update imports set processes = 7", "imports"),
            ("update publishers set import = 9", "publishers"),
            ("update import_files set name = 'other'", "import_files"),
            (
                "insert into replies (seq, invitation, publisher, party, ocid, said, replied_at) values (1, 1, 'city', 'S1', 'ocds-x-1', 'I confess', 1)",
                "replies",
            ),
        ] {
            front.house.tamper(sql).await;
            let found = front.house.audit().await.findings;
            assert!(format!("{found:?}").contains(table), "{sql}: {found:?}");
        }
    }
}
