//! A whole page: everything around what a handler wants to say.

use crate::components::{self, Icon, Notice, NoticeKind, icon};
use crate::css;
use crate::domain::NavLink;
use crate::lang::Precision;
use crate::packing::{Packing, gzip};
use crate::session::FlashKind;
use crate::view::View;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

/// A step on the way to this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub text: String,
}

/// A page in the making. It becomes a response by itself.
#[derive(Clone, Debug)]
pub struct Page {
    view: View,
    title: String,
    status: StatusCode,
    main: Markup,
    notices: Vec<Notice>,
    crumbs: Vec<Crumb>,
    back: Option<String>,
    has_errors: bool,
    hero: Option<Markup>,
    bare: bool,
}

impl Page {
    /// A page with this title. [`View::page`] is shorter.
    #[must_use]
    pub fn new(view: View, title: impl Into<String>) -> Self {
        Self {
            view,
            title: title.into(),
            status: StatusCode::OK,
            main: Markup::default(),
            notices: Vec::new(),
            crumbs: Vec::new(),
            back: None,
            has_errors: false,
            hero: None,
            bare: false,
        }
    }

    /// What the page says, with its `h1`.
    #[must_use]
    pub fn main(mut self, main: Markup) -> Self {
        self.main = main;
        self
    }

    /// The status, when it is not 200.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// A banner above the heading.
    #[must_use]
    pub fn notice(mut self, kind: NoticeKind, content: Markup) -> Self {
        self.notices.push(Notice { kind, content });
        self
    }

    /// A step on the way to this page; call it once for each, from the root.
    #[must_use]
    pub fn crumb(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.crumbs.push(Crumb {
            href: href.into(),
            text: text.into(),
        });
        self
    }

    /// A link back to the step before, instead of crumbs.
    #[must_use]
    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(href.into());
        self
    }

    /// The form on the page was sent with mistakes: the title says so, and the status is 422.
    #[must_use]
    pub fn with_errors(mut self, errors: &[components::FieldError]) -> Self {
        if !errors.is_empty() {
            self.has_errors = true;
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self
    }

    /// A band under the masthead over the page's whole width, as the home page has.
    #[must_use]
    pub fn hero(mut self, hero: Markup) -> Self {
        self.hero = Some(hero);
        self
    }

    /// A page that a phone may keep: without account, menus, form token and record line.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// The page as HTML.
    #[must_use]
    pub fn render(&self) -> Markup {
        let view = &self.view;
        let site = view.t(view.site().name);
        let prefix = if self.has_errors {
            format!("{} ", view.t("error-prefix"))
        } else {
            String::new()
        };
        html! {
            (DOCTYPE)
            html lang=(view.lang().code()) dir=(view.lang().dir()) {
                head {
                    meta charset="utf-8";
                    title { (prefix) (self.title) " – " (site) }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="theme-color" content="#0b4f4a";
                    link rel="stylesheet" href=(css::style_path());
                    link rel="icon" type="image/svg+xml" href=(css::icon_path());
                    script src=(css::script_path()) defer {}
                    (scripts(view, view.session.person().filter(|_| !self.bare)))
                }
                body {
                    a class="skip" href="#main" { (view.t("skip-to-main")) }
                    (self.masthead(&site))
                    (self.body())
                    @if !self.bare { (footer(view)) }
                }
            }
        }
    }

    /// Everything between masthead and footer. A hero is part of what the page says, so of `main`.
    fn body(&self) -> Markup {
        html! {
            @if let Some(hero) = &self.hero {
                main id="main" tabindex="-1" {
                    div class="hero" { div class="wrap" { (hero) } }
                    div class="wrap" { div class="content" { (self.news()) (self.main) } }
                }
            } @else {
                div class="wrap" {
                    (self.way())
                    main class="content" id="main" tabindex="-1" { (self.news()) (self.main) }
                }
            }
        }
    }

    fn masthead(&self, site: &str) -> Markup {
        let view = &self.view;
        let session = view.session.data();
        let links = view
            .shell
            .nav
            .iter()
            .filter(|l| !self.bare && l.access.allows(&session));
        let links: Vec<_> = links.collect();
        html! {
            header class="masthead" {
                div class="wrap masthead-row" {
                    a class="brand" href="/" {
                        (motif())
                        span { strong { (site) } span class="agency" { (view.t(view.site().agency)) } }
                    }
                    @if !self.bare { (account(view)) }
                    @if !links.is_empty() { (menu(view, &links)) }
                    @if !self.bare { (languages(view)) }
                }
                @if let Some(key) = view.site().banner { (banner(view, key)) }
            }
        }
    }

    fn way(&self) -> Markup {
        let view = &self.view;
        html! {
            @if let Some(href) = &self.back {
                nav aria-label=(view.t("crumbs-label")) { a class="back" href=(href) { (icon(Icon::Back)) (view.t("back")) } }
            } @else if !self.crumbs.is_empty() {
                nav class="crumbs" aria-label=(view.t("crumbs-label")) {
                    ol { @for c in &self.crumbs { li { a href=(c.href) { (c.text) } } } }
                }
            }
        }
    }

    fn news(&self) -> Markup {
        let text = &self.view.text;
        let flash = self.view.session.take_flash().map(|flash| Notice {
            kind: match flash.kind {
                FlashKind::Success => NoticeKind::Success,
                FlashKind::Notice => NoticeKind::Info,
            },
            content: html! { p { (flash.text) } },
        });
        html! { @for n in flash.iter().chain(&self.notices) { (components::notice(text, n)) } }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let lang = self.view.lang().code();
        // A page without a frame is kept on the device: it has no form's token, and repeats nothing of the request.
        let packing = if self.bare {
            Packing::Whole
        } else {
            Packing::Drawings
        };
        let (status, takes_gzip) = (self.status, self.view.takes_gzip);
        let text = self.render().into_string();
        let packed = takes_gzip.then(|| gzip(&text, packing)).flatten();
        let mut response = match packed {
            Some(bytes) => {
                let coding = [(header::CONTENT_ENCODING, "gzip")];
                (status, coding, Html(bytes)).into_response()
            }
            None => (status, Html(text)).into_response(),
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang));
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept, accept-encoding, accept-language, cookie"),
        );
        response
    }
}

/// The mark: two squares turned over each other, the khatim of the chanceries.
fn motif() -> Markup {
    html! {
        svg class="mark" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false" {
            path d="M11 11h26v26H11z M24 5.6 42.4 24 24 42.4 5.6 24z" {}
        }
    }
}

/// The domains' scripts, each with its words.
fn scripts(view: &View, person: Option<i64>) -> Markup {
    let words = |keys: &[&str]| {
        let all = keys
            .iter()
            .map(|key| ((*key).to_owned(), view.t(key).into()));
        serde_json::Value::Object(all.collect()).to_string()
    };
    html! {
        @for script in &view.shell.scripts {
            script src=(script.path) defer data-words=(words(&script.words)) data-person=[person] {}
        }
    }
}

/// The main links. On a phone a `details` that opens without a script; on a desk the stylesheet
/// shows its inside in a row.
fn menu(view: &View, links: &[&NavLink]) -> Markup {
    html! {
        nav class="nav" aria-label=(view.t("nav-label")) {
            details class="menu" {
                summary { (view.t("nav-menu")) }
                ul {
                    @for link in links {
                        li { a href=(link.href) aria-current=[(link.href == view.path).then_some("page")] { (view.t(link.key)) } }
                    }
                }
            }
        }
    }
}

fn banner(view: &View, key: &str) -> Markup {
    html! {
        div class="phase" { div class="wrap" { strong class="tag" { (view.t("phase-demo")) } " " (view.t(key)) } }
    }
}

fn languages(view: &View) -> Markup {
    html! {
        nav class="languages" aria-label=(view.t("languages-label")) {
            ul {
                @for lang in view.text.texts().languages() {
                    li {
                        @if lang == view.lang() {
                            span lang=(lang.code()) aria-current="true" { (lang.native_name()) }
                        } @else {
                            a href=(view.href_in(lang)) lang=(lang.code()) hreflang=(lang.code()) dir=(lang.dir()) { (lang.native_name()) }
                        }
                    }
                }
            }
        }
    }
}

fn account(view: &View) -> Markup {
    let session = view.session.data();
    let site = view.site();
    html! {
        @if let Some(name) = session.person.and(session.name.as_ref()) {
            details class="account" {
                summary { (icon(Icon::Person)) span { bdi { (name) } } }
                ul {
                    @for link in site.account.iter().filter(|l| l.access.allows(&session)) {
                        li { a href=(link.href) { (view.t(link.key)) } }
                    }
                    li { form method="post" action=(site.sign_out) { (view.csrf_field()) button class="link" type="submit" { (view.t("sign-out")) } } }
                }
            }
        } @else if !site.sign_in.is_empty() {
            a class="sign-in" href=(site.sign_in) { (icon(Icon::Person)) (view.t("sign-in")) }
        }
    }
}

fn footer(view: &View) -> Markup {
    let site = view.site();
    let checkpoint = site.checkpoint.as_ref().and_then(|f| f());
    html! {
        footer class="footer" {
            div class="wrap" {
                @if let Some(c) = checkpoint {
                    div class="checkpoint" {
                        (icon(Icon::Seal))
                        p {
                            a href=(c.href) { (view.with("checkpoint-entries", &[("count", c.size.into())])) }
                            " · " (view.text.time(c.at, Precision::Second))
                            br; code dir="ltr" { (c.hash) }
                        }
                    }
                }
                @if !site.footer.is_empty() {
                    nav aria-label=(view.t("footer-label")) { ul { @for l in &site.footer { li { a href=(l.href) { (view.t(l.key)) } } } } }
                }
                p class="footer-note" { (view.t("footer-note")) }
            }
        }
    }
}
