//! Contracting data out: files in, a folder to be served out.
//!
//! `cargo run -p redflags --example publish -- OUT FILE...`

use std::path::PathBuf;

use redflags::Settings;
use redflags::publish::Publication;
use redflags::shell::{Limits, gather, sources};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let out = arguments.next().ok_or("usage: publish OUT FILE...")?;
    let files: Vec<PathBuf> = arguments.collect();
    std::fs::create_dir_all(&out)?;
    let temp = tempfile::tempdir_in(&out)?;
    let gathered = gather(&sources(&files)?, Limits::default(), temp.path())?;
    let publication = Publication {
        base: "https://data.example.gov/ocds".into(),
        publisher: "Example Ministry of Finance".into(),
        publisher_uri: "https://example.gov".into(),
        license: "https://creativecommons.org/licenses/by/4.0/".into(),
        policy: None,
        published: gathered.latest.clone().ok_or("no release")?,
        extensions: Vec::new(),
        frequency: "DAILY".into(),
    };
    gathered.publish(&publication.checked()?, &Settings::parse("")?, &out)?;
    Ok(())
}
