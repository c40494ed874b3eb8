-- What stopped a case, and what two people do about it. Times are µs since 1970 UTC.

-- Each time that a case stopped; what for is in the entry of that number.
create table incidents (
  case_id bigint not null,
  seq bigint not null,
  raised_at bigint not null,
  ended_at bigint,
  primary key (case_id, seq)
);
create index incidents_open on incidents (case_id) where ended_at is null;
-- Until now a retry ended whatever had stopped the case.
insert into incidents (case_id, seq, raised_at, ended_at)
  select e.case_id, e.seq, e.time,
    (select min(r.time) from entries r
      where r.case_id = e.case_id and r.kind = 'incident.retried' and r.seq > e.seq)
  from entries e where e.kind = 'incident.raised';
-- Each mend that one person proposed: a second one decides on it. What it is, is in the entry of that number.
create table mends (
  case_id bigint not null,
  seq bigint not null,
  incident bigint not null,
  proposed_by text not null,
  proposed_at bigint not null,
  state text not null,
  decided_by text,
  decided_at bigint,
  primary key (case_id, seq)
);
create index cases_stopped on cases (agency, id) where status = 'incident';
