use std::path::{Path, PathBuf};
use std::sync::Arc;

use bpmn::migrate::Mapping;
use casework::migration::{self, CasePlan, Effect, FileChange, Moved, Order, OrderState, Versions};
use casework::{Actor, CaseId, Casework, Error};
use clap::Args;
use serde_json::{Value as Json, json};
use tokio::runtime::Runtime;

use crate::failure::{Failure, Holds, read, say};
use crate::options::{self, Place};

/// Cases planned in one read: a snapshot is not held for longer than a second.
const PAGE: u32 = 200;
/// Cases moved together: one sync to disk for all of them, and a server that runs beside waits no longer for its turn.
const BATCH: u32 = 64;
/// Largest mapping, in bytes.
const MAPPING: u64 = 1 << 20;

/// `diwan pack migrate`
#[derive(Args)]
pub(crate) struct Migrate {
    /// The version that the cases run on: its number, or the beginning of its hash.
    #[arg(long, value_name = "HASH|VERSION")]
    from: String,
    /// The version that they are to run on, or (for a dry run) a pack's folder.
    #[arg(long, value_name = "HASH|VERSION|DIR")]
    to: String,
    /// The pack, where several have a version of that number.
    #[arg(long, value_name = "ID")]
    pack: Option<String>,
    /// What cannot be mapped by its id: {"elements": {"old": "new"}, "again": ["timer or task counted anew"]}.
    #[arg(long, value_name = "FILE.json")]
    mapping: Option<PathBuf>,
    /// Tells what would become of every case, and changes nothing (this is what it does without --apply).
    #[arg(long, conflicts_with = "apply")]
    dry_run: bool,
    /// Proposes the move; once a supervisor of the agency has confirmed it, moves the cases.
    #[arg(long, requires = "reason")]
    apply: bool,
    /// Why: applicants read it in their cases.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// JSON, a line a case, instead of text.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

impl Migrate {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let mapping = self.mapping()?;
        let casework = self.place.open()?;
        let runtime = options::runtime()?;
        let (versions, files) = self.versions(&runtime, &casework, mapping)?;
        let run = Run {
            runtime: &runtime,
            casework: &casework,
            versions: &versions,
            files: &files,
            json: self.json,
        };
        if self.apply {
            run.apply(self.reason.as_deref().unwrap_or_default())
        } else {
            run.plan()
        }
    }

    fn mapping(&self) -> Result<Mapping, Failure> {
        let Some(path) = &self.mapping else {
            return Ok(Mapping::default());
        };
        let bytes = read(path, MAPPING)?;
        serde_json::from_slice(&bytes).map_err(|e| Failure::file(path, e))
    }

    fn versions(
        &self,
        runtime: &Runtime,
        casework: &Casework,
        mapping: Mapping,
    ) -> Result<(Versions, Vec<FileChange>), Failure> {
        let folder = Path::new(&self.to);
        let folder = (!self.apply && folder.is_dir()).then(|| super::pack::read(folder));
        let folder = folder.transpose()?;
        let pack = self
            .pack
            .clone()
            .or(folder.as_ref().map(|(_, p)| p.id.clone()));
        let (from, to) = (self.from.clone(), self.to.clone());
        let found = casework.read(move |link, parts| {
            let line = migration::by_name(link, &from, pack.as_deref())?;
            let old = parts.packs.get(link, &line.hash)?;
            let (files, new) = match folder {
                Some((files, pack)) => (files, Arc::new(pack)),
                None => {
                    let line = migration::by_name(link, &to, Some(&old.id))?;
                    let files = parts.packs.files(link, &line.hash)?;
                    (files, parts.packs.get(link, &line.hash)?)
                }
            };
            let differing = Versions::differing(&parts.packs.files(link, &old.hash)?, &files);
            Ok((Versions::new(old, new, mapping)?, differing))
        });
        Ok(runtime.block_on(found)?)
    }
}

struct Run<'a> {
    runtime: &'a Runtime,
    casework: &'a Casework,
    versions: &'a Versions,
    files: &'a [FileChange],
    json: bool,
}

/// How many cases go and stay.
#[derive(Clone, Copy, Default)]
struct Count {
    moves: u64,
    stays: u64,
}

/// A case's plan, or why it could not be read.
type Planned = Result<CasePlan, (CaseId, String)>;

impl Run<'_> {
    /// Every case and what changes, those that cannot move first.
    fn plan(&self) -> Result<Holds, Failure> {
        self.head();
        let mut count = Count::default();
        for stays in [true, false] {
            self.each(|planned| {
                let moves = matches!(&planned, Ok(plan) if plan.problems.is_empty());
                if moves == stays {
                    return;
                }
                let counted = if moves {
                    &mut count.moves
                } else {
                    &mut count.stays
                };
                *counted += 1;
                match planned {
                    Ok(plan) => self.case(&plan, "can move", "cannot move"),
                    Err((id, why)) => self.unreadable(id, &why),
                }
            })?;
        }
        Ok(self.tail(count, "can move", "cannot"))
    }

    fn each(&self, mut tell: impl FnMut(Planned)) -> Result<(), Failure> {
        let mut after = CaseId(0);
        loop {
            let versions = self.versions.clone();
            let page = self.casework.read(move |link, parts| {
                let now = parts.clock.now();
                let cases = migration::running(link, parts, &versions.old.hash, after, PAGE)?;
                let plan = |case: migration::Running| match case {
                    Ok(case) => (case.id, Ok(migration::plan(&versions, &case, now))),
                    Err((id, e)) => (id, Err((id, e.to_string()))),
                };
                Ok(cases.into_iter().map(plan).collect::<Vec<_>>())
            });
            let page = self.runtime.block_on(page)?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            after = *last;
            page.into_iter().for_each(|(_, planned)| tell(planned));
        }
    }

    fn apply(&self, reason: &str) -> Result<Holds, Failure> {
        let versions = self.versions.clone();
        let found = self
            .casework
            .read(move |link, parts| migration::same_order(link, parts, &versions));
        match self.runtime.block_on(found)? {
            Some(order) if order.state == OrderState::Confirmed => self.confirmed(&order),
            Some(order) => Ok(self.waits(order.seq)),
            None => {
                let (versions, reason) = (self.versions.clone(), reason.to_owned());
                let proposed = self
                    .casework
                    .write(move |tx| migration::propose(tx, Actor::Operator, &versions, &reason));
                Ok(self.waits(self.runtime.block_on(proposed)?))
            }
        }
    }

    /// Nothing moves before a second person agreed.
    fn waits(&self, seq: u64) -> Holds {
        let agency = &self.versions.old.agency;
        if self.json {
            say(json!({ "proposal": seq, "state": "proposed", "agency": agency }));
        } else {
            say(format_args!(
                "proposed as entry {seq}; no case was moved. A supervisor of {agency} has to confirm it at \
                 /overview/migrations/{seq}; then run this command again"
            ));
        }
        Holds::No
    }

    fn confirmed(&self, order: &Order) -> Result<Holds, Failure> {
        self.head();
        let (mut after, mut count) = (CaseId(0), Count::default());
        loop {
            let hash = order.from;
            let ids = self
                .casework
                .read(move |link, _| Ok(migration::running_on(link, &hash, after, BATCH)?));
            let ids = self.runtime.block_on(ids)?;
            let Some(last) = ids.last().copied() else {
                return Ok(self.tail(count, "moved", "stay where they are"));
            };
            after = last;
            for (id, moved) in self.runtime.block_on(self.batch(order, ids)) {
                match moved {
                    Ok(Moved::Done { plan, .. }) => {
                        count.moves += 1;
                        self.case(&plan, "moved", "");
                    }
                    Ok(Moved::Stays(plan)) => {
                        count.stays += 1;
                        self.case(&plan, "", "stays");
                    }
                    Ok(Moved::Past) => {}
                    Err(e @ (Error::Store(_) | Error::Conflict(_) | Error::Forbidden(_))) => {
                        return Err(e.into());
                    }
                    Err(e) => {
                        count.stays += 1;
                        self.unreadable(id, &e.to_string());
                    }
                }
            }
        }
    }

    /// Moves some cases, each a command of its own: one that fails does not hold the others.
    async fn batch(&self, order: &Order, ids: Vec<CaseId>) -> Vec<(CaseId, Result<Moved, Error>)> {
        let mut running = Vec::new();
        for id in ids {
            let (casework, order) = (self.casework.clone(), order.clone());
            running.push(tokio::spawn(async move {
                let moved = casework
                    .write(move |tx| migration::apply(tx, Actor::Operator, &order, id))
                    .await;
                (id, moved)
            }));
        }
        let mut all = Vec::new();
        for one in running {
            // A task that ended without an answer is one that the runtime dropped: the program ends.
            all.extend(one.await);
        }
        all
    }

    fn head(&self) {
        let Versions { old, new, .. } = self.versions;
        if self.json {
            return;
        }
        say(format_args!(
            "{}: from {} ({}) to {} ({})",
            old.id,
            old.version,
            hex::encode(&old.hash[..6]),
            new.version,
            hex::encode(&new.hash[..6])
        ));
        for file in self.files {
            let (what, path) = match file {
                FileChange::Added(path) => ("added", path),
                FileChange::Gone(path) => ("gone", path),
                FileChange::Changed(path) => ("changed", path),
            };
            say(format_args!("  {what}: {path}"));
        }
    }

    fn case(&self, plan: &CasePlan, moves: &str, stays: &str) {
        let goes = plan.problems.is_empty();
        if self.json {
            return say(json!({
                "case": plan.number.to_string(), "moves": goes, "at": plan.waits_at,
                "problems": plan.problems.iter().map(told).collect::<Vec<_>>(),
                "changes": plan.effects.iter().map(told).collect::<Vec<_>>(),
            }));
        }
        let verdict = if goes { moves } else { stays };
        let at = plan.waits_at.join(", ");
        say(format_args!("{} {verdict}; it waits at {at}", plan.number));
        for effect in &plan.problems {
            say(format_args!("  ! {effect}"));
        }
        for effect in &plan.effects {
            say(format_args!("  - {effect}"));
        }
        if plan.all().next().is_none() {
            say("  - nothing changes for it");
        }
    }

    fn unreadable(&self, id: CaseId, why: &str) {
        if self.json {
            say(json!({ "id": id, "moves": false, "problems": [{ "text": why }] }));
        } else {
            say(format_args!("the case with id {id} cannot be moved"));
            say(format_args!("  ! {why}"));
        }
    }

    fn tail(&self, count: Count, moves: &str, stays: &str) -> Holds {
        let Versions { old, new, .. } = self.versions;
        let all = count.moves + count.stays;
        if self.json {
            say(json!({
                "pack": old.id, "from": hex::encode(old.hash), "to": hex::encode(new.hash),
                "cases": all, "moves": count.moves, "stays": count.stays,
            }));
        } else {
            say(format_args!(
                "{all} running cases: {} {moves}, {} {stays}",
                count.moves, count.stays
            ));
        }
        (count.stays == 0).into()
    }
}

fn told(effect: &Effect) -> Json {
    json!({
        "element": effect.element, "code": effect.code, "args": effect.args, "text": effect.to_string(),
    })
}
