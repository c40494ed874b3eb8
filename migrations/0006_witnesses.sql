-- Witnesses' cosignatures: beside the log, never in it. What they are worth is checked with their keys,
-- so no entry tells of these rows.

-- What a witness has last cosigned, and how asking it went. `key_hash`: SHA-256 of its verifier key's text.
create table witnesses (
  log bigint not null,
  key_hash {blob} not null,
  name text not null,
  size bigint not null,
  signed_at bigint not null,
  tried_at bigint not null,
  failures bigint not null,
  error text not null,
  primary key (log, key_hash)
);

-- Checkpoints with the cosignatures that came. `kind`: `newest` is what is published, `met` the newest
-- that fulfils the policy; `unmet` has no checkpoint and says since when the policy is not met.
create table cosigned (
  log bigint not null,
  kind text not null,
  size bigint not null,
  checkpoint text not null,
  at bigint not null,
  primary key (log, kind)
);

-- Timestamps of an authority (RFC 3161) over the text of checkpoints; `time` is the authority's.
create table stamps (
  log bigint not null,
  size bigint not null,
  checkpoint text not null,
  token {blob} not null,
  time bigint not null,
  authority text not null,
  primary key (log, size)
);
