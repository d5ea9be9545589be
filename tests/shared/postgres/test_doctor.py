"""What `jiaohao doctor` and `check` say of an office's server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jiaohao.doctor.finding import Finding, Level
from jiaohao.doctor.server import findings_of
from shared.office.model import Office
from shared.office.reader import load_office
from shared.text.catalogue import catalogue
from tests.jiaohao.test_commands import english, run  # noqa: F401

psycopg = pytest.importorskip("psycopg")
GUEST = "jiaohao_doctor_guest"


@pytest.fixture
def office(server_office: Path) -> Office:
    """At work on a server."""
    return load_office(server_office)


def wrong(office: Office) -> list[str]:
    """What it finds wrong, in words."""
    say = catalogue("en")
    found: list[Finding] = list(findings_of(office))
    return [each.line(say) for each in found if each.level is not Level.FINE]


def test_nothing_is_wrong_with_a_good_one(office: Office) -> None:
    assert wrong(office) == []
    topics = [each.topic for each in findings_of(office)]
    assert topics == ["server", "clock", "stations"]


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("_no_such", "no database or no user of that name"),
        ("?port=1", "refuses the connection"),
        ("?sslmode=require", "does not encrypt"),
        ("?options=-c%20default_transaction_read_only%3Don", "not written to"),
    ],
)
def test_what_is_wrong_is_said(office: Office, end: str, words: str) -> None:
    (line,) = wrong(replace(office, store=office.store + end))
    assert line.startswith("STOP") and words in line


def test_rights_that_are_missing_are_named(office: Office) -> None:
    with psycopg.connect(office.store, autocommit=True) as server:
        for each in (
            f"drop role if exists {GUEST}",
            f"create role {GUEST}",
            f"grant usage on schema jiaohao to {GUEST}",
            f"grant select on all tables in schema jiaohao to {GUEST}",
            f"grant update on jiaohao.meta to {GUEST}",
        ):
            server.execute(each)
        as_guest = f"{office.store}?options=-c%20role%3D{GUEST}"
        (line,) = wrong(replace(office, store=as_guest))
        assert "STOP" in line and "event" in line
        server.execute(f"drop owned by {GUEST}")
        server.execute(f"drop role {GUEST}")


def test_check_says_it_too(server_office: Path, english: None) -> None:  # noqa: F811
    assert "queue" not in run("check", "--office", server_office).output
    file = server_office / "office.toml"
    text = file.read_text("utf-8")
    (address,) = [each for each in text.splitlines() if "postgresql" in each]
    file.write_text(text.replace(address, f'{address[:-1]}?port=1"'), "utf-8")
    assert "refuses the connection" in run("check", "--office", server_office).output
