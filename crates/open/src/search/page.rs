//! The list of contracts with its search.

use axum::extract::State;
use casework::Error;
use maud::{Markup, html};
use web::api::Paging;
use web::components::{
    Button, Card, Choice, Choices, Field, InputKind, LinkButton, Pagination, TextInput, Width,
    button, cards as card_list, empty_state, pagination, select, text_input,
};
use web::{Access, Answer, Page, Public, Routes, View};

use super::query::{After, Filter, Line, find, suppliers};
use crate::{Open, paths, show};

pub(crate) fn routes() -> Routes<Open> {
    Routes::new()
        .get(paths::CONTRACTS, Access::Public, list)
        .get("/api/v1/contracts", Access::Public, super::api::contracts)
}

/// A line with the suppliers' names.
pub(crate) type Found = (Line, Vec<(String, String)>);

pub(crate) async fn list(
    Public(view): Public,
    paging: Paging,
    State(open): State<Open>,
) -> Answer<Page> {
    let view = &view;
    let filter = Filter::of(view);
    let (asked, after, most) = (filter.clone(), paging.cursor::<After>()?, paging.limit + 1);
    let (found, any) = open
        .read(move |link, _| {
            let mut found: Vec<Found> = Vec::new();
            for line in find(link, &asked, after, most)? {
                let who = suppliers(link, line.import, &line.ocid)?;
                found.push((line, who));
            }
            let any = link.query_opt("select 1 from publishers limit 1", &[])?;
            Ok::<_, Error>((found, any.is_some()))
        })
        .await?;
    let page = paging.page(found, |(line, _)| after_day(line).to_string());
    let more = Pagination {
        first: paging.after.is_some().then(|| paths::CONTRACTS.to_owned()),
        next: page.next.as_ref().map(|n| paging.href(n)),
    };
    let title = view.t("contracts-title");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("contracts-lead")) }
        (form(view, &filter))
        @if page.items.is_empty() { (nothing(view, any)) }
        @else { section aria-labelledby="found" { h2 class="visually-hidden" id="found" { (view.t("contracts-found")) } (cards(view, &page.items)) } }
        (pagination(&view.text, &more))
        p { a href=(paths::INDICATORS) { (view.t("indicators-link")) } }
    };
    let (kind, said) = show::hint(view);
    Ok(view.page(title.clone()).notice(kind, said).main(main))
}

/// Where the next page begins, in a list by day.
pub(crate) fn after_day(line: &Line) -> After {
    After {
        rank: line.day,
        import: line.import,
        ocid: line.ocid.clone(),
    }
}

fn nothing(view: &View, any: bool) -> Markup {
    if !any {
        return empty_state(
            &view.t("contracts-empty"),
            &view.t("contracts-empty-text"),
            None,
        );
    }
    let all = LinkButton {
        secondary: true,
        ..LinkButton::new(paths::CONTRACTS, view.t("contracts-all"))
    };
    empty_state(
        &view.t("contracts-none"),
        &view.t("contracts-none-text"),
        Some(&all),
    )
}

fn form(view: &View, filter: &Filter) -> Markup {
    let t = &view.text;
    let words = |name: &str, value: &str| {
        let field = Field::new(name, view.t(&format!("contracts-{name}")));
        text_input(t, &TextInput::new(field, value))
    };
    let year = TextInput {
        kind: InputKind::Whole,
        width: Width::Tiny,
        ..TextInput::new(
            Field::new("year", view.t("contracts-year")),
            if filter.year == 0 {
                String::new()
            } else {
                filter.year.to_string()
            },
        )
    };
    let methods = ["open", "selective", "limited", "direct"]
        .map(|m| Choice::new(m, view.t(&format!("method-{m}"))));
    let method = Choices::new(
        Field::new("method", view.t("contracts-method")),
        methods.to_vec(),
        filter.method.as_str(),
    );
    let flags = crate::indicators::of_processes()
        .map(|code| Choice::new(code, format!("{code} · {}", show::title(view, code))));
    let flag = Choices::new(
        Field::new("flag", view.t("contracts-flag")),
        flags.collect(),
        filter.flag.as_str(),
    );
    let more = !(filter.year == 0
        && filter.method.is_empty()
        && filter.flag.is_empty()
        && !filter.flagged);
    html! {
        form class="contract-search" role="search" action=(paths::CONTRACTS) method="get" {
            (words("q", &filter.text))
            div class="field-row" { (words("buyer", &filter.buyer)) (words("supplier", &filter.supplier)) }
            details class="details" open[more] {
                summary { (view.t("contracts-more")) }
                div class="details-body" {
                    (text_input(t, &year))
                    (select(t, &method))
                    (select(t, &flag))
                    div class="choice" {
                        input type="checkbox" id="flagged" name="flagged" value="1" checked[filter.flagged];
                        label for="flagged" { (view.t("contracts-flagged")) }
                    }
                }
            }
            (button(&Button::new(view.t("search"))))
        }
    }
}

/// Lines as cards.
pub(crate) fn cards(view: &View, found: &[Found]) -> Markup {
    let all: Vec<Card> = found
        .iter()
        .map(|(line, who)| card(view, line, who))
        .collect();
    card_list(&all)
}

fn card(view: &View, line: &Line, suppliers: &[(String, String)]) -> Card {
    let names: Vec<_> = suppliers.iter().map(|s| isolated(&s.1)).collect();
    let text = match names.is_empty() {
        true => isolated(&line.buyer_name),
        false => view.with(
            "contracts-line",
            &[
                ("buyer", line.buyer_name.as_str().into()),
                ("suppliers", names.join(", ").into()),
            ],
        ),
    };
    let mut facts: Vec<String> = show::day(view, line.day).into_iter().collect();
    facts.extend(line.amount.map(|a| show::money(view, a, &line.currency)));
    if !line.method.is_empty() {
        facts.push(show::code(view, "method", &line.method));
    }
    if line.score > 0 {
        facts.push(view.with(
            "contracts-score",
            &[("score", show::score(view, line.score).into())],
        ));
    }
    Card {
        href: show::contract_href(&line.ocid, Some(&line.publisher)),
        title: isolated(if line.title.is_empty() {
            &line.ocid
        } else {
            &line.title
        }),
        text,
        facts,
    }
}

/// Words of another language within a line (FSI … PDI).
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}
