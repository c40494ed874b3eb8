-- Open contracting: publishers' data, what was found in them, and what people did about it.

-- == State: each row is a fold over entries ==
create table publishers (
  id text primary key,
  name text not null,
  import bigint not null,
  updated_at bigint not null
);
create table imports (
  n bigint primary key,
  publisher text not null,
  settings {blob} not null,
  overrides {blob} not null,
  engine text not null,
  results {blob} not null,
  processes bigint not null,
  flags bigint not null,
  problems bigint not null,
  actor text not null,
  imported_at bigint not null
);
create index imports_publisher on imports (publisher, n);
create table import_files (
  import bigint not null,
  n bigint not null,
  publisher text not null,
  hash {blob} not null,
  name text not null,
  size bigint not null,
  primary key (import, n)
);
create index import_files_publisher on import_files (publisher, hash);
-- What was done about a flag; the newest of dismissed and reopened says whether it stands.
create table flag_acts (
  seq bigint primary key,
  flag {blob} not null,
  publisher text not null,
  about text not null,
  subject text not null,
  indicator text not null,
  act text not null,
  reason text,
  case_id bigint,
  actor text not null,
  at bigint not null
);
create index flag_acts_flag on flag_acts (flag, seq);
create table reply_invitations (
  seq bigint primary key,
  publisher text not null,
  party text not null,
  code {blob} not null,
  sent_by text not null,
  actor text not null,
  invited_at bigint not null,
  until_at bigint not null
);
create unique index reply_invitations_code on reply_invitations (code);
create index reply_invitations_party on reply_invitations (publisher, party);
create table replies (
  seq bigint primary key,
  invitation bigint not null,
  publisher text not null,
  party text not null,
  ocid text not null,
  flag {blob},
  said text not null,
  replied_at bigint not null
);
create index replies_ocid on replies (publisher, ocid);
create index replies_party on replies (publisher, party);

-- == Not state: bytes by a hash that is in an entry, what follows from them, and work under way ==
create table import_blobs (
  hash {blob} not null,
  n bigint not null,
  bytes {blob} not null,
  primary key (hash, n)
);
create table import_jobs (
  n bigint primary key,
  publisher text not null,
  name text not null,
  actor text not null,
  state text not null,
  done bigint not null,
  total bigint not null,
  files text not null,
  overrides {blob} not null,
  note text not null,
  problems bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index import_jobs_state on import_jobs (state, n);
create table import_problems (
  import bigint not null,
  n bigint not null,
  file text not null,
  line bigint not null,
  byte bigint not null,
  reason text not null,
  primary key (import, n)
);
create table releases (
  hash {blob} primary key,
  packed {blob} not null
);
create table contracts (
  import bigint not null,
  ocid text not null,
  release {blob} not null,
  title text not null,
  buyer text not null,
  buyer_name text not null,
  method text not null,
  status text not null,
  day bigint not null,
  year bigint not null,
  amount bigint,
  currency text not null,
  score bigint not null,
  standing bigint not null,
  primary key (import, ocid)
);
create index contracts_day on contracts (import, day, ocid);
create index contracts_standing on contracts (import, standing, ocid);
create index contracts_release on contracts (release);
create table contract_parties (
  import bigint not null,
  role text not null,
  party text not null,
  ocid text not null,
  name text not null,
  primary key (import, role, party, ocid)
);
create index contract_parties_ocid on contract_parties (import, ocid);
create table contract_words (
  import bigint not null,
  scope text not null,
  word text not null,
  ocid text not null,
  primary key (import, scope, word, ocid)
) {without_rowid};
create index contract_words_ocid on contract_words (import, ocid);
create table flags (
  import bigint not null,
  id {blob} not null,
  about text not null,
  subject text not null,
  indicator text not null,
  value text not null,
  bar text not null,
  sure text not null,
  weight bigint not null,
  evidence text not null,
  says text not null,
  primary key (import, id)
);
create index flags_subject on flags (import, about, subject);
create index flags_id on flags (id);
create index flags_indicator on flags (import, indicator, subject);
create table indicator_coverage (
  import bigint not null,
  indicator text not null,
  computed bigint not null,
  apart bigint not null,
  missing text not null,
  primary key (import, indicator)
);
