//! `/design`: every component in every state, for eyes and for screenshot tests.

use crate::access::{Access, Public, Routes};
use crate::page::Page;
use maud::html;

/// The route of the page.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/design", Access::Public, design)
}

async fn design(Public(view): Public) -> Page {
    let title = view.t("design-title");
    view.page(&title).main(html! { h1 { (title) } })
}
