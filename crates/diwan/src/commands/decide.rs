use std::path::{Path, PathBuf};

use clap::Args;
use dmn::feel::{Context, Environment};
use dmn::{Finding, Model, Severity};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::input;
use crate::failure::{Failure, Holds, read, say, warn};

/// `diwan decide`
#[derive(Args)]
pub(crate) struct Decide {
    /// The DMN file; `-` is standard input.
    file: PathBuf,
    /// The decision or decision service, by name or id; without it the file's only decision.
    #[arg(long, value_name = "NAME")]
    decision: Option<String>,
    /// The inputs: a JSON object, @FILE, or `-` for standard input.
    #[arg(
        long,
        value_name = "JSON|@FILE|-",
        default_value = "{}",
        allow_hyphen_values = true
    )]
    input: String,
    /// Also the files that it imports; those beside it are found.
    #[arg(long, value_name = "FILE")]
    import: Vec<PathBuf>,
    /// What `now()` says, in ISO 8601; the machine's clock otherwise.
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,
    /// With the reasons: the trace, and the same as sentences in Arabic, English and French.
    #[arg(long, alias = "trace")]
    explain: bool,
}

impl Decide {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        if self.file.as_os_str() == "-" && self.input == "-" {
            return Err(Failure::Said(
                "the file and --input cannot both be standard input".into(),
            ));
        }
        let model = self.model()?;
        let name = match &self.decision {
            Some(name) => name.clone(),
            None => only(&model)?,
        };
        let inputs = model.inputs_from_json(&input::object(&self.input)?);
        let environment = Environment::at(self.now.unwrap_or_else(crate::options::now));
        say(self.decided(&model, &name, &inputs, &environment)?);
        Ok(Holds::Yes)
    }

    fn decided(
        &self,
        model: &Model,
        name: &str,
        inputs: &Context,
        environment: &Environment,
    ) -> Result<Json, Failure> {
        if !self.explain {
            let value = model.evaluate(name, inputs, environment);
            return Ok(value.map_err(|e| Failure::file(&self.file, e))?.to_json());
        }
        let outcome = model
            .decide(name, inputs, environment)
            .map_err(|e| Failure::file(&self.file, e))?;
        Ok(json!({
            "value": outcome.value.to_json(),
            "reasons": in_each_language(|language| outcome.trace.sentences(language)),
            "others": in_each_language(|language| outcome.trace.others(language)),
            "trace": outcome.trace,
        }))
    }

    fn model(&self) -> Result<Model, Failure> {
        let xml = read(&self.file, input::LARGEST)?;
        let files = self.imports(&xml);
        let imports = files
            .iter()
            .map(|file| read(file, input::LARGEST))
            .collect::<Result<Vec<_>, _>>()?;
        let imports: Vec<&[u8]> = imports.iter().map(Vec::as_slice).collect();
        let place = |finding: &Finding| match finding.file.checked_sub(1) {
            None => format!("{}:{finding}", self.file.display()),
            Some(at) => format!("{}:{finding}", files[at].display()),
        };
        match Model::read_all(&xml, &imports) {
            Ok(model) => {
                model
                    .findings()
                    .iter()
                    .for_each(|finding| warn(place(finding)));
                Ok(model)
            }
            Err(findings) => {
                let first = findings.iter().find(|f| f.severity == Severity::Error);
                Err(Failure::Said(first.map(place).unwrap_or_default()))
            }
        }
    }

    /// The files named, and those that it imports from its own folder.
    fn imports(&self, xml: &[u8]) -> Vec<PathBuf> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        let mut files = self.import.clone();
        for location in dmn::imported_files(xml) {
            // A name, no path: a model does not lead elsewhere.
            let beside = folder.join(&location);
            let is_name = Path::new(&location)
                .file_name()
                .is_some_and(|name| name == location.as_str());
            if is_name && beside.is_file() && beside != self.file && !files.contains(&beside) {
                files.push(beside);
            }
        }
        files
    }
}

fn in_each_language(sentences: impl Fn(&str) -> Vec<String>) -> Json {
    json!({ "ar": sentences("ar"), "en": sentences("en"), "fr": sentences("fr") })
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
