"""What must always hold, checked from the file and from what was answered."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shared.safety.file_check import is_whole
from shared.trade.ticket import CHANGES

STATE_AFTER = {
    "issued": "waiting",
    "called": "called",
    "recalled": "called",
    "started": "serving",
    "finished": "done",
    "missed": "missed",
    "held": "held",
    "stepped_out": "held",
    "resumed": "serving",
    "transferred": "waiting",
    "requeued": "waiting",
    "cancelled": "cancelled",
    "expired": "expired",
    "continued": "serving",
    "group_called": "held",
    "group_ended": "waiting",
}
ANNOUNCED = ("called", "recalled", "group_called")
RESERVED = range(9001, 20_000)
"""What a kiosk gave out by itself; a series has no other holes."""
ON_PAPER = {"print_wished", "print_settled", "reprinted"}
"""Events that name a ticket and change nothing about it."""


def check_file(file: Path) -> None:
    """The six things of the contract, as far as one file can show them."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        assert is_whole(connection)
        events = connection.execute("select * from event order by seq").fetchall()
        tickets = connection.execute("select * from ticket order by key").fetchall()
        counters = connection.execute("select * from counter").fetchall()
        printers = connection.execute("select * from printer").fetchall()
        wishes = connection.execute("select * from print_wish").fetchall()
        bookings = connection.execute("select * from booking").fetchall()
        archived = connection.execute(
            "select value from meta where key = 'archived_before'"
        ).fetchone()
    finally:
        connection.close()
    first = events[0]["seq"] if archived and events else 1
    assert [event["seq"] for event in events] == list(range(first, first + len(events)))
    if archived:
        # Of closed years some rows may be gone already, and all are in an archive.
        events = [event for event in events if event["day"] >= archived[0]]
        tickets = [ticket for ticket in tickets if ticket["day"] >= archived[0]]
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)
    _check_numbers(events, tickets)
    _check_counters_are_never_shared(events)
    _check_state_is_what_events_say(events, tickets)
    _check_turns(events, tickets)
    _check_counter_rows(events, counters)
    _check_printers(events, printers)
    _check_wishes(events, wishes)
    _check_bookings(events, bookings)


def check_answers(file: Path, answers: Iterable[dict[str, Any]]) -> None:
    """Nothing that was answered is lost: every issued number is in the file."""
    connection = sqlite3.connect(file)
    try:
        for answer in answers:
            kept = connection.execute(
                "select body from answer where id = ?", (answer["id"],)
            ).fetchone()
            told = {name: value for name, value in answer.items() if name != "id"}
            assert kept is not None, answer
            assert json.loads(kept[0]) == told
    finally:
        connection.close()


def check_no_number_twice(answers: Iterable[dict[str, Any]]) -> None:
    """Every number that was given out was given to one person."""
    issued = Counter(
        answer["ticket"]["label"]
        for answer in answers
        if answer["ok"]
        and answer.get("ticket")
        and answer["ticket"]["calls"] == 0
        and answer["ticket"]["state"] == "waiting"
    )
    assert set(issued.values()) == {1}


def _check_numbers(events: list[sqlite3.Row], tickets: list[sqlite3.Row]) -> None:
    series: dict[tuple[str, str], list[int]] = defaultdict(list)
    for ticket in tickets:
        if ticket["number"] not in RESERVED:
            series[ticket["day"], ticket["letter"]].append(ticket["number"])
    gaps = {
        event["day"]
        for event in events
        if event["kind"] == "restored" and json.loads(event["data"]).get("skipped")
    }
    for (day, _), numbers in series.items():
        if day in gaps:
            # Numbers nobody can vouch for were left out.
            assert len(set(numbers)) == len(numbers)
        else:
            assert numbers == list(range(1, len(numbers) + 1))


def _check_counters_are_never_shared(events: list[sqlite3.Row]) -> None:
    at_counter: dict[int, tuple[str, str]] = {}
    place: dict[tuple[str, str], int] = {}
    kinds = {event["seq"]: event["kind"] for event in events}
    for event in events:
        if event["ticket"] is None:
            continue
        who = (event["day"], event["ticket"])
        is_walk_in = event["kind"] == "started" and who not in place
        is_back = False
        if event["kind"] == "undone":
            undone = json.loads(event["data"])
            is_back = undone["state"] in ("called", "serving")
            if kinds[undone["of"]] == "called":
                assert at_counter.pop(event["counter"]) == who
                del place[who]
                continue
        if event["kind"] in ("called", "resumed") or is_walk_in or is_back:
            assert event["counter"] not in at_counter, dict(event)
            assert who not in place, dict(event)
            at_counter[event["counter"]] = who
            place[who] = event["counter"]
        elif event["kind"] in ("recalled", "started", "continued"):
            assert at_counter[event["counter"]] == who
        elif event["kind"] == "finished" and who not in place:
            # Served without the share; a no-show, or on hold, elsewhere meanwhile.
            continue
        elif event["kind"] in ("finished", "missed", "held", "transferred"):
            assert at_counter.pop(event["counter"]) == who
            del place[who]
        elif event["kind"] == "expired" and who in place:
            del at_counter[place.pop(who)]


def _check_state_is_what_events_say(
    events: list[sqlite3.Row], tickets: list[sqlite3.Row]
) -> None:
    state: dict[tuple[str, str], str] = {}
    calls: dict[tuple[str, str], int] = defaultdict(int)
    service: dict[tuple[str, str], str] = {}
    announced: dict[int, int] = {}
    for event in events:
        if event["ticket"] is not None and event["kind"] not in ON_PAPER:
            who = (event["day"], event["ticket"])
            service[who] = event["service"]
            if event["kind"] == "undone":
                undone = json.loads(event["data"])
                state[who] = undone["state"]
                calls[who] = announced.get(undone["of"], calls[who])
                continue
            if event["kind"] in (*CHANGES, "checked_in"):
                continue
            if event["kind"] in ANNOUNCED:
                announced[event["seq"]] = calls[who]
            state[who] = STATE_AFTER[event["kind"]]
            calls[who] += event["kind"] in ANNOUNCED
    found = {
        (ticket["day"], f"{ticket['letter']}{ticket['number']:03d}"): ticket
        for ticket in tickets
    }
    assert {who: ticket["state"] for who, ticket in found.items()} == state
    assert {who: ticket["service"] for who, ticket in found.items()} == service
    for who, ticket in found.items():
        assert ticket["calls"] == calls[who]


def _check_turns(events: list[sqlite3.Row], tickets: list[sqlite3.Row]) -> None:
    """Of never-moved tickets the one is called that is due first of its priority."""
    moved = {
        (event["day"], event["ticket"])
        for event in events
        if event["kind"]
        in (
            *("transferred", "continued", "requeued", "undone"),
            *("group_ended", "priority_set"),
        )
        or (event["kind"] == "called" and str(event["id"]).startswith("out-of-turn"))
    }
    # A number of a reserve may be called late: the file did not know of it.
    moved |= {
        (ticket["day"], f"{ticket['letter']}{ticket['number']:03d}")
        for ticket in tickets
        # Nor is one that is for a member of staff in line with the others.
        if ticket["number"] in RESERVED or ticket["officer"] is not None
    }
    order = {
        (ticket["day"], f"{ticket['letter']}{ticket['number']:03d}"): ticket
        for ticket in tickets
    }
    waiting: dict[tuple[str, str, str], dict[tuple[str, str], tuple[int, int]]]
    waiting = defaultdict(dict)
    for event in events:
        who = (event["day"], event["ticket"])
        if event["kind"] not in STATE_AFTER or who not in order or who in moved:
            continue
        ticket = order[who]
        line = waiting[event["day"], ticket["service"], ticket["priority"]]
        if event["kind"] == "issued":
            line[who] = (ticket["due_at"], ticket["key"])
        elif who in line:
            if event["kind"] in ("called", "group_called"):
                assert line[who] == min(line.values()), dict(event)
            del line[who]


def _check_bookings(events: list[sqlite3.Row], bookings: list[sqlite3.Row]) -> None:
    """Every booking is as its events say; a place of a slot has one person."""
    after = {
        "booked": "booked",
        "booking_cancelled": "cancelled",
        "checked_in": "checked_in",
        "booking_missed": "missed",
    }
    said: dict[str, tuple[str, str | None]] = {}
    for event in events:
        data = json.loads(event["data"] or "{}")
        if event["kind"] in after and "code" in data:
            assert (data["code"] in said) == (event["kind"] != "booked"), dict(event)
            said[data["code"]] = after[event["kind"]], event["ticket"]
    found = {row["code"]: (row["state"], row["ticket"]) for row in bookings}
    assert {code: said[code] for code in found} == found
    held = [row for row in bookings if row["state"] != "cancelled"]
    places = {(row["service"], row["at"], row["place"]) for row in held}
    assert len(places) == len(held)


def _check_counter_rows(events: list[sqlite3.Row], counters: list[sqlite3.Row]) -> None:
    state = {
        event["counter"]: event["kind"].removeprefix("counter_")
        for event in events
        if event["kind"].startswith("counter_") and event["kind"] != "counter_moved"
    }
    found = {row["number"]: row["state"] for row in counters}
    said = {number: "closed" for number in found} | {
        number: "open" if kind == "opened" else kind for number, kind in state.items()
    }
    assert found == said


def _check_printers(events: list[sqlite3.Row], printers: list[sqlite3.Row]) -> None:
    told: dict[tuple[str, str], dict[str, Any]] = {}
    since: dict[tuple[str, str], int] = {}
    for event in events:
        if event["kind"] == "printer_changed":
            data = json.loads(event["data"])
            who = (data.pop("printer"), event["station"])
            assert told.get(who) != data, dict(event)
            if told.get(who, {}).get("condition") != data["condition"]:
                since[who] = event["at"]
            told[who] = data
    found = {
        (row["name"], row["station"]): {
            "condition": row["condition"],
            "can_confirm": bool(row["can_confirm"]),
            "jobs": json.loads(row["jobs"]),
            **({"reason": row["reason"]} if row["reason"] is not None else {}),
        }
        for row in printers
    }
    assert found == told
    assert {(row["name"], row["station"]): row["since"] for row in printers} == since


def _check_wishes(events: list[sqlite3.Row], wishes: list[sqlite3.Row]) -> None:
    """A wish is settled once, by one event; what is not settled is in the table."""
    open_wishes: dict[str, sqlite3.Row] = {}
    labels = {
        (event["day"], event["ticket"]) for event in events if event["kind"] == "issued"
    }
    for event in events:
        if event["kind"] in ON_PAPER:
            data = json.loads(event["data"])
            who = (event["day"], data["label"])
            assert event["ticket"] in (None, data["label"])
            assert event["ticket"] is None or who in labels
            if event["kind"] == "print_wished":
                assert data["wish"] == event["id"]
                open_wishes[data["wish"]] = event
            else:
                del open_wishes[data["wish"]]
    assert {row["id"] for row in wishes} == set(open_wishes)
