//! Bands on pages.

use std::rc::Rc;

use super::Mark;

/// A slice over the whole width that is not parted by the end of a page; its marks count from its top.
#[derive(Clone, Default)]
pub(super) struct Band {
    pub(super) height: f32,
    /// Empty above, unless it is the first of a page.
    pub(super) gap: f32,
    /// It stays with the next one.
    pub(super) keep: bool,
    pub(super) marks: Vec<Mark>,
    /// What is shown again above it where it is the first of a page: its table's head.
    pub(super) again: Option<Rc<Band>>,
    /// The text of the heading that it is.
    pub(super) heading: Option<String>,
}

/// Pages, and headings with their page and height.
type Flowed = (Vec<Vec<Mark>>, Vec<(String, usize, f32)>);

/// Puts bands between `top` and `bottom` of as many pages as they need.
pub(super) fn flow(bands: Vec<Band>, top: f32, bottom: f32) -> Flowed {
    let mut pages = vec![Vec::new()];
    let mut headings = Vec::new();
    let mut y = top;
    // How many more bands were found to fit together.
    let mut together = 0;
    let whole = bottom - top;
    let heights: Vec<_> = bands.iter().map(|b| (b.gap, b.height, b.keep)).collect();
    for (i, band) in bands.into_iter().enumerate() {
        let fresh = pages.last().is_none_or(Vec::is_empty);
        if together == 0 {
            let (many, height) = group(&heights[i..]);
            let group_fits = height <= whole;
            let wanted = if group_fits {
                height
            } else {
                band.gap + band.height
            };
            together = if group_fits { many } else { 1 };
            if !fresh && y + wanted > bottom {
                pages.push(Vec::new());
                y = top;
            }
        }
        together -= 1;
        let page = pages.len() - 1;
        if let Some(marks) = pages.last_mut() {
            if marks.is_empty() {
                if let Some(head) = &band.again {
                    marks.extend(head.marks.iter().cloned().map(|m| m.down(y)));
                    y += head.height;
                }
            } else {
                y += band.gap;
            }
            if let Some(text) = band.heading {
                headings.push((text, page, y));
            }
            marks.extend(band.marks.into_iter().map(|m| m.down(y)));
            y += band.height;
        }
    }
    (pages, headings)
}

/// How many bands from the first one stay together, and how high they are.
fn group(bands: &[(f32, f32, bool)]) -> (usize, f32) {
    let many = bands.iter().take_while(|(.., keep)| *keep).count() + 1;
    let many = many.min(bands.len());
    let height = bands[..many].iter().map(|(gap, height, _)| gap + height);
    (many, height.sum())
}

#[cfg(test)]
mod tests {
    use super::super::Ink;
    use super::*;

    fn band(height: f32, keep: bool) -> Band {
        let mark = Mark::Fill {
            x: 0.0,
            y: 0.0,
            width: 1.0,
            height,
            ink: Ink::Text,
        };
        Band {
            height,
            keep,
            marks: vec![mark],
            ..Band::default()
        }
    }

    fn places(bands: Vec<Band>) -> Vec<Vec<f32>> {
        let (pages, _) = flow(bands, 0.0, 100.0);
        let y = |m: &Mark| match m {
            Mark::Fill { y, .. } => *y,
            _ => f32::NAN,
        };
        pages
            .iter()
            .map(|marks| marks.iter().map(y).collect())
            .collect()
    }

    #[test]
    fn a_heading_goes_with_what_it_heads() {
        let all = vec![band(80.0, false), band(15.0, true), band(15.0, false)];
        assert_eq!(places(all), [vec![0.0], vec![0.0, 15.0]]);
    }

    #[test]
    fn what_does_not_fit_on_any_page_is_parted_all_the_same() {
        let all = vec![band(60.0, true), band(60.0, true), band(60.0, false)];
        assert_eq!(places(all), [vec![0.0], vec![0.0], vec![0.0]]);
        assert_eq!(places(vec![band(500.0, false)]), [vec![0.0]]);
    }

    #[test]
    fn a_tables_head_is_shown_again_on_each_page() {
        let head = Rc::new(band(10.0, true));
        let row = || Band {
            again: Some(Rc::clone(&head)),
            ..band(45.0, false)
        };
        let all = vec![band(10.0, true), row(), row(), row()];
        assert_eq!(places(all), [vec![0.0, 10.0, 55.0], vec![0.0, 10.0]]);
    }
}
