//! Questions that are asked for each of several things, such as the partners of a business: an array of objects.
//! Where a mistake lies in one of them, its field is written `partners.0.share`.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::read::{RawField, Reader, strings};
use super::{Field, FieldKind, Form};

/// Most things of a group.
pub(super) const ITEMS: u64 = 50;
/// Most questions about one of them.
const QUESTIONS: usize = 20;

/// A place in a form: a field, or a question about one thing of a group.
#[derive(Clone, Copy, Debug)]
pub struct Place<'f> {
    /// The field.
    pub field: &'f Field,
    /// Which thing, from 0, and the question about it.
    pub item: Option<(usize, &'f Field)>,
}

/// The name of the field in a place: `partners` of `partners.0.share`.
#[must_use]
pub fn root(place: &str) -> &str {
    place.split('.').next().unwrap_or(place)
}

impl Form {
    /// The field or the question at a place; nothing when there is none.
    #[must_use]
    pub fn place(&self, place: &str) -> Option<Place<'_>> {
        let mut parts = place.split('.');
        let field = self.field(parts.next()?)?;
        let Some(n) = parts.next() else {
            return Some(Place { field, item: None });
        };
        let (n, name) = (n.parse().ok()?, parts.next()?);
        let asked = field.items.iter().find(|f| f.name == name)?;
        parts.next().is_none().then_some(Place {
            field,
            item: Some((n, asked)),
        })
    }

    /// Where a mistake is shown: by the order of the pages, then of the things, then of the questions.
    pub(super) fn order_of(&self, place: &str) -> (usize, usize, usize) {
        let at = |list: &[Field], name: &str| list.iter().position(|f| f.name == name);
        let field = at(&self.fields, root(place)).unwrap_or(usize::MAX);
        let item = self.place(place).and_then(|p| {
            let (n, asked) = p.item?;
            Some((n + 1, at(&p.field.items, &asked.name)?))
        });
        let (n, question) = item.unwrap_or_default();
        (field, n, question)
    }
}

impl Reader<'_> {
    /// The questions about one thing of a group.
    pub(super) fn items(&mut self, name: &str, property: &Json, ui: &mut RawField) -> Vec<Field> {
        let items = property.get("items").unwrap_or(&Json::Null);
        let none = Map::new();
        let properties = items.get("properties").and_then(Json::as_object);
        let properties = properties.unwrap_or(&none);
        self.group_shape(name, property, ui, properties);
        let required: BTreeSet<String> = strings(items.get("required")).collect();
        let mut all = Vec::new();
        for asked in std::mem::take(&mut ui.group) {
            let Some(property) = properties.get(&asked) else {
                continue;
            };
            let own = ui.items.remove(&asked).unwrap_or_default();
            let plain = own.compute.is_none()
                && own.when.is_none()
                && own.prefill.is_none()
                && own.validate.is_none();
            let field = self.field(&asked, property, own, required.contains(&asked));
            let fits = |f: &Field| !matches!(f.kind, FieldKind::Group | FieldKind::Files);
            if !plain || !field.as_ref().is_none_or(fits) {
                self.error("group", &asked, "a question of a group is no group and takes no files, and has no `compute`, `when`, `prefill` or `validate` of its own: let the group's `validate` look at all of them");
            }
            all.extend(field);
        }
        all
    }

    fn group_shape(&mut self, name: &str, property: &Json, ui: &RawField, own: &Map<String, Json>) {
        let items = property.get("items").unwrap_or(&Json::Null);
        if items.get("additionalProperties") != Some(&Json::Bool(false)) {
            self.error(
                "group",
                name,
                "the schema of a group's items says `\"additionalProperties\": false`",
            );
        }
        let most = property.get("maxItems").and_then(Json::as_u64);
        if most.is_none_or(|n| n == 0 || n > ITEMS) {
            self.error(
                "group",
                name,
                format!("a group says how many it takes at most: `maxItems`, from 1 to {ITEMS}"),
            );
        }
        if own.is_empty() || own.len() > QUESTIONS {
            self.error(
                "group",
                name,
                format!("a group asks from 1 to {QUESTIONS} questions"),
            );
        }
        let asked: BTreeSet<&String> = ui.group.iter().collect();
        if asked.len() != ui.group.len() || asked != own.keys().collect() {
            self.error("group", name, "`group` names each property of the group's items once, in the order of the questions");
        }
        for unknown in ui.items.keys().filter(|k| !own.contains_key(*k)) {
            self.error("unknown-field", unknown, "the group does not ask this");
        }
        for question in own.keys().filter(|k| !crate::check::is_name(k)) {
            self.error(
                "field-name",
                question,
                "a field's name begins with a small letter and has small letters, digits and `_`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FieldError;
    use crate::finding::Findings;
    use dmn::feel::{Context, Environment};
    use serde_json::json;

    fn source() -> Json {
        json!({
            "schema": {"type": "object", "additionalProperties": false, "properties": {
                "partners": {
                    "type": "array", "minItems": 1, "maxItems": 3,
                    "items": {"type": "object", "additionalProperties": false,
                        "properties": {
                            "name": {"type": "string", "minLength": 2},
                            "born": {"type": "string", "format": "date"},
                            "share": {"type": "number", "minimum": 1, "maximum": 100}
                        },
                        "required": ["name", "share"]}
                },
                "total": {"type": "number"}
            }},
            "ui": {
                "pages": [{"id": "all", "fields": ["partners", "total"]}],
                "fields": {
                    "partners": {"group": ["name", "born", "share"], "validate": "sum(partners.share) <= 100"},
                    "total": {"compute": "sum(partners.share)"}
                }
            }
        })
    }

    fn read(text: &Json) -> (Option<Form>, Findings) {
        let mut findings = Findings::default();
        let form = crate::form::read(
            "f",
            "forms/f.json",
            text.to_string().as_bytes(),
            &mut findings,
        );
        (form, findings)
    }

    fn form() -> Form {
        read(&source()).0.expect("the form can be used")
    }

    fn sent(all: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
        let one = |(name, value): &(&str, &str)| ((*name).to_owned(), vec![(*value).to_owned()]);
        all.iter().map(one).collect()
    }

    fn accepted(data: &Json) -> Result<Map<String, Json>, Vec<FieldError>> {
        let environment = Environment::at(jiff::Timestamp::UNIX_EPOCH);
        let data = data.as_object().expect("an object");
        form().accept(data, &Context::new(), &environment)
    }

    fn errors(data: &Json) -> Vec<(String, String)> {
        let found = accepted(data).expect_err("refused").into_iter();
        found.map(|e| (e.field, e.code.into_owned())).collect()
    }

    #[test]
    fn things_are_read_in_their_order_and_blank_ones_fall_out() {
        let (data, errors) = form().parse(&sent(&[
            ("partners.10.name", "Zaki"),
            ("partners.2.name", "Rania"),
            ("partners.2.share", "٤٠"),
            ("partners.2.born-day", "4"),
            ("partners.2.born-month", "1"),
            ("partners.2.born-year", "1990"),
            ("partners.5.name", " "),
            ("partners.x.name", "nobody"),
        ]));
        assert!(errors.is_empty());
        let rania = json!({"name": "Rania", "share": 40, "born": "1990-01-04"});
        assert_eq!(data["partners"], json!([rania, {"name": "Zaki"}]));
    }

    #[test]
    fn rules_see_a_list_of_contexts() {
        let both = json!([{"name": "Rania", "share": 40}, {"name": "Zaki", "share": 35.5}]);
        let kept = accepted(&json!({"partners": both.clone()})).expect("accepted");
        assert_eq!(kept["total"], json!(75.5));
        assert_eq!(kept["partners"], both);
    }

    #[test]
    fn a_mistake_names_the_thing_and_the_question() {
        let two =
            json!([{"name": "Rania", "share": 40}, {"share": 0}, {"name": "Z", "share": "x"}]);
        let at = |place: &str, code: &str| (place.to_owned(), code.to_owned());
        assert_eq!(
            errors(&json!({"partners": two})),
            [
                at("partners.1.name", "required"),
                at("partners.1.share", "minimum"),
                at("partners.2.name", "too_short"),
                at("partners.2.share", "type"),
            ]
        );
        assert_eq!(
            errors(&json!({"partners": []})),
            [at("partners", "required")]
        );
        let four = vec![json!({"name": "Ali", "share": 1}); 4];
        assert_eq!(
            errors(&json!({"partners": four})),
            [at("partners", "too_many")]
        );
        let much = json!([{"name": "Rania", "share": 60}, {"name": "Zaki", "share": 60}]);
        assert_eq!(
            errors(&json!({"partners": much})),
            [at("partners", "custom")]
        );
        let odd = json!([{"name": "Rania", "share": 60, "secret": 1}]);
        assert_eq!(
            errors(&json!({"partners": odd})),
            [at("partners.0", "unknown")]
        );
        assert_eq!(errors(&json!({"partners": "x"})), [at("partners", "type")]);
    }

    #[test]
    fn a_group_that_cannot_be_asked_is_refused() {
        let spoilt = |path: &str, value: Json| {
            let mut text = source();
            *text.pointer_mut(path).expect("there") = value;
            let found = read(&text).1.0;
            found
                .into_iter()
                .map(|f| f.code.to_owned())
                .collect::<Vec<_>>()
        };
        let group = "/schema/properties/partners";
        assert_eq!(read(&source()).1.0.len(), 0);
        assert_eq!(spoilt(&format!("{group}/maxItems"), json!(51)), ["group"]);
        assert_eq!(
            spoilt(&format!("{group}/items/additionalProperties"), json!(true)),
            ["group"]
        );
        assert_eq!(
            spoilt("/ui/fields/partners/group", json!(["name", "share"])),
            ["group"]
        );
        let files = json!({"type": "array", "items": {"type": "string", "format": "document"}});
        assert_eq!(
            spoilt(&format!("{group}/items/properties/name"), files),
            ["group"]
        );
    }
}
