use harness::http::Front;
use harness::{Store, stores};

#[tokio::test]
async fn first() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut citizen = front.citizen("Salma Haddad").await;
        citizen.get("/").await.expect(200).says("Business licence");
    }
}
