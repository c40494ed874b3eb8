use std::path::PathBuf;

use clap::Args;
use dmn::feel::{Context, Environment, Value};
use dmn::{Model, Severity};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::failure::{Failure, Holds, read, say, warn};

/// Largest file in bytes.
const LARGEST: u64 = 16 << 20;

/// `diwan decide`
#[derive(Args)]
pub(crate) struct Decide {
    /// The DMN file.
    file: PathBuf,
    /// The decision or decision service, by name or id; without it the file's only decision.
    #[arg(long, value_name = "NAME")]
    decision: Option<String>,
    /// The inputs: a JSON object, or @FILE.
    #[arg(long, value_name = "JSON|@FILE", default_value = "{}")]
    input: String,
    /// Also the files that it imports.
    #[arg(long, value_name = "FILE")]
    import: Vec<PathBuf>,
    /// What `now()` says, in ISO 8601; the machine's clock otherwise.
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,
    /// With the reasons: the rules that matched and why the others did not.
    #[arg(long)]
    trace: bool,
}

impl Decide {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let xml = read(&self.file, LARGEST)?;
        let imports = self
            .import
            .iter()
            .map(|file| read(file, LARGEST))
            .collect::<Result<Vec<_>, _>>()?;
        let imports: Vec<&[u8]> = imports.iter().map(Vec::as_slice).collect();
        let model = match Model::read_all(&xml, &imports) {
            Ok(model) => model,
            Err(findings) => {
                let first = findings
                    .iter()
                    .find(|f| f.severity == Severity::Error)
                    .map(ToString::to_string)
                    .unwrap_or_default();
                return Err(Failure::Said(format!("{}:{first}", self.file.display())));
            }
        };
        for finding in model.findings() {
            warn(format_args!("{}:{finding}", self.file.display()));
        }
        let name = match &self.decision {
            Some(name) => name.clone(),
            None => only(&model)?,
        };
        let environment = Environment::at(self.now.unwrap_or_else(crate::options::now));
        let outcome = model
            .decide(&name, &self.inputs()?, &environment)
            .map_err(|e| Failure::file(&self.file, e))?;
        let json = if self.trace {
            json!({ "value": outcome.value.to_json(), "trace": outcome.trace })
        } else {
            outcome.value.to_json()
        };
        say(json);
        Ok(Holds::Yes)
    }

    fn inputs(&self) -> Result<Context, Failure> {
        let text = match self.input.strip_prefix('@') {
            Some(path) => read(&PathBuf::from(path), LARGEST)?,
            None => self.input.clone().into_bytes(),
        };
        let json: Json = serde_json::from_slice(&text)
            .map_err(|e| Failure::Said(format!("--input is no JSON: {e}")))?;
        match json {
            Json::Object(entries) => Ok(entries
                .iter()
                .map(|(name, value)| (name.as_str(), Value::from_json(value)))
                .collect()),
            _ => Err(Failure::Said(
                "--input is a JSON object: {\"name\": value}".into(),
            )),
        }
    }
}

fn only(model: &Model) -> Result<String, Failure> {
    let all: Vec<&str> = model.decisions().collect();
    match all.as_slice() {
        [one] => Ok((*one).to_owned()),
        [] => Err(Failure::Said("the file has no decision".into())),
        many => Err(Failure::Said(format!(
            "name one with --decision: {}",
            many.join(", ")
        ))),
    }
}
