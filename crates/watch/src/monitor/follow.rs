//! Reading on: every leaf and tile since the last look, and whether the history is the same.

use jiff::Timestamp;
use tlog::tile::{TILE_WIDTH, decode_bundle, decode_hashes, growth, tile_root};
use tlog::{BundleId, Checkpoint, Hash, Leaf, LogId, TileId};

use super::report::{Kind, Report};
use super::source::SourceError;
use super::state::State;
use super::{Monitor, MonitorError, SKEW};

/// Faults of one kind told in words; more of the same tell nothing new.
const TOLD: usize = 20;

/// The tree in the making: from the last full tile that was seen to what is shown now.
struct Growing {
    state: State,
    /// Hashes of the leaves after the frontier's last full tile.
    edge: Vec<Hash>,
    frontier: tlog::Frontier,
    time_us: i64,
    root_before: Option<Hash>,
}

impl Monitor<'_> {
    /// Reads all leaves from the last full tile on, and holds against them: the root that was seen,
    /// the root that is signed now, and every tile that grew. Moves `state` on when the roots hold.
    pub(super) fn follow(
        &self,
        state: &mut State,
        checkpoint: &Checkpoint,
        report: &mut Report,
    ) -> Result<bool, MonitorError> {
        let before = state.size();
        let mut tree = Growing::new(state);
        while tree.frontier.size() < checkpoint.size {
            let index = tree.frontier.size() / u64::from(TILE_WIDTH);
            let Some(id) = BundleId::in_log(index, checkpoint.size) else {
                break;
            };
            let Some((bytes, width)) = self.fetch(&id, |full| BundleId { width: full, ..id })?
            else {
                report.add(Kind::Missing, format!("{id} is not published"));
                return Ok(false);
            };
            let leaves = match decode_bundle(&bytes, width) {
                Ok(leaves) => leaves,
                Err(fault) => {
                    report.add(Kind::Leaf, format!("{id}: {fault}"));
                    return Ok(false);
                }
            };
            for leaf in leaves.into_iter().take(usize::from(id.width)) {
                self.leaf(leaf, &mut tree, checkpoint, before, report);
            }
            tree.full_tile();
        }
        let held = roots_hold(&tree, state, checkpoint, report);
        self.tiles(&tree, before, checkpoint.size, report)?;
        if held {
            *state = tree.state;
        }
        Ok(held)
    }

    fn leaf(
        &self,
        bytes: &[u8],
        tree: &mut Growing,
        checkpoint: &Checkpoint,
        before: u64,
        report: &mut Report,
    ) {
        let index = tree.frontier.size();
        match Leaf::decode(bytes) {
            Err(fault) => few(report, Kind::Leaf, || format!("entry {index}: {fault}")),
            Ok(leaf) => {
                if leaf.log != LogId::of(&checkpoint.origin) || leaf.index != index {
                    few(report, Kind::Leaf, || {
                        format!("the leaf at {index} was made for another log or place")
                    });
                }
                if index >= before {
                    self.time(&leaf, tree, report);
                    report.entries += 1;
                }
                tree.time_us = tree.time_us.max(leaf.time_us);
            }
        }
        tree.append(tlog::leaf_hash(bytes), before);
    }

    /// Times never go back; an entry is not from the future; and one that was not there when the log
    /// was last looked at was not made before.
    fn time(&self, leaf: &Leaf, tree: &Growing, report: &mut Report) {
        let (index, at) = (leaf.index, casework::micros(leaf.time_us));
        if leaf.time_us < tree.time_us {
            few(report, Kind::Time, || {
                format!("entry {index} is before the entry before it")
            });
        }
        if at > after(self.now) {
            few(report, Kind::Time, || {
                format!("entry {index} is from the future: {at}")
            });
        }
        let looked = tree.state.looked.filter(|looked| after(at) < *looked);
        if let Some(looked) = looked {
            few(report, Kind::Time, || {
                format!("entry {index} was dated back: it says {at}, and was not there at {looked}")
            });
        }
    }

    /// Every tile that grew since `before` is what the leaves give.
    fn tiles(
        &self,
        tree: &Growing,
        before: u64,
        size: u64,
        report: &mut Report,
    ) -> Result<(), MonitorError> {
        let levels = tree.levels();
        for id in growth(before, size) {
            report.tiles += 1;
            let Some(shown) = self.hashes(id)? else {
                few(report, Kind::Missing, || format!("{id} is not published"));
                continue;
            };
            if !shown.is_ok_and(|shown| tree.holds(&levels, id, &shown)) {
                few(report, Kind::Tile, || {
                    format!("{id} is not what the entries give")
                });
            }
        }
        Ok(())
    }

    /// The hashes of a tile; nothing where it is not published.
    pub(super) fn hashes(
        &self,
        id: TileId,
    ) -> Result<Option<Result<Vec<Hash>, tlog::Malformed>>, SourceError> {
        let found = self.fetch(&id, |full| TileId { width: full, ..id })?;
        Ok(found.map(|(bytes, width)| {
            let mut hashes = decode_hashes(&bytes, width)?;
            hashes.truncate(usize::from(id.width));
            Ok(hashes)
        }))
    }

    /// A tile or bundle and its width: the full one in place of a partial one that is gone, as
    /// c2sp.org/tlog-tiles allows.
    fn fetch<T: ToString>(
        &self,
        id: &T,
        full: impl Fn(u16) -> T,
    ) -> Result<Option<(Vec<u8>, u16)>, SourceError> {
        let path = id.to_string();
        let width = path.rsplit_once(".p/").and_then(|(_, w)| w.parse().ok());
        if let Some(bytes) = self.source.get(&path)? {
            return Ok(Some((bytes, width.unwrap_or(TILE_WIDTH))));
        }
        if width.is_none() {
            return Ok(None);
        }
        let bytes = self.source.get(&full(TILE_WIDTH).to_string())?;
        Ok(bytes.map(|bytes| (bytes, TILE_WIDTH)))
    }
}

fn after(at: Timestamp) -> Timestamp {
    at.checked_add(SKEW).unwrap_or(Timestamp::MAX)
}

fn few(report: &mut Report, kind: Kind, detail: impl FnOnce() -> String) {
    let told = report.findings.iter().filter(|f| f.kind == kind).count();
    if told < TOLD {
        report.add(kind, detail());
    }
}

fn roots_hold(tree: &Growing, state: &State, checkpoint: &Checkpoint, report: &mut Report) -> bool {
    let seen = state.checkpoint.as_ref().map(|(_, c)| c);
    let same = seen.is_none_or(|c| tree.root_before == Some(c.root));
    if !same {
        let before = state.size();
        let why = format!(
            "the first {before} entries are not those that were seen: keep the monitor's state, it has the signed checkpoint of then"
        );
        report.add(Kind::Rewritten, why);
    }
    let signed = tree.frontier.root() == checkpoint.root;
    if !signed {
        let why = format!(
            "the {} entries give another root than is signed",
            checkpoint.size
        );
        report.add(Kind::Root, why);
    }
    same && signed
}

impl Growing {
    fn new(state: &State) -> Self {
        Self {
            state: state.clone(),
            edge: Vec::new(),
            frontier: state.frontier.clone(),
            time_us: state.time_us,
            root_before: (state.size() == state.frontier.size()).then(|| state.frontier.root()),
        }
    }

    fn append(&mut self, leaf: Hash, before: u64) {
        self.frontier.append(leaf);
        self.edge.push(leaf);
        if self.frontier.size() == before {
            self.root_before = Some(self.frontier.root());
        }
    }

    /// What stands at a full tile is what the next look goes on from.
    fn full_tile(&mut self) {
        if self.frontier.size().is_multiple_of(u64::from(TILE_WIDTH))
            && let Ok(hashes) = <&[Hash; TILE_WIDTH as usize]>::try_from(self.edge.as_slice())
        {
            self.state.roots.push(tile_root(hashes));
            self.state.frontier = self.frontier.clone();
            self.state.time_us = self.time_us;
            self.edge.clear();
        }
    }

    /// Hashes that tiles of level 1, 2… hold.
    fn levels(&self) -> Vec<Vec<Hash>> {
        let mut levels = vec![self.state.roots.clone()];
        while let Some(last) = levels.last().filter(|l| l.len() >= usize::from(TILE_WIDTH)) {
            let (full, _) = last.as_chunks::<{ TILE_WIDTH as usize }>();
            levels.push(full.iter().map(tile_root).collect());
        }
        levels
    }

    /// Whether a tile holds what the leaves give. Of full tiles of level 0 only the roots are kept.
    fn holds(&self, levels: &[Vec<Hash>], id: TileId, shown: &[Hash]) -> bool {
        let Ok(index) = usize::try_from(id.index) else {
            return false;
        };
        if id.level == 0 {
            return match <&[Hash; TILE_WIDTH as usize]>::try_from(shown) {
                Ok(full) => self.state.roots.get(index) == Some(&tile_root(full)),
                Err(_) => self.edge.get(..shown.len()) == Some(shown),
            };
        }
        let start = index * usize::from(TILE_WIDTH);
        let level = levels.get(usize::from(id.level) - 1);
        let expected = level.and_then(|level| level.get(start..start + shown.len()));
        expected == Some(shown) && shown.len() == usize::from(id.width)
    }
}
