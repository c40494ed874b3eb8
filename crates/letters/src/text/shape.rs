//! Glyphs of a paragraph's runs: pieces of one direction and one font.

use std::ops::Range;
use std::rc::Rc;

use harfrust::{
    BufferClusterLevel, BufferFlags, Direction, GlyphBuffer, ShapeOptions, ShapePlan, Shaper,
    UnicodeBuffer, script,
};
use krilla::text::{GlyphId, KrillaGlyph};

use super::Setter;
use super::clean::Clean;
use crate::fonts::{Face, Script, face};

/// Which lookups of a font shape which direction: costs more than to shape a line, so a letter finds it once for each.
#[derive(Default)]
pub(super) struct Plans(Vec<(Key, Rc<ShapePlan>)>);

/// Font and direction; the language is one in a letter.
type Key = (Script, bool, Direction);

impl Plans {
    fn of(
        &mut self,
        shaper: &Shaper<'_>,
        buffer: &UnicodeBuffer,
        (script, bold): (Script, bool),
    ) -> Rc<ShapePlan> {
        let key = (script, bold, buffer.direction());
        if let Some((_, plan)) = self.0.iter().find(|(k, _)| *k == key) {
            return Rc::clone(plan);
        }
        let language = buffer.language();
        let plan = ShapePlan::new(shaper, key.2, Some(buffer.script()), language.as_ref(), &[]);
        let plan = Rc::new(plan);
        self.0.push((key, Rc::clone(&plan)));
        plan
    }
}

/// A run, its glyphs from the left to the right.
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) level: u8,
    pub(super) script: Script,
    pub(super) face: &'static Face,
    pub(super) glyphs: Vec<KrillaGlyph>,
}

/// The runs of a paragraph, in the order in which they are read.
pub(super) fn shape(clean: &Clean, bold: bool, setter: &mut Setter) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some(first) = clean.chars.get(from) {
        let same = |c: &&super::clean::Char| (c.level, c.script) == (first.level, first.script);
        let many = clean.chars[from..].iter().take_while(same).count();
        let end = clean
            .chars
            .get(from + many)
            .map_or(clean.text.len(), |c| c.at);
        let range = first.at..end;
        let face = face(first.script, bold);
        let glyphs = glyphs(&clean.text, &range, first.level, first.script, bold, setter);
        runs.push(Run {
            range,
            level: first.level,
            script: first.script,
            face,
            glyphs,
        });
        from += many;
    }
    runs
}

fn glyphs(
    text: &str,
    range: &Range<usize>,
    level: u8,
    script: Script,
    bold: bool,
    setter: &mut Setter,
) -> Vec<KrillaGlyph> {
    let face = face(script, bold);
    let mut buffer = setter.buffer.take().unwrap_or_default();
    for (i, c) in text[range.clone()].char_indices() {
        // A text has at most a million characters.
        let at = u32::try_from(range.start + i).unwrap_or(u32::MAX);
        buffer.add(c, at);
    }
    prepare(&mut buffer, level, script, setter);
    let shaper = face.shaping.shaper(&face.font).build();
    let plan = setter.plans.of(&shaper, &buffer, (script, bold));
    let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
    let out = placed(&shaped, range, face);
    setter.buffer = Some(shaped.clear());
    out
}

fn prepare(buffer: &mut UnicodeBuffer, level: u8, set_in: Script, setter: &Setter) {
    // A mark is a glyph of its own with its own character: so others can read the text back.
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    buffer.set_direction(if level % 2 == 1 {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    });
    buffer.set_script(match set_in {
        Script::Latin => script::LATIN,
        Script::Arabic => script::ARABIC,
    });
    if let Some(language) = &setter.language {
        buffer.set_language(language.clone());
    }
}

/// Glyphs in parts of the em, each with the text that its cluster stands for.
fn placed(shaped: &GlyphBuffer, range: &Range<usize>, face: &Face) -> Vec<KrillaGlyph> {
    let mut starts: Vec<usize> = shaped
        .glyph_infos()
        .iter()
        .map(|g| g.cluster as usize)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let em = |units: i32| units as f32 / face.units;
    let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    glyphs
        .map(|(info, at)| {
            let start = info.cluster as usize;
            let next = starts.partition_point(|s| *s <= start);
            let end = starts.get(next).copied().unwrap_or(range.end);
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                em(at.x_advance),
                em(at.x_offset),
                em(at.y_offset),
                em(at.y_advance),
                start..end,
                None,
            )
        })
        .collect()
}
