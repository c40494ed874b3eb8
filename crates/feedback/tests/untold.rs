//! Traces, with everything that the program says switched on, tell nothing of an answer: when it came would tell from whom.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and go no further"
)]

#[path = "http/scene.rs"]
#[expect(dead_code, reason = "the other tests use the rest")]
mod scene;

use std::sync::{Arc, Mutex};

use harness::Store;
use harness::http::Front;
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

/// Everything that was said: spans and events.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl<S: Subscriber> Layer<S> for Heard {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let of = attributes.metadata();
        let line = format!("{} {}", of.target(), of.name());
        self.0.lock().unwrap().push(line);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let line = format!("{event:?}");
        self.0.lock().unwrap().push(line);
    }
}

#[tokio::test]
async fn an_answer_leaves_no_span_and_no_line() {
    let heard = Heard::default();
    let subscriber = tracing_subscriber::registry().with(heard.clone());
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = harness::http::copy(&mut karim).await;
    heard.take();
    let held = scene::token(&mut karim, &number).await;
    let said = heard.take();
    for span in ["request", "command", "commit"] {
        let wanted = format!("diwan_trace {span}");
        assert!(
            said.contains(&wanted),
            "{wanted} is heard of others: {said:?}"
        );
    }
    scene::answer(&front, &held, 4, "no").await.expect(200);
    // Sent twice as well. (A refusal is a line at `debug`, as every refusal is: nothing was taken then.)
    scene::answer(&front, &held, 4, "no").await.expect(200);
    assert_eq!(heard.take(), Vec::<String>::new());
}
