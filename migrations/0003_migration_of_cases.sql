-- Moving running cases to another version of their pack: who asked for it (the entry `seq`), and what a second person said.
create table migration_orders (
  seq bigint primary key,
  pack text not null,
  agency text not null,
  from_hash {blob} not null,
  to_hash {blob} not null,
  state text not null,
  proposed_at bigint not null,
  decided_at bigint,
  decided_by bigint
);
create index migration_orders_state on migration_orders (state, agency, seq);
create index cases_version on cases (pack_hash, id) where closed_at is null;
