"""`jiaohao comments`: what people wrote, read, answered and hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jiaohao.cli import main
from shared.trade.staff import Member, Role
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.support import OFFICE


def run(folder: Path, *words: str, typed: str = "") -> Result:
    asked = ("comments", "--office", str(folder), *words)
    return CliRunner().invoke(main, asked, input=typed, env={"LANGUAGE": "en"})


def told(folder: Path, *words: str, typed: str = "") -> list[str]:
    result = run(folder, *words, typed=typed)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, f"{OFFICE}\n[survey]\n")


def test_a_comment_is_listed_answered_and_hidden(folder: Path) -> None:
    ask = Asker(folder)
    said = {"text": "[bold]太冷[/]", "service": "jobs", "may_publish": True}
    comment = ask.ok("answer_survey", **said)["comment"]
    code, day = comment["comment"], comment["day"]
    assert told(folder) == [
        f"{day}  {code}  new  may be shown  求職登記  zh-TW",
        "    [bold]太冷[/]",
        "Comments: 1, without an answer: 1",
    ]
    assert "  read  " in told(folder, code, "--read")[0]
    answered = told(folder, code.lower(), "--answer", "Warmer\nnow\x1b[2J")
    assert answered == [
        f"{day}  {code}  answered after 0 days  may be shown  求職登記  zh-TW",
        "    [bold]太冷[/]",
        "    → Warmer now [2J",
        "Comments: 1, without an answer: 0",
    ]
    assert "  hidden" in told(folder, code, "--hide")[0]
    kinds = [each["kind"] for each in ask.ok("events", after=1)["events"]]
    assert kinds == ["comment_read", "comment_answered", "comment_hidden"]
    ask.close()


@pytest.mark.parametrize(
    "words",
    [("--hide",), ("X", "--hide", "--read"), ("NOBODY",), ("NOBODY", "--read")],
)
def test_wrong_words(folder: Path, words: tuple[str, ...]) -> None:
    result = run(folder, *words)
    assert result.exit_code == 2 and "Traceback" not in result.output


def test_a_supervisor_answers_where_people_sign_on(tmp_path: Path) -> None:
    text = f"{OFFICE}\n[survey]\n\n[staff]\nsign_on = true\n"
    folder = make_office_folder(tmp_path, text)
    ask = Asker(folder)
    chen = Member("chen", Role.SUPERVISOR).with_pin("4711")
    ask.station.ledgers.write(lambda it: it.put_member(chen), station="test", id="chen")
    code = ask.ok("answer_survey", text="Hello")["comment"]["comment"]
    assert run(folder, code, "--read").exit_code == 1
    assert run(folder, code, "--read", "--as", "chen", typed="1\n").exit_code == 1
    assert "  read" in told(folder, code, "--read", "--as", "chen", typed="4711\n")[0]
    (event,) = ask.ok("events", after=1)["events"]
    assert event["data"] == {"comment": code, "by": "chen"}
    ask.close()
