//! The fonts inside the program (`fonts/README.md`).

use std::sync::OnceLock;

use harfrust::{FontRef, ShaperData};
use krilla::text::Font;
use skrifa::MetadataProvider as _;
use skrifa::charmap::Charmap;

/// Which font a character is set in, apart from its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Arabic,
}

/// A font of one script and weight.
pub(crate) struct Face {
    /// For shaping.
    pub(crate) font: FontRef<'static>,
    /// What shaping needs, computed once.
    pub(crate) shaping: ShaperData,
    /// For writing.
    pub(crate) written: Font,
    /// Units of the em.
    pub(crate) units: f32,
    map: Charmap<'static>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).expect("the fonts in this crate are read by its tests");
        Self {
            shaping: ShaperData::new(&font),
            written: Font::new(bytes.into(), 0)
                .expect("the fonts in this crate are read by its tests"),
            units: f32::from(
                font.metrics(
                    skrifa::instance::Size::unscaled(),
                    skrifa::instance::LocationRef::default(),
                )
                .units_per_em,
            ),
            map: font.charmap(),
            font,
        }
    }

    pub(crate) fn has(&self, c: char) -> bool {
        self.map.map(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

struct Fonts([Face; 4]);

/// The font of a script and weight.
pub(crate) fn face(script: Script, bold: bool) -> &'static Face {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        Fonts([
            Face::new(include_bytes!("../fonts/NotoSans-Regular.ttf")),
            Face::new(include_bytes!("../fonts/NotoSans-Bold.ttf")),
            Face::new(include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf")),
            Face::new(include_bytes!("../fonts/NotoNaskhArabic-Bold.ttf")),
        ])
    });
    &fonts.0[usize::from(script == Script::Arabic) * 2 + usize::from(bold)]
}

#[cfg(test)]
mod tests {
    use super::{Script, face};

    #[test]
    fn each_font_has_the_letters_of_its_languages() {
        for bold in [false, true] {
            let latin = face(Script::Latin, bold);
            for c in "AZaz09 éèêëàâçîïôùûüÿœæŒÇÉ«»’“”…–—€\u{a0}\u{202f}\u{fffd}".chars()
            {
                assert!(latin.has(c), "{c:?}");
            }
            let arabic = face(Script::Arabic, bold);
            for c in "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئ٠١٢٣٤٥٦٧٨٩،؛؟ـًٌٍَُِّْ٫٬".chars()
            {
                assert!(arabic.has(c), "{c:?}");
            }
        }
    }
}
