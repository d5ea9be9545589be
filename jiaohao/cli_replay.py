"""`jiaohao replay` and `jiaohao learn`: the words of the commands."""

from __future__ import annotations

from pathlib import Path

import click

from jiaohao.options import PlaceName, office_option
from jiaohao.terminal import tell, tell_json
from shared.text.catalogue import N_, catalogue, machine_language


@click.command(epilog="replay visits-2025.csv")
@click.argument("file", type=PlaceName())
@click.option("--json", "is_json", is_flag=True, help="For programs.")
@click.option(
    "--cases",
    type=PlaceName(),
    metavar="FILE",
    help="Write every range that would have been said, as CSV.",
)
def replay(file: Path, is_json: bool, cases: Path | None) -> None:
    """How well the ranges of waiting would have held on another system's log.

    FILE is a CSV with the columns service, issued_at and called_at, and where known
    priority, counter, started_at and ended_at; times with their offset, such as
    2026-01-05T09:30:00+08:00. Every range rests only on what was known at the time.
    """
    from jiaohao import replay as replaying
    from jiaohao.visit_log import read_log

    judged = replaying.replay(read_log(file))
    if cases is not None:
        replaying.write_cases(cases, judged)
    if is_json:
        tell_json(replaying.as_json(judged))
    else:
        tell(replaying.as_words(judged, catalogue(machine_language())))


@click.command(epilog="learn --office /srv/office")
@office_option
def learn(office: Path | None) -> None:
    """Learn anew from the office's own days how long people wait.

    The stations do so by themselves, once a day. The office works on meanwhile.
    """
    from jiaohao.deadline import office_folder
    from shared.station.learning import bring_forward

    events = bring_forward(office_folder(office), is_anew=True)
    say = catalogue(machine_language())
    if events:
        tell(say(N_("Learnt from the days before today: {n} events"), n=events))
    else:
        tell(say(N_("There is no day before today to learn from.")))
