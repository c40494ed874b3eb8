-- expand
-- Which programs run on this database, and for which of them a migration is too new. Neither is state.

-- needs: 0 where programs that do not know the migration go on with it; else the migration that a program must know.
alter table migrations add column needs bigint not null default 0;

-- A running `diwan serve`. knows: the last migration of its program. seen_at: when it last said so.
create table nodes (
  id text primary key,
  version text not null,
  knows bigint not null,
  seen_at bigint not null
);
