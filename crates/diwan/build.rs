//! Puts the packs that come with Diwan into the binary, so that `--demo` needs no file beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("Cargo sets it")).join("../..");
    let mut code = String::from(
        "type PackFiles = &'static [(&'static str, &'static [u8])];\n\n/// The packs that come with the binary: name and files.\npub(crate) const PACKS: &[(&str, PackFiles)] = &[\n",
    );
    for name in [
        "business-licence",
        "certificate-copy",
        "flag-review",
        "simple",
    ] {
        let dir = if name == "simple" {
            root.join("crates/casework/testdata/simple")
        } else {
            root.join("packs").join(name)
        };
        println!("cargo:rerun-if-changed={}", dir.display());
        let _ = writeln!(code, "    ({name:?}, &[");
        let mut files = Vec::new();
        collect(&dir, &dir, &mut files);
        files.sort();
        for (path, file) in files {
            let _ = writeln!(
                code,
                "        ({path:?}, include_bytes!({:?}) as &[u8]),",
                file.display().to_string()
            );
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("Cargo sets it")).join("packs.rs");
    fs::write(out, code).expect("the build folder can be written");
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<(String, PathBuf)>) {
    for entry in fs::read_dir(dir).expect("the pack's folder can be read") {
        let path = entry.expect("the pack's folder can be read").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .expect("it is inside")
                .display()
                .to_string();
            files.push((name, path.canonicalize().expect("it is there")));
        }
    }
}
