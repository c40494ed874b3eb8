//! Pages over a slow line: their drawings are packed, their words are not.
//!
//! A page holds form tokens and a person's data beside what others may have put there, and the length of both packed together
//! would tell of the secret, guess by guess (BREACH, 2013). So a page's gzip member (RFC 1952) is written in pieces: drawings,
//! which nobody's words are in, are packed each by itself with no memory of the rest; all else stands in stored blocks
//! (RFC 1951, section 3.2.4), byte for byte as long as it is. A page that repeats nothing of anybody's may be packed whole.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// Bytes from which a drawing is worth a piece of its own: an icon is not.
const WORTH: usize = 400;
/// Most bytes of a stored block (RFC 1951, section 3.2.4).
const STORED: usize = 65_535;
/// Deflate, no name, no time, unknown system (RFC 1952, section 2.3).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// A last block with nothing in it.
const END: [u8; 5] = [1, 0, 0, 0xff, 0xff];

/// How much of a page may be packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Its drawings.
    Drawings,
    /// All of it: it has no secret, or repeats nothing that others chose.
    Whole,
}

/// The page as a gzip member; none where that is not shorter.
pub(crate) fn gzip(page: &str, packing: Packing) -> Option<Vec<u8>> {
    let mut out = HEADER.to_vec();
    match packing {
        Packing::Whole => packed(page.as_bytes(), &mut out)?,
        Packing::Drawings => {
            for (drawing, piece) in pieces(page) {
                if drawing {
                    packed(piece.as_bytes(), &mut out)?;
                } else {
                    stored(piece.as_bytes(), &mut out);
                }
            }
        }
    }
    out.extend(END);
    let mut crc = Crc::new();
    crc.update(page.as_bytes());
    out.extend(crc.sum().to_le_bytes());
    out.extend(crc.amount().to_le_bytes());
    (out.len() < page.len()).then_some(out)
}

/// The page in order: what stands between drawings, and drawings that are worth it.
fn pieces(page: &str) -> Vec<(bool, &str)> {
    let mut all = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(begin) = page[at..].find("<svg").map(|i| at + i) {
        let Some(end) = page[begin..].find("</svg>").map(|i| begin + i + 6) else {
            break;
        };
        if end - begin >= WORTH {
            all.extend([(false, &page[from..begin]), (true, &page[begin..end])]);
            from = end;
        }
        at = end;
    }
    all.push((false, &page[from..]));
    all
}

/// Appends bytes as they are.
fn stored(bytes: &[u8], out: &mut Vec<u8>) {
    for chunk in bytes.chunks(STORED) {
        let length = u16::try_from(chunk.len()).unwrap_or(u16::MAX);
        out.push(0);
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(chunk);
    }
}

/// Appends bytes packed, ending at a whole byte and not as the last block.
fn packed(bytes: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let mut deflate = Compress::new(Compression::best(), false);
    let mut rest = bytes;
    loop {
        out.reserve(rest.len() / 2 + 64);
        let (read, room) = (deflate.total_in(), out.capacity());
        let status = deflate.compress_vec(rest, out, FlushCompress::Sync).ok()?;
        rest = &rest[usize::try_from(deflate.total_in() - read).ok()?..];
        // Room that is left over says that the flush is out.
        if status != Status::Ok || (rest.is_empty() && out.len() < room) {
            return rest.is_empty().then_some(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Packing, WORTH, gzip, pieces};
    use std::io::Read as _;

    fn unpacked(bytes: &[u8]) -> String {
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes)
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    fn page(words: &str, drawing: &str) -> String {
        format!("<p>{words}</p><svg>{drawing}</svg><p>token 9f3a</p>")
    }

    #[test]
    fn what_is_packed_is_the_same_page() {
        let drawing = "<path d=\"M1 2h3\"/>".repeat(3_000);
        for words in ["مرحبا".repeat(20), "x".repeat(200_000), String::new()] {
            let page = page(&words, &drawing);
            for packing in [Packing::Drawings, Packing::Whole] {
                let bytes = gzip(&page, packing).unwrap();
                assert!(bytes.len() < page.len() - 40_000);
                assert_eq!(unpacked(&bytes), page);
            }
        }
        // A drawing that does not pack to less than its room at first.
        let noise: String = (0_u32..20_000)
            .map(|i| {
                char::from(33 + u8::try_from((i.wrapping_mul(2_654_435_761) >> 13) % 90).unwrap())
            })
            .collect();
        let page = page(
            &"y".repeat(50),
            &format!("{noise}{drawing}").replace('<', "("),
        );
        assert_eq!(unpacked(&gzip(&page, Packing::Drawings).unwrap()), page);
    }

    #[test]
    fn a_right_guess_beside_a_secret_is_as_long_as_a_wrong_one() {
        let drawing = "<path d=\"M1 2h3\"/>".repeat(100);
        let length = |guess: &str| gzip(&page(guess, &drawing), Packing::Drawings).map(|b| b.len());
        assert_eq!(length("token 9f3a"), length("token 1234"));
        assert_eq!(
            length("<path d=\"M1 2h3\"/>"),
            length("<qath d=\"M9 8h7\"/>")
        );
    }

    #[test]
    fn small_and_unclosed_drawings_stay_as_they_are() {
        let icon = "<svg><path/></svg>";
        assert_eq!(pieces(icon), [(false, icon)]);
        assert_eq!(gzip(icon, Packing::Drawings), None);
        let open = format!("<svg>{}", "a".repeat(WORTH));
        assert_eq!(pieces(&open), [(false, open.as_str())]);
    }
}
