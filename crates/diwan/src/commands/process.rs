use std::path::PathBuf;

use bpmn::script::{Runner, ScriptError};
use bpmn::{Finding, Program};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::failure::{Failure, Holds, read, say, warn};

/// Largest file in bytes.
const LARGEST: u64 = 16 << 20;

/// `diwan process`
#[derive(Args)]
pub(crate) struct Process {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs one instance in memory; JSON lines out, one a step.
    Run(Run),
}

#[derive(Args)]
struct Run {
    /// The BPMN file.
    file: PathBuf,
    /// The process to start; may be repeated. Without it the file's only executable process.
    #[arg(long, value_name = "ID")]
    process: Vec<String>,
    /// What happens: a JSON array of steps, in a file or on standard input (-).
    #[arg(long, value_name = "FILE|-")]
    script: Option<PathBuf>,
    /// Findings of a file that is refused as JSON on standard output.
    #[arg(long)]
    json: bool,
    /// The time at which it starts.
    #[arg(long, value_name = "TIME", default_value = "2026-01-01T00:00:00Z")]
    now: Timestamp,
}

impl Process {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let Command::Run(run) = &self.command;
        run.run()
    }
}

impl Run {
    fn run(&self) -> Result<Holds, Failure> {
        let xml = read(&self.file, LARGEST)?;
        let program = match bpmn::read(&xml).and_then(|d| Program::compile(&d)) {
            Ok(program) => program,
            Err(findings) => return Err(self.refused(&findings)),
        };
        for finding in program.findings() {
            warn(format_args!("{}:{finding}", self.file.display()));
        }
        let steps = match &self.script {
            Some(path) => {
                Runner::read(&read(path, LARGEST)?).map_err(|e| Failure::file(path, e))?
            }
            None => vec![json!({ "start": {} })],
        };
        let mut runner = Runner::new(&program, &self.process, self.now);
        for (at, step) in steps.iter().enumerate() {
            match runner.step(at + 1, step) {
                Ok(result) => {
                    say(serde_json::to_string(&result).map_err(|e| Failure::Said(e.to_string()))?);
                }
                Err(failed @ ScriptError::Expectation { .. }) => {
                    warn(failed);
                    return Ok(Holds::No);
                }
                Err(other) => {
                    return Err(Failure::file(
                        self.script.as_ref().unwrap_or(&self.file),
                        other,
                    ));
                }
            }
        }
        Ok(Holds::Yes)
    }

    fn refused(&self, findings: &[Finding]) -> Failure {
        if self.json {
            let all: Vec<Json> = findings
                .iter()
                .map(|f| json!({ "severity": format!("{:?}", f.severity).to_lowercase(), "code": f.code, "line": f.line, "element": f.element, "name": f.name, "message": f.message }))
                .collect();
            say(Json::from(all));
        } else {
            findings
                .iter()
                .for_each(|f| warn(format_args!("{}:{f}", self.file.display())));
        }
        Failure::file(&self.file, "the process is refused")
    }
}
