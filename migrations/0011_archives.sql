-- Closed cases move to archives: files outside the database, named by their hash.

-- State: the archives that entries tell of, by the entry.
create table archives (
  n bigint primary key,
  period text not null,
  sha256 {blob} not null,
  cases bigint not null,
  entries bigint not null,
  documents bigint not null,
  bytes bigint not null,
  archived_at bigint not null
);
-- State: which archive has a case.
create table archived (
  case_id bigint primary key,
  archive bigint not null
);
-- Beside the state: archives whose rows are not all emptied yet.
create table archiving (
  archive bigint primary key,
  since bigint not null
);
create index cases_closed on cases (closed_at, id) where closed_at is not null;
