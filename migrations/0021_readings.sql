-- Who read somebody's data is found among the readings of their cases, without going through all their entries. The kinds are those
-- that `crates/services/src/account/readings.rs` asks for, as it writes them.
create index entries_readings on entries (case_id, seq)
    where kind in ('data.read', 'access.refused', 'job.locked', 'call.queued');
