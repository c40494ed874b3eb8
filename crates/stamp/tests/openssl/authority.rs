//! A timestamp authority by `openssl ts`, with a root of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

pub(crate) struct Authority {
    dir: TempDir,
}

const CONFIG: &str = "
[ca_ext]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[tsa_ext]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
[req]
distinguished_name = dn
[dn]
[tsa]
default_tsa = here
[here]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
certs = ./ca.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = yes
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
";

impl Authority {
    /// An authority with keys of that kind (`rsa:2048`, `ec:P-256`); nothing where there is no openssl.
    pub(crate) fn new(key: &str) -> Option<Authority> {
        Command::new("openssl").arg("version").output().ok()?;
        let authority = Authority {
            dir: tempfile::tempdir().unwrap(),
        };
        std::fs::write(authority.path("config"), CONFIG).unwrap();
        std::fs::write(authority.path("serial"), "0A1B\n").unwrap();
        let curve = key.replace("ec:", "ec_paramgen_curve:");
        let options = match key.starts_with("rsa:") {
            true => vec!["-newkey", key],
            false => vec!["-newkey", "ec", "-pkeyopt", &curve],
        };
        let root = [
            "req",
            "-x509",
            "-nodes",
            "-config",
            "config",
            "-extensions",
            "ca_ext",
            "-days",
            "3650",
            "-subj",
            "/CN=Root of the notary",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
        ];
        authority.openssl(&[&root[..], &options].concat());
        let wish = [
            "req",
            "-nodes",
            "-config",
            "config",
            "-subj",
            "/O=State/CN=The notary",
            "-keyout",
            "tsa.key",
            "-out",
            "tsa.csr",
        ];
        authority.openssl(&[&wish[..], &options].concat());
        authority.openssl(&[
            "x509",
            "-req",
            "-in",
            "tsa.csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-set_serial",
            "7",
            "-days",
            "3650",
            "-extfile",
            "config",
            "-extensions",
            "tsa_ext",
            "-out",
            "tsa.pem",
        ]);
        Some(authority)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The root's certificate in PEM.
    pub(crate) fn roots(&self) -> Vec<u8> {
        std::fs::read(self.path("ca.pem")).unwrap()
    }

    /// The answer to a request.
    pub(crate) fn reply(&self, query: &[u8]) -> Vec<u8> {
        std::fs::write(self.path("query"), query).unwrap();
        self.openssl(&[
            "ts",
            "-reply",
            "-config",
            "config",
            "-section",
            "here",
            "-queryfile",
            "query",
            "-out",
            "reply",
        ]);
        std::fs::read(self.path("reply")).unwrap()
    }

    /// Whether `openssl ts -verify` accepts a token for a message.
    pub(crate) fn accepts(&self, token: &[u8], message: &[u8]) -> bool {
        std::fs::write(self.path("token"), token).unwrap();
        std::fs::write(self.path("message"), message).unwrap();
        let output = command(
            self.dir.path(),
            &[
                "ts",
                "-verify",
                "-in",
                "token",
                "-token_in",
                "-data",
                "message",
                "-CAfile",
                "ca.pem",
            ],
        )
        .output()
        .unwrap();
        output.status.success()
    }

    fn openssl(&self, arguments: &[&str]) {
        let output = command(self.dir.path(), arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
    }
}

fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("openssl");
    command.args(arguments).current_dir(dir);
    command
}
