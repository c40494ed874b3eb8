//! `/design`: every component in every state, for eyes and for screenshot tests. It speaks the
//! reader's language like any page, so each state is seen in all three.

mod forms;
mod record;
mod telling;

use crate::access::{Access, Public, Routes};
use crate::components::section;
use crate::page::Page;
use crate::view::View;
use maud::{Markup, html};

/// The colours shown: each class paints one token.
const COLOURS: [&str; 12] = [
    "paper",
    "surface",
    "sunken",
    "ink",
    "soft",
    "link",
    "accent",
    "brass",
    "band",
    "good",
    "attention",
    "bad",
];

/// The route of the page.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/design", Access::Public, design)
}

async fn design(Public(view): Public) -> Page {
    let title = view.t("design-title");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("design-lead")) }
        (part(&view, "colours", &colours()))
        (part(&view, "letters", &letters(&view)))
        (part(&view, "buttons", &forms::buttons(&view)))
        (part(&view, "questions", &forms::questions(&view)))
        (part(&view, "mistakes", &forms::mistakes(&view)))
        (part(&view, "finding", &telling::finding(&view)))
        (part(&view, "news", &telling::news(&view)))
        (part(&view, "lists", &telling::lists(&view)))
        (part(&view, "course", &record::course(&view)))
        (part(&view, "proof", &record::proof(&view)))
        (part(&view, "figures", &record::figures(&view)))
    };
    view.page(&title).crumb("/", view.t("go-home")).main(main)
}

fn part(view: &View, id: &str, content: &Markup) -> Markup {
    section(id, &view.t(&format!("design-{id}")), content)
}

fn colours() -> Markup {
    html! {
        ul class="swatches" {
            @for name in COLOURS {
                li { span class={ "swatch swatch-" (name) } {} code dir="ltr" { "--" (name) } }
            }
        }
    }
}

fn letters(view: &View) -> Markup {
    let t = |key: &str| view.t(key);
    html! {
        p class="lead" { (t("design-sentence")) }
        p { (t("design-sentence")) " " a href="#letters" { (t("design-link")) } ". " strong { (t("design-short")) } ". " code dir="ltr" { "2600-0000-0473" } }
        p class="hint" { (t("design-sentence")) }
        h3 { (t("design-short")) }
        ul { li { (t("design-short")) } li { (t("design-sentence")) } }
        ol { li { (t("design-short")) } li { (t("design-sentence")) } }
        ol class="numbered" { li { span { (t("design-short")) } } li { span { (t("design-sentence")) } } }
        pre dir="ltr" tabindex="0" { code { "{\n  \"kind\": \"case.opened\"\n}" } }
    }
}

#[cfg(test)]
mod tests;
