//! A group on a page: the same questions for each thing, one more, one less. Works without a script: each button sends the page.

use maud::{Markup, html};
use serde_json::Value as Json;
use web::View;
use web::components::Field;

use super::{Asked, Sheet};
use crate::words;

/// Blank things that a page shows which cannot be sent for one more.
const BLANK: usize = 3;

impl Sheet<'_> {
    /// The group `f` with a set of questions for each thing that is there, and for one more where that is wanted.
    pub(super) fn group(&self, f: &pack::Field, field: &Field, kept: bool) -> Markup {
        let given = things(self.data.get(&f.name));
        let most = usize::try_from(f.max_items.unwrap_or(1)).unwrap_or(1);
        let wanted = self.more == Some(f.name.as_str());
        let blank = match self.more {
            _ if kept => most,
            None => given.len() + BLANK,
            Some(_) => given.len().max(usize::from(f.required)) + usize::from(wanted),
        };
        let shown = blank.min(most).max(given.len());
        let buttons = kept || self.more.is_some();
        let add = buttons && (kept || shown < most);
        let list = html! {
            div id=(f.name) data-group=(f.name) tabindex="-1" {
                @for n in 0..shown {
                    // What waits in a form on a phone to be added is there, unseen.
                    @let waits = kept && n >= given.len();
                    // Where a page comes back from "add" without an address of its own, the keyboard goes on in the new one.
                    @let fresh = wanted && n + 1 == shown && n >= given.len();
                    fieldset class="card thing" data-item="" hidden[waits] tabindex=[fresh.then_some("-1")] autofocus[fresh] {
                        legend { (words::item(self.view, self.pack, &self.form.id, &f.name, n)) }
                        @for asked in &f.items { (self.of_thing(f, asked, n, given.get(n))) }
                        @if buttons {
                            button class="link" type="submit" name="remove" value={ (f.name) ":" (n) } formnovalidate {
                                (self.view.t("group-remove"))
                                span class="visually-hidden" { " " (words::item(self.view, self.pack, &self.form.id, &f.name, n)) }
                            }
                        }
                    }
                }
                @if add {
                    button class="button button-secondary" type="submit" name="add" value=(f.name) {
                        (self.view.t(if shown == 0 { "group-add" } else { "group-add-another" }))
                    }
                }
                @if !buttons { p class="hint" { (self.view.t("group-blank")) } }
            }
        };
        field.group(&self.view.text, &list)
    }

    fn of_thing(
        &self,
        f: &pack::Field,
        asked: &pack::Field,
        n: usize,
        thing: Option<&Json>,
    ) -> Markup {
        let question = Asked {
            name: format!("{}.{n}.{}", f.name, asked.name),
            key: format!("{}-{}", f.name, asked.name),
            value: thing.and_then(|t| t.get(&asked.name)),
        };
        self.asked_as(asked, &question, false)
    }

    /// Each thing with its answers.
    pub(super) fn things(&self, f: &pack::Field) -> Markup {
        let given = things(self.data.get(&f.name));
        html! {
            @if given.is_empty() { span class="hint" { (self.view.t("form-no-answer")) } }
            ul class="facts" {
                @for (n, thing) in given.iter().enumerate() {
                    li {
                        strong { (words::item(self.view, self.pack, &self.form.id, &f.name, n)) }
                        br;
                        bdi { (words::answer(self.view, self.pack, &self.form.id, &f.name, thing)) }
                    }
                }
            }
        }
    }
}

fn things(value: Option<&Json>) -> &[Json] {
    value.and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// What was sent for a page without one thing of a group, where `remove` names one (`partners:0`).
pub(crate) fn without(
    sent: Vec<(String, Vec<String>)>,
    remove: &str,
) -> Vec<(String, Vec<String>)> {
    let Some((group, n)) = remove.split_once(':') else {
        return sent;
    };
    let gone = format!("{group}.{n}.");
    let stays = |(name, _): &(String, Vec<String>)| !name.starts_with(&gone);
    sent.into_iter().filter(stays).collect()
}

/// The button that Enter presses: without it, that would be the first of a group, which adds or removes.
pub(crate) fn first_button(label: &str) -> Markup {
    html! { button class="visually-hidden" type="submit" name="go" value="on" tabindex="-1" aria-hidden="true" { (label) } }
}

/// Whether a page is wanted with one more thing of a group that it has.
pub(crate) fn wanted<'a>(view: &View, form: &'a pack::Form) -> Option<&'a str> {
    let name = view.query_value("add");
    form.field(&name).map(|f| f.name.as_str())
}
