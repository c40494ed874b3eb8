-- One log an agency, one for the nation.

-- On the national house: the last checkpoint of each agency's log that was entered, and what was refused of it.
create table followed_logs (
  origin text primary key,
  size bigint not null,
  checkpoint text not null,
  entry bigint not null,
  received_at bigint not null,
  refused bigint,
  refused_at bigint,
  refused_size bigint,
  reason text
);

-- On an agency's house: the national log's receipt of the newest checkpoint of this log. Beside the log: what it is
-- worth is checked with the national log's keys.
create table national_receipts (
  log bigint primary key,
  size bigint not null,
  nation text not null,
  receipt {blob} not null,
  at bigint not null
);
