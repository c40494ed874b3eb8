//! Where data come from: files, folders, gzip, zip, standard input.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::ShellError;

/// What an archive may unpack to.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one stream that are read in any case, before its ratio matters.
    pub free: u64,
    /// Unpacked by packed bytes. JSON packs 5 to 50 to 1; a bomb 1,000 to 1.
    pub ratio: u64,
    /// Entries of an archive.
    pub entries: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            free: 1 << 28,
            ratio: 200,
            entries: 100_000,
        }
    }
}

/// A file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// `-`
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Deepest folder.
const DEPTH: usize = 16;

/// The files behind paths; those in folders by their endings, in order.
///
/// # Errors
/// When a path does not exist or a folder cannot be read.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, ShellError> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Source::Stdin);
            continue;
        }
        let kind = std::fs::metadata(path).map_err(ShellError::file(path))?;
        if kind.is_dir() {
            let from = found.len();
            walk(path, 0, &mut found)?;
            found[from..].sort();
        } else {
            found.push(Source::File(path.clone()));
        }
    }
    Ok(found)
}

fn walk(dir: &Path, depth: usize, found: &mut Vec<Source>) -> Result<(), ShellError> {
    for entry in std::fs::read_dir(dir).map_err(ShellError::file(dir))? {
        let entry = entry.map_err(ShellError::file(dir))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(ShellError::file(&path))?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() && depth < DEPTH {
            walk(&path, depth + 1, found)?;
        } else if kind.is_file()
            && [".json", ".jsonl", ".ndjson", ".gz", ".zip"]
                .iter()
                .any(|e| name.ends_with(e))
        {
            found.push(Source::File(path));
        }
    }
    Ok(())
}

impl Source {
    /// Opens it and shows each stream in it with its name. A stream that fails is the shower's to name.
    ///
    /// # Errors
    /// When the file cannot be opened, or an archive's directory cannot be read.
    pub fn each(
        &self,
        limits: Limits,
        mut show: impl FnMut(&str, &mut dyn Read) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Source::Stdin => show_stream("-", io::stdin().lock(), limits, &mut show),
            Source::File(path) => {
                let name = path.display().to_string();
                let mut file = File::open(path)?;
                let mut magic = [0; 4];
                let n = read_up_to(&mut file, &mut magic)?;
                file.rewind()?;
                if magic[..n].starts_with(b"PK\x03\x04") {
                    return show_zip(&name, file, limits, &mut show);
                }
                show_stream(&name, file, limits, &mut show)
            }
        }
    }
}

fn read_up_to(from: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut n = 0;
    while n < into.len() {
        match from.read(&mut into[n..])? {
            0 => break,
            more => n += more,
        }
    }
    Ok(n)
}

fn show_stream(
    name: &str,
    mut from: impl Read,
    limits: Limits,
    show: &mut impl FnMut(&str, &mut dyn Read) -> io::Result<()>,
) -> io::Result<()> {
    let mut magic = [0; 2];
    let n = read_up_to(&mut from, &mut magic)?;
    let whole = io::Cursor::new(magic).take(n as u64).chain(from);
    if magic[..n] == *b"\x1f\x8b" {
        let packed = Rc::new(Cell::new(0));
        let counted = Counted {
            from: whole,
            read: packed.clone(),
        };
        let from = MultiGzDecoder::new(BufReader::with_capacity(1 << 16, counted));
        return show(
            name,
            &mut Bounded {
                from,
                packed,
                read: 0,
                limits,
            },
        );
    }
    let mut whole = whole;
    show(name, &mut whole)
}

fn show_zip(
    name: &str,
    file: File,
    limits: Limits,
    show: &mut impl FnMut(&str, &mut dyn Read) -> io::Result<()>,
) -> io::Result<()> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    if archive.len() > limits.entries {
        return Err(io::Error::other(format!(
            "the archive has more than {} entries",
            limits.entries
        )));
    }
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(io::Error::other)?;
        let entry_name = entry.name().map_err(io::Error::other)?.into_owned();
        let lower = entry_name.to_lowercase();
        let wanted = entry.is_file()
            && [".json", ".jsonl", ".ndjson"]
                .iter()
                .any(|e| lower.ends_with(e));
        if !wanted {
            continue;
        }
        let inner = format!("{name}!{entry_name}");
        let packed = Rc::new(Cell::new(entry.compressed_size()));
        show(
            &inner,
            &mut Bounded {
                from: entry,
                packed,
                read: 0,
                limits,
            },
        )?;
    }
    Ok(())
}

struct Counted<R> {
    from: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.read.set(self.read.get() + n as u64);
        Ok(n)
    }
}

/// Stops when far more comes out than went in.
struct Bounded<R> {
    from: R,
    packed: Rc<Cell<u64>>,
    read: u64,
    limits: Limits,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.read += n as u64;
        let packed = self.packed.get().max(1);
        if self.read > self.limits.free && self.read / packed > self.limits.ratio {
            return Err(io::Error::other(
                "it unpacks to far more than its size: refused as a zip bomb",
            ));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn read_all(source: &Source, limits: Limits) -> io::Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        source.each(limits, |name, from| {
            let mut text = String::new();
            from.read_to_string(&mut text)?;
            found.push((name.rsplit('/').next().unwrap_or_default().to_owned(), text));
            Ok(())
        })?;
        Ok(found)
    }

    #[test]
    fn plain_gzip_zip_and_folders() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        std::fs::write(path("b.json"), "{}").unwrap();
        std::fs::write(
            path("a.jsonl.gz"),
            [gz(b"{\"a\":1}\n"), gz(b"{\"a\":2}")].concat(),
        )
        .unwrap();
        std::fs::write(path("notes.txt"), "no").unwrap();
        let mut zip = zip::ZipWriter::new(File::create(path("c.zip")).unwrap());
        for name in ["x/1.json", "readme.md", "x/2.jsonl"] {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(name.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        let all = sources(&[dir.path().to_path_buf()]).unwrap();
        let read: Vec<_> = all
            .iter()
            .flat_map(|s| read_all(s, Limits::default()).unwrap())
            .collect();
        let expected = [
            ("a.jsonl.gz", "{\"a\":1}\n{\"a\":2}"),
            ("b.json", "{}"),
            ("1.json", "x/1.json"),
            ("2.jsonl", "x/2.jsonl"),
        ];
        assert_eq!(read, expected.map(|(n, t)| (n.to_owned(), t.to_owned())));
        assert!(sources(&[path("missing")]).is_err());
    }

    #[test]
    fn a_bomb_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("bomb.gz");
        std::fs::write(&path, gz(&vec![b' '; 4 << 20])).unwrap();
        let limits = Limits {
            free: 1 << 20,
            ..Limits::default()
        };
        let error = read_all(&Source::File(path.clone()), limits).unwrap_err();
        assert!(error.to_string().contains("zip bomb"), "{error}");
        assert_eq!(
            read_all(&Source::File(path), Limits::default()).unwrap()[0]
                .1
                .len(),
            4 << 20
        );
    }
}
