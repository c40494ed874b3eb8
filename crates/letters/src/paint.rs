//! Pages as PDF: PDF 1.7, PDF/A-3a and PDF/UA-1 at once.

use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::KrillaGlyph;
use krilla::{Document, SerializeSettings};

use crate::layout::{HEIGHT, Ink, Laid, Mark, WIDTH};
use crate::letter::{Attachment, Date, Direction, Letter, LetterError, Matrix, Relation};
use crate::tags::Tree;
use crate::text::Line;

/// Empty modules around a code (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// Writes the file.
pub(crate) fn paint(
    letter: &Letter,
    laid: Laid,
    feet: &[Vec<Mark>],
) -> Result<Vec<u8>, LetterError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| LetterError::Invalid(format!("{e:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let Laid {
        pages,
        mut tree,
        headings,
    } = laid;
    for (i, marks) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT)
            .ok_or_else(|| LetterError::Invalid("the size of a page".into()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, &mut tree, mark, i, ArtifactType::Layout);
        }
        for mark in feet.get(i).into_iter().flatten() {
            draw(&mut surface, &mut tree, mark, i, ArtifactType::Footer);
        }
        surface.finish();
        page.finish();
    }
    document.set_metadata(metadata(letter));
    document.set_outline(outline(&headings));
    document.set_tag_tree(tree.finish(&letter.language));
    for file in &letter.attachments {
        attach(&mut document, file, letter.date)?;
    }
    document.finish().map_err(refused)
}

fn draw(
    surface: &mut Surface<'_>,
    tree: &mut Tree,
    mark: &Mark,
    page: usize,
    ornament: ArtifactType,
) {
    let ornament = ContentTag::Artifact(Artifact::with_kind(ornament));
    match mark {
        Mark::Text {
            x,
            y,
            line,
            ink,
            node,
        } => {
            if line.pieces.is_empty() {
                return;
            }
            surface.set_fill(Some(fill(*ink)));
            match node {
                Some(node) => {
                    let content = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                    text(surface, line, *x, *y);
                    surface.end_tagged();
                    tree.paint(*node, content);
                }
                None => {
                    surface.start_tagged(ornament);
                    text(surface, line, *x, *y);
                    surface.end_tagged();
                }
            }
        }
        Mark::Fill {
            x,
            y,
            width,
            height,
            ink,
        } => {
            surface.start_tagged(ornament);
            rectangle(surface, *x, *y, *width, *height, *ink);
            surface.end_tagged();
        }
        Mark::Star { x, y, radius } => {
            surface.start_tagged(ornament);
            star(surface, *x, *y, *radius);
            surface.end_tagged();
        }
        Mark::Code {
            x,
            y,
            side,
            matrix,
            node,
        } => {
            let content = surface.start_tagged(ContentTag::Other);
            rectangle(surface, *x, *y, *side, *side, Ink::White);
            code(surface, *x, *y, *side, matrix);
            surface.end_tagged();
            tree.paint(*node, content);
            if let Some(rect) = Rect::from_xywh(*x, *y, *side, *side) {
                tree.place(*node, page, rect);
            }
        }
    }
}

/// The words in the order in which they are read, wherever they stand: programs that read a page aloud go by the order in
/// which it was written.
fn text(surface: &mut Surface<'_>, line: &Line, x: f32, y: f32) {
    for piece in &line.pieces {
        let mut right = x + piece.x + width(&piece.glyphs, piece.size);
        let mut end = piece.glyphs.len();
        for start in word_starts(&line.text, &piece.glyphs) {
            let word = &piece.glyphs[start..end];
            right -= width(word, piece.size);
            surface.draw_glyphs(
                Point::from_xy(right, y),
                word,
                piece.face.written.clone(),
                &line.text,
                piece.size,
                false,
            );
            end = start;
        }
    }
}

fn width(glyphs: &[KrillaGlyph], size: f32) -> f32 {
    glyphs.iter().map(|g| g.x_advance * size).sum()
}

/// Where the words of a piece begin among its glyphs, in the order in which they are read. One that runs to the right is
/// read as it is written; in one that runs to the left the space behind a word stands at its left.
fn word_starts(text: &str, glyphs: &[KrillaGlyph]) -> Vec<usize> {
    let start = |g: &KrillaGlyph| g.text_range.start;
    let to_the_left = glyphs.first().map(start) > glyphs.last().map(start);
    if !to_the_left {
        return vec![0];
    }
    let space = |i: &usize| text.get(glyphs[*i].text_range.clone()) == Some(" ");
    let mut starts: Vec<usize> = (1..glyphs.len()).rev().filter(space).collect();
    starts.push(0);
    starts
}

fn rectangle(surface: &mut Surface<'_>, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    fill_path(surface, path, ink);
}

/// Two squares over each other.
fn star(surface: &mut Surface<'_>, x: f32, y: f32, radius: f32) {
    let square = |turn: f32, radius: f32| {
        let mut path = PathBuilder::new();
        for corner in 0..4 {
            let angle = turn + std::f32::consts::FRAC_PI_2 * corner as f32;
            let (px, py) = (x + radius * angle.cos(), y + radius * angle.sin());
            if corner == 0 {
                path.move_to(px, py);
            } else {
                path.line_to(px, py);
            }
        }
        path.close();
        path
    };
    let half = std::f32::consts::FRAC_PI_4;
    for (radius, ink) in [
        (radius, Ink::Brass),
        (radius * 0.82, Ink::White),
        (radius * 0.5, Ink::Accent),
    ] {
        fill_path(surface, square(0.0, radius), ink);
        fill_path(surface, square(half, radius), ink);
    }
}

fn code(surface: &mut Surface<'_>, x: f32, y: f32, side: f32, matrix: &Matrix) {
    let module = side / (matrix.side() + 2 * QUIET) as f32;
    let mut path = PathBuilder::new();
    for row in 0..matrix.side() {
        let mut at = 0;
        while at < matrix.side() {
            let dark = (at..matrix.side()).take_while(|i| matrix.is_dark(*i, row));
            let many = dark.count();
            if many > 0 {
                let left = x + module * (at + QUIET) as f32;
                let top = y + module * (row + QUIET) as f32;
                let rect = Rect::from_xywh(left, top, module * many as f32, module);
                rect.into_iter().for_each(|r| path.push_rect(r));
            }
            at += many + 1;
        }
    }
    fill_path(surface, path, Ink::Text);
}

fn fill_path(surface: &mut Surface<'_>, path: PathBuilder, ink: Ink) {
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(ink)));
        surface.draw_path(&path);
    }
}

/// The colours of the pages (`crates/web/assets/css/tokens.css`).
fn fill(ink: Ink) -> Fill {
    let (r, g, b) = match ink {
        Ink::Text => (0x1b, 0x25, 0x23),
        Ink::Soft => (0x4f, 0x5d, 0x59),
        Ink::Line => (0xdc, 0xd7, 0xca),
        Ink::Accent => (0x0b, 0x4f, 0x4a),
        Ink::Tint => (0xf0, 0xf5, 0xf3),
        Ink::Brass => (0xb0, 0x84, 0x2a),
        Ink::White => (0xff, 0xff, 0xff),
    };
    Fill {
        paint: rgb::Color::new(r, g, b).into(),
        ..Fill::default()
    }
}

fn metadata(letter: &Letter) -> Metadata {
    Metadata::new()
        .title(letter.title.clone())
        .authors(vec![letter.sender.clone()])
        .language(letter.language.clone())
        .creator("Diwan".into())
        .producer("Diwan".into())
        .creation_date(date(letter.date))
        .text_direction(match letter.direction {
            Direction::LeftToRight => TextDirection::LeftToRight,
            Direction::RightToLeft => TextDirection::RightToLeft,
        })
}

fn date(date: Date) -> DateTime {
    DateTime::new(date.year)
        .month(date.month)
        .day(date.day)
        .hour(date.hour)
        .minute(date.minute)
        .second(date.second)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn outline(headings: &[(String, usize, f32)]) -> Outline {
    let mut outline = Outline::new();
    for (text, page, y) in headings {
        let there = XyzDestination::new(*page, Point::from_xy(0.0, (y - 10.0).max(0.0)));
        outline.push_child(OutlineNode::new(text.clone(), there));
    }
    outline
}

/// Attached as it is, without compression: so it can be found and read with little.
fn attach(document: &mut Document, file: &Attachment, at: Date) -> Result<(), LetterError> {
    let refused = |why| LetterError::Attachment {
        name: file.name.clone(),
        why,
    };
    let media = MimeType::new(&file.media).ok_or_else(|| refused("its media type is none"))?;
    let association_kind = match file.relation {
        Relation::Source => AssociationKind::Source,
        Relation::Data => AssociationKind::Data,
        Relation::Supplement => AssociationKind::Supplement,
    };
    let embedded = EmbeddedFile {
        path: file.name.clone(),
        mime_type: Some(media),
        description: Some(file.description.clone()),
        association_kind,
        data: file.bytes.clone().into(),
        modification_date: Some(date(at)),
        compress: Some(false),
        location: None,
    };
    document
        .embed_file(embedded)
        .ok_or_else(|| refused("two files have this name"))
}

fn refused(error: KrillaError) -> LetterError {
    match error {
        KrillaError::Validation(all) => {
            let all: Vec<String> = all.iter().map(|(e, _)| format!("{e:?}")).collect();
            LetterError::Invalid(all.join("; "))
        }
        other => LetterError::Invalid(other.to_string()),
    }
}
