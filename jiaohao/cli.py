"""`jiaohao`: one command, its words, and how it ends.

A room is imported by the command that needs it, so that a station starts fast.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jiaohao.cli_appointments import appointments
from jiaohao.cli_check import check, reload
from jiaohao.cli_comments import comments
from jiaohao.cli_copies import archive, backup, restore
from jiaohao.cli_display import display
from jiaohao.cli_install import licences, pack, unit
from jiaohao.cli_page import page, tablet
from jiaohao.cli_printing import print_papers
from jiaohao.cli_region import hand_down, move_store, region, ship
from jiaohao.cli_replay import learn, replay
from jiaohao.cli_report import report
from jiaohao.cli_simulate import simulate
from jiaohao.cli_staff import staff
from jiaohao.commands import Commands
from jiaohao.options import PlaceName, language_option, office_option
from jiaohao.terminal import for_a_shell, tell, tell_json
from shared import VERSION
from shared.errors import OfficeMistake
from shared.machine.loading import loading
from shared.station.patience import NORMAL
from shared.text.catalogue import N_, catalogue, machine_language


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@click.version_option(
    VERSION,
    prog_name="jiaohao",
    message="%(prog)s %(version)s",
    help="Show the version and exit.",
)
def main() -> None:
    """叫號: numbers from a kiosk, called at counters, shown in the lobby.

    All stations share one office folder, on this machine or on a LAN share.

    jiaohao COMMAND --help explains one, with an example.
    """


@main.command(epilog="demo --play 60")
@click.option(
    "--play",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    help="People arrive and are served by themselves for so long; then it ends.",
)
@click.option(
    "--windows",
    is_flag=True,
    help="Each screen in a window of its own, as it would hang on the wall.",
)
def demo(play: float | None, windows: bool) -> None:
    """A whole office in one terminal, in a throw-away folder. Nothing to set up."""
    if windows:
        from jiaohao.demo.windows import run_windows

        sys.exit(run_windows())
    from jiaohao.demo.app import run_demo

    sys.exit(run_demo(play))


@main.command(epilog="init /srv/office --template employment-centre")
@click.argument("folder", type=PlaceName())
@click.option(
    "--template",
    default="minimal",
    show_default=True,
    metavar="NAME",
    help="What to begin with: minimal or employment-centre.",
)
def init(folder: Path, template: str) -> None:
    """Make an office folder: office.toml to edit, and queue.db.

    Never overwrites one.
    """
    from jiaohao import folder as folders
    from jiaohao.deadline import LONGEST_LOOK, within

    known = folders.template_names()
    if template not in known:
        words = N_("There is no template “{name}”. There are: {known}")
        raise OfficeMistake(words, name=template, known=", ".join(known))
    text = folders.template(template)
    within(LONGEST_LOOK, folder, lambda: folders.make_office(folder, text))
    say = catalogue(machine_language())
    tell(say(N_("Made an office in {folder}."), folder=folder))
    words = N_("Edit {file}, then run: {command}")
    command = for_a_shell("check", "--office", folder)
    tell(say(words, file=folder / "office.toml", command=command))


main.add_command(check)
main.add_command(reload)


@main.command(epilog="kiosk kiosk-1 --office /srv/office")
@click.argument("name")
@click.option("--staff", is_flag=True, help="Reception's screen: one key, one number.")
@click.option("--survey", is_flag=True, help="Questions after the visit, and no more.")
@language_option
@office_option
def kiosk(
    name: str, staff: bool, survey: bool, language: str | None, office: Path | None
) -> None:
    """The touch screen where people take a number.

    NAME is one of the kiosks in office.toml.
    """
    if staff and survey:
        raise click.UsageError("--staff | --survey")
    with loading():
        from jiaohao.screens import run_concierge, run_kiosk
        from jiaohao.survey_kiosk import run_survey

    if survey:
        sys.exit(run_survey(office, name))
    if staff:
        sys.exit(run_concierge(office, name, language))
    sys.exit(run_kiosk(office, name))


@main.command(epilog="counter 3 --staff Lin --office /srv/office")
@click.argument("number", type=int)
@click.option("--staff", metavar="NAME", help="Who sits there; kept with its events.")
@language_option
@office_option
def counter(
    number: int, staff: str | None, language: str | None, office: Path | None
) -> None:
    """The staff's screen: call, start, finish and the rest, each on one key."""
    with loading():
        from jiaohao.screens import run_counter

    sys.exit(run_counter(office, number, staff, language))


@main.command(epilog="supervisor --staff Lin --office /srv/office")
@click.option("--staff", metavar="NAME", help="Who leads the hall: a short name.")
@language_option
@office_option
def supervisor(staff: str | None, language: str | None, office: Path | None) -> None:
    """The whole hall live, and the acts of who leads it.

    Open and stop services and kiosks, move counters, write notices, answer help.
    """
    from jiaohao.screens import run_supervisor

    sys.exit(run_supervisor(office, staff, language))


main.add_command(display)
main.add_command(page)
main.add_command(tablet)


@main.command(epilog="station pad-3 --office /srv/office")
@click.argument("name")
@office_option
def station(name: str, office: Path | None) -> None:
    """A station without a screen: JSON lines on standard input and output.

    For call buttons, number pads and scripts; the lines are in docs/protocol.md.
    """
    with loading():
        from jiaohao.stations import run_station

    sys.exit(run_station(office, name))


@main.command(hidden=True)
@office_option
def watcher(office: Path | None) -> None:
    """A station that only reads: what a lobby screen starts beside it."""
    with loading():
        from jiaohao.stations import run_station

    sys.exit(run_station(office, None))


@main.command(hidden=True)
@click.argument("name", required=False)
@click.option("--beat", type=float, default=NORMAL.beat)
@office_option
def worker(name: str | None, beat: float, office: Path | None) -> None:
    """The part of a station that goes to the share: started by the station."""
    with loading():
        from jiaohao.stations import run_worker

    sys.exit(run_worker(office, name, beat))


@main.command(epilog="status --json --office /srv/office")
@click.option("--json", "is_json", is_flag=True, help="As the answer to `state`.")
@office_option
def status(is_json: bool, office: Path | None) -> None:
    """The hall now: who waits, which counter serves whom, as of when."""
    from jiaohao import status as hall_status
    from jiaohao.deadline import LONGEST_LOOK, within
    from shared.office.folder import named_folder

    found = within(LONGEST_LOOK, named_folder(office), lambda: hall_status.look(office))
    if is_json:
        tell_json(hall_status.as_json(*found))
    else:
        tell(hall_status.as_words(*found, machine_language()))


main.add_command(backup)
main.add_command(restore)
main.add_command(archive)
main.add_command(print_papers)
main.add_command(staff)
main.add_command(appointments)
main.add_command(comments)
main.add_command(replay)
main.add_command(pack)
main.add_command(unit)
main.add_command(licences)
main.add_command(learn)
main.add_command(report)
main.add_command(simulate)
main.add_command(move_store)
main.add_command(ship)
main.add_command(region)
main.add_command(hand_down)


@main.command(epilog="log kiosk-1 --follow")
@click.argument("name", required=False)
@click.option("--follow", is_flag=True, help="Go on with what is written; Ctrl+C ends.")
@office_option
def log(name: str | None, follow: bool, office: Path | None) -> None:
    """What the stations of this machine wrote down: NAME's, else all by time.

    Every command with its number and milliseconds, papers, warnings, mistakes of the
    program. Never names of people, never notes.
    """
    from jiaohao.log import show

    say = catalogue(machine_language())
    sys.exit(show(office, name, say, follow=follow))


@main.command(epilog="doctor --test-page printer-1 --office /srv/office")
@click.option("--json", "is_json", is_flag=True, help="For programs.")
@click.option("--test-page", metavar="PRINTER", help="Print a page that measures it.")
@click.option("--prove", is_flag=True, help="Let the stations prove the locks anew.")
@click.option(
    "--accept-day",
    is_flag=True,
    help="The clock is right, though nobody was at work for many days.",
)
@click.option(
    "--accept-office",
    is_flag=True,
    help="The office in this folder is a new one, and meant.",
)
@office_option
def doctor(
    is_json: bool,
    test_page: str | None,
    prove: bool,
    accept_day: bool,
    accept_office: bool,
    office: Path | None,
) -> None:
    """Look over this machine and its office; say what is wrong and what to do.

    The exit status is 3 when something makes work impossible.
    """
    from jiaohao.deadline import office_folder
    from jiaohao.doctor import clock, share
    from jiaohao.doctor.examination import as_json, as_words, examine, exit_status

    say = catalogue(machine_language())
    findings = [share.prove_anew(office_folder(office))] if prove else []
    findings += [clock.accept_day(office_folder(office))] if accept_day else []
    findings += [share.accept_office(office_folder(office))] if accept_office else []
    findings += examine(office, test_page)
    if is_json:
        tell_json(as_json(findings, say))
    else:
        tell(as_words(findings, say))
    sys.exit(exit_status(findings))
