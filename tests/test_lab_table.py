"""The tables that the laboratory writes as it goes."""

from __future__ import annotations

from pathlib import Path

from tests.lab import table

HEAD = "| mount | what |  n |\n|---|---|---|"


def test_what_a_run_has_not_come_to_stays_until_it_is_over(tmp_path: Path) -> None:
    file = tmp_path / "share.md"
    file.write_text("a\n<!-- lab: begin -->\n<!-- lab: end -->\nb\n", encoding="utf-8")
    old = ["| nfs | calm | 1 |", "| nfs | gone | 2 |", "| smb | calm | 3 |"]
    table.write(file, "lab", HEAD, old, is_whole=True)
    new = ["| nfs | calm | 9 |", "| nfs | more | 8 |"]
    table.write(file, "lab", HEAD, new, is_whole=False)
    told = file.read_text(encoding="utf-8").splitlines()
    assert told[4:8] == [new[0], old[1], old[2], new[1]]
    table.write(file, "lab", HEAD, new, is_whole=True)
    told = file.read_text(encoding="utf-8").splitlines()
    assert told[4:] == [*new, "<!-- lab: end -->", "b"]
    table.write(file, "other", HEAD, old, is_whole=True)
    assert file.read_text(encoding="utf-8").splitlines() == told
