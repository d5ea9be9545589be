"""The tables of a region; what they hold stands in docs/region.md."""

from __future__ import annotations

from typing import Final

SCHEMA: Final = "region"
"""The schema in which a region lies in the database of its address."""
TABLES: Final = """
create table office (
    code text collate "C" primary key,
    mark text not null unique,
    sheet text not null default '',
    hall json,
    told_at timestamptz
);

create table era (
    office text collate "C" not null references office,
    era bigint not null check (era >= 1),
    begins_after bigint not null check (begins_after >= 0),
    since timestamptz not null default now(),
    primary key (office, era)
);

create table event (
    office text collate "C" not null,
    era bigint not null,
    seq bigint not null check (seq >= 1),
    id text not null,
    at bigint not null,
    kind text not null,
    station text not null,
    ticket text,
    service text,
    counter bigint,
    data json,
    received_at timestamptz not null default now(),
    primary key (office, era, seq),
    foreign key (office, era) references era
);
create index by_seq on event (office, seq);

create view history as
select event.*, to_timestamp(at / 1000.0) as instant from event
where not exists (
    select from era as later where later.office = event.office
    and later.era > event.era and later.begins_after < event.seq
);
"""
HANDED_DOWN: Final = """
create table handed_down (
    office text collate "C" not null references office,
    version bigint not null check (version >= 1),
    kind text not null check (kind in ('office', 'notice', 'appointment')),
    content text not null,
    base text not null,
    by_whom text not null default session_user,
    since timestamptz not null default now(),
    outcome text check (outcome in ('taken', 'waits', 'refused')),
    reasons text not null default '',
    settled_at timestamptz,
    primary key (office, version)
);
"""
"""Made by the first that hands something down, not by who sends."""
