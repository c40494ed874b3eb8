//! A witness's two keys, in files that only it may read.

use std::io::Write as _;
use std::path::Path;

use tlog::Verifier;
use tlog::cosignature::Cosigner;
use tlog::key::Algorithm;

/// The kinds of keys that a witness has: Ed25519, which all software checks, and ML-DSA-44, which
/// stands against quantum computers (c2sp.org/tlog-cosignature recommends it).
const KINDS: [(Algorithm, &str); 2] = [
    (Algorithm::CosignatureV1, "ed25519.key"),
    (Algorithm::MlDsa44, "ml-dsa-44.key"),
];

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {why}")]
pub struct KeyFileError {
    /// The file.
    pub path: String,
    /// Why, and what to do.
    pub why: String,
}

/// Reads the witness's keys from a folder; makes those that are not there, from entropy that `fill`
/// gives.
///
/// # Errors
/// [`KeyFileError`]; also where a file has a key of another name or kind, or others may read it.
pub fn read_or_make(
    dir: &Path,
    name: &str,
    mut fill: impl FnMut(&mut [u8; 32]),
) -> Result<Vec<Cosigner>, KeyFileError> {
    let kinds = KINDS.into_iter();
    kinds
        .map(|(algorithm, file)| {
            let path = dir.join(file);
            one(&path, name, algorithm, &mut fill).map_err(|why| KeyFileError {
                path: path.display().to_string(),
                why,
            })
        })
        .collect()
}

fn one(
    path: &Path,
    name: &str,
    algorithm: Algorithm,
    fill: &mut impl FnMut(&mut [u8; 32]),
) -> Result<Cosigner, String> {
    if path.exists() {
        private(path)?;
        let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
        let key: Cosigner = text.trim().parse().map_err(|e| format!("{e}"))?;
        let verifier = key.verifier();
        if verifier.name() != name || verifier.algorithm() != algorithm {
            return Err(format!(
                "holds the key of `{}` ({}): a witness keeps its name and keys",
                verifier.name(),
                verifier.algorithm().name()
            ));
        }
        return Ok(key);
    }
    let mut seed = [0; 32];
    fill(&mut seed);
    let key = Cosigner::from_seed(name, algorithm, &seed).map_err(|e| e.to_string())?;
    make(path, &key.to_secret_text()).map_err(|e| e.to_string())?;
    Ok(key)
}

fn make(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

/// Nobody but the witness's own account may read a key.
fn private(path: &Path) -> Result<(), String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).map_err(|e| e.to_string())?;
        let mode = mode.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(format!("others may read it (mode {mode:o}): chmod 600"));
        }
    }
    Ok(())
}

/// What the operator of a log puts into a policy for this witness.
#[must_use]
pub fn policy_lines<'a>(keys: impl IntoIterator<Item = &'a Verifier>, url: &str) -> Vec<String> {
    keys.into_iter()
        .map(|key| {
            let kind = key.algorithm().name().to_lowercase();
            format!("witness {}/{kind} {key} {url}", key.name())
        })
        .collect()
}
