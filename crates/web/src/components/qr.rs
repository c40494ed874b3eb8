//! QR codes as SVG (ISO/IEC 18004).

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// The text does not fit a QR code, which holds 2,331 bytes at this correction level.
#[derive(Debug, thiserror::Error)]
#[error("{bytes} bytes do not fit a QR code; keep the text under 2,331 bytes")]
pub struct QrTooLong {
    /// How long the text is.
    pub bytes: usize,
}

/// Empty modules around the code (ISO/IEC 18004, section 6.3.8).
const QUIET: i32 = 4;

/// A QR code with a name for those who do not see it. Black on white in the dark scheme too:
/// many readers cannot read an inverted code.
///
/// # Errors
/// [`QrTooLong`] when the text does not fit.
pub fn qr(content: &str, name: &str) -> Result<Markup, QrTooLong> {
    let code = QrCode::encode_text(content, QrCodeEcc::Medium).map_err(|_| QrTooLong {
        bytes: content.len(),
    })?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                path.push_str(&format!(
                    "M{} {}h{}v1h-{}z",
                    start + QUIET,
                    y + QUIET,
                    x - start,
                    x - start
                ));
            }
            x += 1;
        }
    }
    let side = size + 2 * QUIET;
    Ok(html! {
        svg class="qr" role="img" aria-label=(name) viewBox=(format!("0 0 {side} {side}")) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path fill="#000" d=(path) {}
        }
    })
}
