"""`jiaohao staff`: who may sign on, and who may say so."""

from __future__ import annotations

import json
from pathlib import Path

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.reader import load_office
from tests.invariants import check_file
from tests.jiaohao.test_commands import english, run

__all__ = ["english"]


def listed(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        run("staff", "list", "--json", "--office", folder).stdout
    )["staff"]
    return found


def test_the_first_administrator_and_then_only_by_one(office_folder: Path) -> None:
    office = ("--office", office_folder)
    assert "Nobody yet" in run("staff", "list", *office).stdout
    added = run("staff", "add", "chen", "--role", "administrator", *office)
    assert added.exit_code == 0, added.output
    assert run("staff", "pin", "chen", *office, input="47110815\n").exit_code == 0
    assert listed(office_folder) == [
        {"staff": "chen", "role": "administrator", "pin": True}
    ]
    refused = run("staff", "add", "lin", *office)
    assert refused.exit_code == 1 and "chen" in refused.output
    wrong = run("staff", "add", "lin", "--as", "chen", *office, input="081547114711\n")
    assert wrong.exit_code == 1 and "PIN" in wrong.output
    right = run("staff", "add", "lin", "--as", "chen", *office, input="47110815\n")
    assert right.exit_code == 0, right.output
    pin = run(
        "staff", "pin", "lin", "--as", "chen", *office, input="25803690\n47110815\n"
    )
    assert pin.exit_code == 0, pin.output
    gone = run("staff", "remove", "lin", "--as", "chen", *office, input="47110815\n")
    assert gone.exit_code == 0, gone.output
    assert [each["staff"] for each in listed(office_folder)] == ["chen"]
    check_file(office_folder / QUEUE_FILE)
    kept = (office_folder / QUEUE_FILE).read_bytes()
    assert b"47110815" not in kept and b"25803690" not in kept


def test_what_is_no_pin_is_refused(office_folder: Path) -> None:
    office = ("--office", office_folder)
    run("staff", "add", "lin", *office)
    found = run("staff", "pin", "lin", *office, input="1111\n")
    assert found.exit_code == 2 and "4 to 12 digits" in found.output
    assert run("staff", "remove", "nobody", *office).exit_code == 1


def test_a_pin_for_the_kiosks_is_printed_as_office_toml_keeps_it(
    office_folder: Path,
) -> None:
    file = office_folder / OFFICE_FILE
    shut = run("doctor", "--office", office_folder).output
    assert "No PIN is set" in shut
    made = run("staff", "kiosk-pin", input="735192\n")
    assert made.exit_code == 0 and "735192" not in made.output
    file.write_text(file.read_text() + made.stdout, encoding="utf-8")
    rule = load_office(office_folder).maintenance
    assert rule is not None and not rule.has_corner
    assert rule.pin.has_pin("735192") and not rule.pin.has_pin("735193")
    again = run("staff", "kiosk-pin", input="735192\n").stdout
    assert again != made.stdout
    assert run("staff", "kiosk-pin", input="1111\n").exit_code == 2
    file.write_text(file.read_text().replace(rule.pin.written, "735192"))
    wrong = run("check", "--office", office_folder)
    assert wrong.exit_code == 2 and "maintenance.pin" in wrong.output
    assert "jiaohao staff kiosk-pin" in wrong.output
