-- Keys that sign the log. The first is that of `log.created`; others are added and retired by entries.
create table log_keys (
  added bigint primary key,
  vkey text not null unique,
  added_at bigint not null,
  retired bigint,
  retired_at bigint
);

insert into log_keys (added, vkey, added_at)
select 0, log.vkey, entries.time from log join entries on entries.log = log.id and entries.seq = 0;

-- The checkpoints that cover a change of keys: signed by the keys before it and after it, so that the old ones vouch for the new.
create table handovers (
  log bigint not null,
  size bigint not null,
  checkpoint text not null,
  primary key (log, size)
);
