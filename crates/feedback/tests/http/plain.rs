//! Without a script: a token is made here, the page says what that means, and nothing ties it either.

use harness::http::{Front, copy};
use harness::stores;

use crate::scene::next_week;

#[tokio::test]
async fn without_a_script_the_questions_are_answered_on_two_pages() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut karim = front.citizen("Karim Haddad").await;
        let number = copy(&mut karim).await;
        let at = format!("/cases/{number}/feedback");
        karim
            .get(&at)
            .await
            .expect(200)
            .says("Your browser runs no script, so our computer makes the token for you.");
        let form = karim.post(&at, &[]).await.expect(200).says("Answer now");
        let hidden = ["key", "token", "signature"].map(|name| (name, form.field(name).unwrap()));
        let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(k, v)| (*k, v.as_str())).collect();
        // Half an answer: the page comes again, with the token in it.
        let half = karim.post("/feedback/answer", &fields).await.expect(422);
        assert_eq!(half.field("token").as_deref(), Some(fields[1].1));
        half.says("Choose how it was")
            .says("Choose whether you were asked for anything");
        fields.extend([("how", "4"), ("asked", "no")]);
        karim
            .post("/feedback/answer", &fields)
            .await
            .leads("/feedback/thanks");
        karim
            .get("/feedback/thanks")
            .await
            .expect(200)
            .says("Thank you");
        // Spent: another answer is refused, and a forged token too.
        let end = fields.len() - 2;
        fields[end] = ("how", "1");
        karim.post("/feedback/answer", &fields).await.expect(409);
        let forged = format!("AAAA{}", &fields[1].1[4..]);
        fields[1] = ("token", &forged);
        karim.post("/feedback/answer", &fields).await.expect(422);
        // The case's token is given: there is no second.
        karim.get(&at).await.expect(200);
        karim.post(&at, &[]).await.leads(&at);
        karim
            .get(&at)
            .await
            .expect(200)
            .says("The token of this case has been given.");
        assert_eq!(
            next_week(&front).await,
            0,
            "one answer alone is not published"
        );
        assert!(front.house.audit().await.holds());
        assert!(crate::audit::audit(&front).await.holds());
    }
}

#[tokio::test]
async fn who_has_no_token_is_told_where_it_comes_from() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut who = front.stranger();
    who.language = "fr";
    let page = who.get("/feedback/answer").await.expect(200);
    page.says("Il n’y a pas de jeton sur cet appareil.");
}
