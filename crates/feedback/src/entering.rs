//! Once a week what waits becomes entries: batches of five answers and more.

use std::time::Duration;

use casework::record::fact::feedback::GivenBatch;
use casework::record::{Fact, Tx};
use casework::{Actor, Casework, Error};

use crate::answer::{monday, pools, week_of};
use crate::publish::release;

/// How often it is looked whether a week is over.
pub const EVERY: Duration = Duration::from_secs(60);

/// Runs [`enter`] until the process ends.
pub async fn run(casework: Casework, every: Duration) {
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = enter(&casework).await {
            tracing::error!(%error, "feedback");
        }
    }
}

/// Enters the answers of weeks that are over, where five stand together; says how many batches.
///
/// # Errors
/// The store's.
pub async fn enter(casework: &Casework) -> Result<usize, Error> {
    let week = week_of(casework.parts.clock.now());
    // Asked first by a reader: most of the time there is nothing to write.
    let sql = "select count(*) from feedback_waiting where week < $1";
    let waiting: i64 = casework
        .read(move |link, _| Ok(link.query(sql, &[week.into()])?[0].get(0)?))
        .await?;
    if waiting == 0 {
        return Ok(0);
    }
    casework
        .write(|tx| {
            let week = week_of(tx.now());
            enter_before(tx, week)
        })
        .await
}

/// As if the running week were over: for demonstrations, whose answers are of nobody.
///
/// # Errors
/// The store's.
pub async fn enter_now(casework: &Casework) -> Result<usize, Error> {
    casework
        .write(|tx| {
            let week = week_of(tx.now());
            enter_before(tx, week + 1)
        })
        .await
}

/// As [`enter`], for the weeks before this one.
///
/// # Errors
/// The store's.
pub fn enter_before(tx: &mut Tx<'_>, week: i64) -> Result<usize, Error> {
    let sql = "select distinct key from feedback_waiting where week < $1 order by key";
    let mut entered = 0;
    for row in tx.query(sql, &[week.into()])? {
        let key: [u8; 32] = row.get(0)?;
        let pools = pools(tx.link(), key)?;
        let (batches, _) = release(pools, week);
        for batch in &batches {
            let given = GivenBatch {
                key: hex::encode(key),
                before: monday(week),
                answers: batch.iter().map(|a| a.0.clone()).collect(),
            };
            tx.append(Actor::System, Fact::FeedbackGiven(given))?;
        }
        if !batches.is_empty() {
            tx.side_table(
                "delete from feedback_waiting where key = $1 and week < $2",
                vec![key.into(), week.into()],
            )?;
        }
        entered += batches.len();
    }
    Ok(entered)
}
