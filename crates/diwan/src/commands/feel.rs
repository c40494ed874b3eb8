use std::path::Path;

use clap::Args;
use dmn::feel::{Context, Environment, Expression, Names, Value};
use jiff::Timestamp;
use serde_json::{Map, Value as Json};

use super::input;
use crate::failure::{Failure, Holds, read, say, warn};

/// `diwan feel`
#[derive(Args)]
pub(crate) struct Feel {
    /// The expression; `-` is standard input.
    #[arg(allow_hyphen_values = true)]
    expression: String,
    /// The names that it may use: a JSON object, @FILE, or `-` for standard input.
    #[arg(
        long,
        value_name = "JSON|@FILE|-",
        default_value = "{}",
        allow_hyphen_values = true
    )]
    input: String,
    /// What `now()` says, in ISO 8601; the machine's clock otherwise.
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,
}

impl Feel {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        if self.expression == "-" && self.input == "-" {
            return Err(Failure::Said(
                "the expression and --input cannot both be standard input".into(),
            ));
        }
        let source = self.source()?;
        let given = input::object(&self.input)?;
        let mut names = Names::new();
        collect_names(&given, &mut names);
        let expression =
            Expression::parse(&source, &names).map_err(|e| Failure::Said(e.to_string()))?;
        expression.check().iter().for_each(warn);
        for path in expression.certain_inputs() {
            if !given.contains_key(&path[0]) {
                warn(format_args!("`{}` is not in --input: it is null", path[0]));
            }
        }
        let scope: Context = given
            .iter()
            .map(|(name, value)| (name.as_str(), Value::from_json(value)))
            .collect();
        let environment = Environment::at(self.now.unwrap_or_else(crate::options::now));
        let value = expression.evaluate(&scope, &environment);
        say(value.map_err(|e| Failure::Said(e.to_string()))?.to_json());
        Ok(Holds::Yes)
    }

    fn source(&self) -> Result<String, Failure> {
        if self.expression != "-" {
            return Ok(self.expression.clone());
        }
        let bytes = read(Path::new("-"), input::LARGEST)?;
        String::from_utf8(bytes).map_err(|_| Failure::Said("the expression is not UTF-8".into()))
    }
}

/// Names may hold spaces and signs: all keys are names, however deep. JSON nests at most 128 levels.
fn collect_names(entries: &Map<String, Json>, names: &mut Names) {
    for (name, value) in entries {
        names.insert(name);
        within(value, names);
    }
}

fn within(value: &Json, names: &mut Names) {
    match value {
        Json::Object(inner) => collect_names(inner, names),
        Json::Array(items) => items.iter().for_each(|item| within(item, names)),
        _ => {}
    }
}
