//! A house that sends SMS and push messages, and what it sent.

use casework::channels::{self, Gateway, NewDevice, Push};
use casework::outbox::{self, Mail};
use casework::record::Tx;
use casework::record::fact::{Channel, Quiet};
use casework::{Error, PersonId};
use harness::{Mailbox, Scene, Store, Upstream};

/// A scene with a gateway and a mail server.
pub(crate) struct Stand {
    pub(crate) scene: Scene,
    pub(crate) gateway: Upstream,
    pub(crate) mailbox: Mailbox,
}

/// A notice: channel, state, attempts, what it is in place of.
pub(crate) type Line = (String, String, u32, Option<u64>);

impl Stand {
    pub(crate) async fn new(store: Store) -> Self {
        let scene = Scene::new(store, 1).await;
        let gateway = Upstream::start().await;
        let mailbox = Mailbox::start().await;
        let sms = Gateway::parse(&format!(
            "url = \"{}/send\"\n[json]\nto = \"{{to}}\"\ntext = \"{{text}}\"\nreport = \"{{report}}\"\n\
             [reports]\ndelivered = [\"DELIVRD\"]\nfailed = [\"UNDELIV\"]",
            gateway.origin()
        ));
        let Scene {
            house,
            citizen,
            officers,
            supervisor,
        } = scene;
        let house = house.reopen_with(|settings| {
            settings.sms = Some(sms.unwrap());
            settings.zone = jiff::tz::TimeZone::get("Asia/Beirut").unwrap();
        });
        let scene = Scene {
            house: house.await.unwrap(),
            citizen,
            officers,
            supervisor,
        };
        Self {
            scene,
            gateway,
            mailbox,
        }
    }

    /// The same with push messages to services at this origin.
    pub(crate) async fn with_push(self, origin: &str) -> Self {
        let Scene {
            house,
            citizen,
            officers,
            supervisor,
        } = self.scene;
        let keys = house.settings().keys_dir();
        let push = Push::new(
            &keys,
            "mailto:office@example.org",
            vec![origin.parse().unwrap()],
        );
        let push = push.unwrap();
        let house = house
            .reopen_with(|settings| settings.push = Some(push))
            .await;
        let scene = Scene {
            house: house.unwrap(),
            citizen,
            officers,
            supervisor,
        };
        Self { scene, ..self }
    }

    pub(crate) fn officer(&self) -> PersonId {
        self.scene.officers[0]
    }

    pub(crate) async fn sweep(&self) -> usize {
        let mail = Mail::new(&self.mailbox.url(), "office@example.org").unwrap();
        let casework = &self.scene.house.casework;
        outbox::sweep(casework, &mail).await.unwrap()
    }

    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.scene.house.casework.write(work).await
    }

    /// Proves a number of a person by the code that the gateway was given.
    pub(crate) async fn prove(&self, person: PersonId, number: &'static str) {
        let before = self.gateway.asked().len();
        self.gateway
            .answers([harness::Answer::Json(200, "{}".into())]);
        let ask = move |tx: &mut Tx<'_>| channels::request_phone_code(tx, person, number, "en");
        self.write(ask).await.unwrap();
        assert_eq!(self.sweep().await, 1);
        let sent: serde_json::Value =
            serde_json::from_str(&self.gateway.asked()[before].body).unwrap();
        let text = sent["text"].as_str().unwrap();
        let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
        let confirm = move |tx: &mut Tx<'_>| channels::confirm_phone(tx, person, &code);
        assert!(self.write(confirm).await.unwrap(), "{text}");
    }

    pub(crate) async fn choose(&self, person: PersonId, channel: Channel, quiet: Option<Quiet>) {
        let choose = move |tx: &mut Tx<'_>| channels::set_channel(tx, person, channel, quiet);
        self.write(choose).await.unwrap();
    }

    pub(crate) async fn subscribe(&self, person: PersonId, device: NewDevice) -> Result<(), Error> {
        let add = move |tx: &mut Tx<'_>| channels::add_device(tx, person, &device);
        self.write(add).await
    }

    /// All notices, the oldest first.
    pub(crate) async fn notices(&self) -> Vec<Line> {
        let read = self.scene.house.casework.read(|link, _| {
            let sql = "select channel, state, attempts, after_seq from notices order by seq";
            let one = |r: &casework::store::Row| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?));
            link.query(sql, &[])?.iter().map(one).collect()
        });
        read.await.unwrap()
    }

    /// The entry that queued the first notice.
    pub(crate) async fn first(&self) -> u64 {
        let read = self
            .scene
            .house
            .casework
            .read(|link, _| Ok(link.query("select min(seq) from notices", &[])?[0].get(0)?));
        read.await.unwrap()
    }

    pub(crate) async fn holds(&self) {
        assert_eq!(self.scene.house.audit().await.findings, []);
    }
}
