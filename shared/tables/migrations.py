"""The tables of an office, as ordered migrations in the words of SQLite; what each
column means stands in docs/design.md. Instants are milliseconds since 1970, UTC.

A migration that has shipped is never edited: a change is a new one at the end.
"""

from __future__ import annotations

import re
from typing import Final

_FIRST: Final = """
create table meta (
    key text primary key,
    value text not null
) strict;

create table series (
    day text not null,
    letter text not null,
    last integer not null check (last >= 1),
    primary key (day, letter)
) strict, without rowid;

create table ticket (
    key integer primary key,
    day text not null,
    letter text not null,
    number integer not null check (number >= 1),
    service text not null,
    state text not null check (state in ('waiting', 'called', 'serving', 'held',
        'done', 'missed', 'cancelled', 'expired')),
    priority text not null,
    language text not null,
    channel text not null,
    counter integer,
    calls integer not null default 0 check (calls >= 0),
    issued_at integer not null,
    due_at integer not null,
    called_at integer,
    started_at integer,
    ended_at integer,
    note text,
    unique (day, letter, number),
    check (state not in ('called', 'serving') or counter is not null),
    check (state <> 'waiting' or counter is null),
    check ((state in ('done', 'missed', 'cancelled', 'expired')) = (ended_at is not null))
) strict;

create unique index one_ticket_a_counter on ticket (counter)
    where state in ('called', 'serving');
create index whose_turn on ticket (service, due_at, key) where state = 'waiting';
create index in_hand on ticket (state, day, due_at, key)
    where state in ('waiting', 'called', 'serving', 'held', 'missed');

create table counter (
    number integer primary key,
    state text not null check (state in ('open', 'paused', 'closed')),
    staff text,
    reason text,
    station text,
    since integer not null
) strict;

create table station (
    name text primary key,
    token text not null,
    place text not null,
    version text not null,
    started_at integer not null,
    seen_at integer not null
) strict;

create table event (
    seq integer primary key check (seq >= 1),
    id text not null,
    day text not null,
    at integer not null,
    kind text not null,
    station text not null,
    ticket text,
    service text,
    counter integer,
    data text
) strict;

create index calls on event (day, seq) where kind in ('called', 'recalled');

create trigger event_is_never_changed before update on event
begin
    select raise(abort, 'an event is never changed');
end;
create trigger event_is_never_removed before delete on event
begin
    select raise(abort, 'an event is never removed');
end;

create table answer (
    id text primary key,
    day text not null,
    body text not null
) strict, without rowid;
create index answers_of_day on answer (day);
"""
_PRINTERS: Final = """
create table printer (
    name text not null,
    station text not null,
    condition text not null check (condition in ('fine', 'near_end', 'out',
        'cover_open', 'cutter', 'error', 'offline', 'unknown')),
    reason text,
    can_confirm integer not null check (can_confirm in (0, 1)),
    since integer not null,
    jobs text not null check (json_type(jobs) = 'array'),
    primary key (name, station)
) strict, without rowid;

create table print_wish (
    id text primary key,
    what text not null check (what in ('retry', 'reprint', 'drop')),
    station text not null,
    printer text not null,
    job text,
    label text not null,
    asked_at integer not null,
    asked_by text not null,
    check (job is not null or what = 'reprint')
) strict, without rowid;
"""

_SHARE: Final = """
insert into meta (key, value) values ('office', lower(hex(randomblob(16))));

alter table station add column told text not null default '{}'
    check (json_type(told) = 'object');

create table proof (
    one text not null,
    other text not null,
    state text not null check (state in ('asked', 'begun', 'held', 'failed')),
    since integer not null,
    told text not null default '{}' check (json_type(told) = 'object'),
    primary key (one, other),
    check (one < other)
) strict, without rowid;

create table found (
    id text primary key,
    seq integer not null,
    at integer not null,
    station text not null,
    entry text not null check (json_type(entry) = 'object')
) strict, without rowid;

create index not_added on event (day, seq) where kind = 'not_added';

drop trigger event_is_never_removed;
create trigger event_is_never_removed before delete on event
when old.day >= coalesce((select value from meta where key = 'archived_before'), '')
begin
    select raise(abort, 'an event is never removed');
end;
"""

_SHEETS: Final = """
create table office_sheet (
    standing text primary key check (standing in ('agreed', 'waiting')),
    version text not null,
    day text not null,
    since integer not null,
    text text not null
) strict, without rowid;
"""

_VISITS: Final = """
alter table ticket add column services text;
alter table ticket add column officer text;
alter table ticket add column kept_for integer;
alter table ticket add column sent_by integer;
alter table ticket add column needs_help integer not null default 0
    check (needs_help in (0, 1));
alter table ticket add column acted_by text;
alter table ticket add column in_group text check (in_group is null or state = 'held');
create index kept on ticket (due_at, key)
    where state = 'waiting' and (kept_for is not null or officer is not null);
create index in_groups on ticket (in_group) where in_group is not null;

create table visit_group (
    counter integer primary key,
    id text not null unique,
    day text not null,
    service text not null,
    place text,
    since integer not null
) strict;

create table act (
    counter integer primary key,
    seq integer not null,
    at integer not null,
    before text not null check (json_type(before) = 'array')
) strict;

drop index calls;
create index calls on event (day, seq)
    where kind in ('called', 'recalled', 'group_called');
create index undone on event (day, seq) where kind = 'undone';
"""

_ORDERS: Final = """
create table pause (
    what text not null check (what in ('service', 'kiosk')),
    name text not null,
    message text,
    until integer,
    primary key (what, name)
) strict, without rowid;

create table counter_move (
    counter integer primary key,
    serves text not null check (json_type(serves) = 'array'),
    helps text not null check (json_type(helps) = 'array'),
    until integer
) strict;

create table help_call (
    id text primary key,
    day text not null,
    counter integer,
    kiosk text,
    reason text,
    since integer not null,
    is_answered integer not null default 0 check (is_answered in (0, 1)),
    check ((counter is null) <> (kiosk is null))
) strict, without rowid;
create unique index one_call_a_place
    on help_call (day, coalesce(counter, 0), coalesce(kiosk, '')) where not is_answered;

create table staff (
    name text primary key,
    role text not null check (role in ('staff', 'supervisor', 'administrator')),
    salt blob not null,
    pin_hash blob not null,
    wrong integer not null default 0 check (wrong >= 0),
    wrong_at integer not null default 0
) strict, without rowid;

create table sign_on (
    counter integer primary key,
    staff text not null unique
) strict;

create table notice (
    id text primary key,
    text text not null,
    state text not null check (state in ('draft', 'approved', 'ended')),
    since integer,
    until integer
) strict, without rowid;
"""

_RETURNS: Final = """
alter table ticket add column returns integer not null default 0 check (returns >= 0);
alter table ticket add column call_from integer
    check (call_from is null or state = 'waiting');
alter table ticket add column waits_from integer;
"""

_WAITS: Final = """
alter table ticket add column promised_low integer;
alter table ticket add column promised_high integer
    check ((promised_low is null) = (promised_high is null));

create table learnt (
    part text primary key,
    body text not null
) strict, without rowid;
"""

_FOLLOW_UPS: Final = """
create table follow_up (
    id text primary key,
    reference text not null,
    kind text not null,
    due text not null,
    outcome text
) strict, without rowid;
create index due_follow_ups on follow_up (due, reference, id);
"""

_BOOKINGS: Final = """
alter table ticket add column slot_at integer;

create table booking (
    code text primary key,
    day text not null,
    service text not null,
    at integer not null,
    minutes integer not null check (minutes > 0),
    place integer not null,
    places integer not null check (place between 1 and places),
    officer text,
    language text not null,
    channel text not null,
    reference text,
    state text not null check (state in ('booked', 'cancelled', 'checked_in',
        'missed')),
    ticket text,
    check ((state = 'checked_in') = (ticket is not null))
) strict, without rowid;
create unique index one_person_a_place on booking (service, at, place)
    where state <> 'cancelled';
create unique index one_person_an_officer on booking (officer, at)
    where officer is not null and state <> 'cancelled';
create index bookings_of_day on booking (day, at, code);
"""

_FETCHED: Final = """
alter table ticket add column cannot_hear integer not null default 0
    check (cannot_hear in (0, 1));
"""

_AWAY: Final = """
alter table ticket add column came_from integer;
alter table ticket add column out_since integer
    check (out_since is null or state = 'held');
create unique index comes_back_once on ticket (came_from) where came_from is not null;
alter table notice add column service text;
"""

_SURVEYS: Final = """
create table survey_tally (
    week text not null,
    service text not null,
    dimension text not null check (dimension in ('environment', 'courtesy',
        'expertise', 'measures')),
    asked integer not null check (asked >= 0),
    of_1 integer not null check (of_1 >= 0),
    of_2 integer not null check (of_2 >= 0),
    of_3 integer not null check (of_3 >= 0),
    of_4 integer not null check (of_4 >= 0),
    of_5 integer not null check (of_5 >= 0),
    primary key (week, service, dimension),
    check (of_1 + of_2 + of_3 + of_4 + of_5 <= asked)
) strict, without rowid;

create table survey_day (
    day text primary key,
    labels text not null check (json_type(labels) = 'array')
) strict, without rowid;

create table visitor_comment (
    code text primary key,
    day text not null,
    text text not null,
    service text,
    language text not null,
    may_publish integer not null check (may_publish in (0, 1)),
    state text not null check (state in ('new', 'read', 'answered', 'hidden')),
    answer text,
    answered_on text,
    check ((answer is null) = (answered_on is null)),
    check (state <> 'answered' or answer is not null)
) strict, without rowid;
create index comments_of_day on visitor_comment (day, code);
"""

_CLOSINGS: Final = """
alter table pause add column is_closed integer not null default 0
    check (is_closed in (0, 1));
"""

MIGRATIONS: Final = (
    ("first", _FIRST),
    ("printers", _PRINTERS),
    ("share", _SHARE),
    ("sheets", _SHEETS),
    ("visits", _VISITS),
    ("orders", _ORDERS),
    ("returns", _RETURNS),
    ("waits", _WAITS),
    ("follow_ups", _FOLLOW_UPS),
    ("bookings", _BOOKINGS),
    ("fetched", _FETCHED),
    ("away", _AWAY),
    ("surveys", _SURVEYS),
    ("closings", _CLOSINGS),
)
"""Name and statements of each, in order."""
TABLES: Final = frozenset(
    name
    for _, statements in MIGRATIONS
    for name in re.findall(r"create table (\w+)", statements)
)
"""Every table of this schema."""
SCHEMA_VERSION: Final = len(MIGRATIONS)
"""A store that has fewer of them is older, one that has more newer."""
