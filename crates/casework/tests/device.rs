//! A signing key in a device, with Debian's SoftHSM as the device. Its library reads where its tokens are from the environment when it
//! is loaded, so each test runs in a process of its own.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use casework::record::{Fact, KeyUri, LogSigners, Tx, add_log_key, receipt, retire_log_key};
use casework::store::StoreError;
use casework::{Actor, Casework, Error, Settings};
use cryptoki::context::Pkcs11;
use tlog::Verifiers;

const MODULES: [&str; 3] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm.so",
];

fn module() -> Option<&'static str> {
    MODULES.into_iter().find(|path| Path::new(path).exists())
}

/// A token in a folder of its own.
struct Device {
    dir: PathBuf,
}

impl Device {
    fn uri(&self, object: &str) -> KeyUri {
        let (module, pin) = (module().unwrap(), self.pin());
        let pin = pin.display();
        let text =
            format!("pkcs11:token=diwan;object={object}?module-path={module}&pin-source={pin}");
        text.parse().unwrap()
    }

    fn pin(&self) -> PathBuf {
        self.dir.join("pin")
    }

    fn settings(&self, objects: &[&str]) -> Settings {
        let mut settings = Settings::new(self.dir.join("data"));
        settings.log_keys = objects.iter().map(|object| self.uri(object)).collect();
        settings
    }
}

/// Runs a test of this file again, in a process whose environment names a fresh token.
#[expect(
    clippy::print_stdout,
    reason = "who reads the tests' output should know"
)]
fn with_token(name: &str, test: impl FnOnce(Device)) {
    if let Some(dir) = std::env::var_os("DIWAN_TEST_TOKEN") {
        return test(Device { dir: dir.into() });
    }
    if module().is_none() {
        println!("SoftHSM is not installed: this test checks nothing here (apt install softhsm2)");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let conf = dir.path().join("softhsm2.conf");
    let tokens = dir.path().join("tokens");
    std::fs::create_dir(&tokens).unwrap();
    std::fs::write(
        &conf,
        format!("directories.tokendir = {}\n", tokens.display()),
    )
    .unwrap();
    let pin = dir.path().join("pin");
    std::fs::write(&pin, "4711\n").unwrap();
    std::fs::set_permissions(&pin, std::fs::Permissions::from_mode(0o600)).unwrap();
    let made = Command::new("softhsm2-util")
        .args([
            "--init-token",
            "--free",
            "--label",
            "diwan",
            "--pin",
            "4711",
            "--so-pin",
            "0815",
        ])
        .env("SOFTHSM2_CONF", &conf)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let run = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env("SOFTHSM2_CONF", &conf)
        .env("DIWAN_TEST_TOKEN", dir.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(
        run.status.success() && told.contains("1 passed"),
        "{told}{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().unwrap()
}

fn grow(house: &Casework) -> Result<u64, Error> {
    let write = |tx: &mut Tx<'_>| tx.append(Actor::System, Fact::ClockJumped { by_us: 7 });
    runtime().block_on(house.write(write))
}

#[test]
fn a_log_signs_in_a_device_and_a_lost_session_is_opened_again() {
    with_token(
        "a_log_signs_in_a_device_and_a_lost_session_is_opened_again",
        |device| {
            let settings = device.settings(&["log"]);
            let vkey = LogSigners::new(&settings).make_in_device().unwrap();
            let again = LogSigners::new(&settings).make_in_device().unwrap_err();
            assert!(again.to_string().contains("already"), "{again}");

            let house = Casework::open(settings.clone()).unwrap();
            assert_eq!(house.published().borrow().keys, [vkey.as_str()]);
            assert!(!settings.keys_dir().join("log.key").exists());
            let entry = grow(&house).unwrap();
            let read = house.read(move |link, parts| receipt(link, parts, entry));
            let receipt = runtime().block_on(read).unwrap();
            let trusted = Verifiers::parse([&vkey]).unwrap();
            receipt.verify(&trusted).unwrap();
            let report = casework::audit::audit(&settings).unwrap();
            assert_eq!(report.findings, []);

            // The library is shut down under us: all sessions are gone. The next command opens another.
            let library = Pkcs11::new(module().unwrap()).unwrap();
            library.finalize().unwrap();
            grow(&house).unwrap();

            // It cannot be opened: nothing is lost, the reason is told, and it goes on when it can be.
            let library = Pkcs11::new(module().unwrap()).unwrap();
            library.finalize().unwrap();
            let aside = device.dir.join("aside");
            std::fs::rename(device.pin(), &aside).unwrap();
            let before = house.published().borrow().size;
            let refused = grow(&house).unwrap_err();
            assert!(
                matches!(&refused, Error::Store(StoreError::Unavailable(why)) if why.contains("file of the PIN")),
                "{refused:?}"
            );
            // Readiness tells it without a write, and asks the device again each time.
            let signers = &house.parts.identity.signers;
            let unable = signers.can_sign(std::slice::from_ref(&vkey)).unwrap_err();
            assert!(unable.to_string().contains("file of the PIN"), "{unable}");
            std::fs::rename(&aside, device.pin()).unwrap();
            signers.can_sign(std::slice::from_ref(&vkey)).unwrap();
            assert_eq!(grow(&house).unwrap(), before);
            let report = casework::audit::audit(&settings).unwrap();
            assert_eq!(report.findings, []);

            let elsewhere = Casework::open(device.settings(&[]))
                .err()
                .unwrap()
                .to_string();
            assert!(elsewhere.contains("--log-key"), "{elsewhere}");
        },
    );
}

#[test]
fn a_log_moves_from_a_file_into_a_device() {
    with_token("a_log_moves_from_a_file_into_a_device", |device| {
        let house = Casework::open(device.settings(&[])).unwrap();
        let old = house.published().borrow().keys[0].clone();
        grow(&house).unwrap();
        drop(house);
        let settings = device.settings(&["second"]);
        let new = LogSigners::new(&settings).make_in_device().unwrap();
        let house = Casework::open(settings.clone()).unwrap();
        let key = new.clone();
        let add = house.write(move |tx| add_log_key(tx, Actor::Operator, &key, "Into a device"));
        runtime().block_on(add).unwrap();
        assert_eq!(house.published().borrow().keys, [old.clone(), new.clone()]);
        let retire =
            house.write(move |tx| retire_log_key(tx, Actor::Operator, &old, "Into a device", true));
        runtime().block_on(retire).unwrap();
        std::fs::remove_file(settings.keys_dir().join("log.key")).unwrap();
        grow(&house).unwrap();
        assert_eq!(house.published().borrow().keys, [new]);
        assert_eq!(casework::audit::audit(&settings).unwrap().findings, []);
    });
}

#[test]
fn a_device_that_does_not_fit_is_told_in_a_line() {
    with_token("a_device_that_does_not_fit_is_told_in_a_line", |device| {
        let told = |settings: Settings| Casework::open(settings).err().unwrap().to_string();
        assert!(told(device.settings(&["nothing"])).contains("no such Ed25519 key"));
        let mut settings = device.settings(&["log"]);
        settings.log_keys[0].token = "elsewhere".into();
        assert!(told(settings.clone()).contains("no such token"));
        settings.log_keys[0].module = "/nowhere.so".into();
        assert!(told(settings).contains("/nowhere.so"));
        std::fs::set_permissions(device.pin(), std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(told(device.settings(&["log"])).contains("chmod 600"));
        std::fs::set_permissions(device.pin(), std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(device.pin(), "1111\n").unwrap();
        let wrong = told(device.settings(&["log"]));
        assert!(
            wrong.contains("PinIncorrect") && !wrong.contains("1111"),
            "{wrong}"
        );
    });
}
