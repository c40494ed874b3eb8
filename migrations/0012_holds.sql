-- Cases that nobody may erase while somebody says so, and the look-up of those whose time is over.

-- State: the holds of a case, each by the entry that laid it.
create table holds (
  seq bigint primary key,
  case_id bigint not null,
  held_by text not null,
  held_at bigint not null,
  released bigint,
  released_by text,
  released_at bigint
);
create unique index holds_open on holds (case_id) where released is null;
create index cases_kept on cases (pack_hash, closed_at, id) where status = 'closed';
