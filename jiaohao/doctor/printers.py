"""What `jiaohao doctor` looks at in printers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from jiaohao.doctor.finding import Examination, Finding, Level
from jiaohao.printing import printer_named
from printers.session.outcome import (
    CONDITION_WORDS,
    CONFIRMS_WORDS,
    OUTCOME_WORDS,
    Outcome,
)
from shared.errors import OfficeMistake
from shared.office.advice import NO_PRINTER
from shared.office.printers import Printer
from shared.text.catalogue import N_
from shared.trade.printer import Condition

_TEST_PATIENCE: Final = 60.0
"""Seconds that a test page is waited for."""
_TEST_PAGE: Final = N_("test page")
_REMEDIES: Final = {
    Condition.NEAR_END: N_("Put in a new roll before it runs out."),
    Condition.OUT: N_("Put in a new roll."),
    Condition.COVER_OPEN: N_("Close its cover."),
    Condition.CUTTER: N_("Switch it off, free the cutter, switch it on."),
    Condition.ERROR: N_("Switch it off and on; look at its lamp."),
    Condition.OFFLINE: N_("Check its power and cable, and address in office.toml."),
    Condition.UNKNOWN: N_("Check its power and cable, and address in office.toml."),
}


def look_at_printers(examination: Examination) -> Iterator[Finding]:
    """How each printer of the office is, asked from this machine."""
    office = examination.office
    if office is None:
        return
    for _, kiosk in office.kiosks_without_printer():
        yield Finding(
            N_("printer"),
            Level.WARNING,
            NO_PRINTER,
            N_("Give it one of [[printers]] that has an address in office.toml."),
            {"name": kiosk.name},
            kiosk.name,
        )
    for printer in office.printers:
        if printer.is_anywhere:
            yield _printer_finding(printer)


def print_test_page(examination: Examination) -> Iterator[Finding]:
    """A page that measures a printer, where one was asked for."""
    office, name = examination.office, examination.test_page
    if office is None or name is None:
        return
    # Drawing brings Pillow and the printer libraries.
    from printers.jobs.spooler import Spooler
    from printers.papers.trial import trial_paper

    printer = replace(printer_named(office, name), fallback=None)
    others = tuple(each for each in office.printers if each.name != name)
    alone = replace(office, printers=(printer, *others))
    spooler = Spooler(alone, "doctor", printer=name)
    if not spooler.has_printer:
        raise OfficeMistake(
            N_("Printer “{name}” has no address, so it prints nothing."), name=name
        )
    spooler.start()
    try:
        pending = spooler.submit(
            trial_paper(printer, alone),
            label="TEST",
            kind="test",
            day=office.business_day(0),
        )
        result = pending.result.result(_TEST_PATIENCE)
    except TimeoutError:
        words = N_("The test page has no outcome after {seconds} seconds.")
        seconds: dict[str, object] = {"seconds": round(_TEST_PATIENCE)}
        yield Finding(_TEST_PAGE, Level.WARNING, words, "", seconds, name)
        return
    finally:
        spooler.close()
    is_printed = result.outcome is Outcome.PRINTED
    told, values = _with_reason(OUTCOME_WORDS[result.outcome], result.reason)
    level = Level.FINE if is_printed else Level.WARNING
    yield Finding(_TEST_PAGE, level, told, "", values, name)
    if result.confirms is not None:
        confirms = CONFIRMS_WORDS[result.confirms]
        yield Finding(_TEST_PAGE, Level.FINE, confirms, about=name)


def _printer_finding(printer: Printer) -> Finding:
    # The ways to printers bring their own libraries.
    from printers.session.session import Acquaintance, Session

    known = Acquaintance(is_mute=not printer.can_answer)
    state = Session(printer.address, known).look()
    words, values = _with_reason(CONDITION_WORDS[state.condition], state.reason)
    topic, about = N_("printer"), f"{printer.name}, {printer.address}"
    if state.condition is Condition.FINE and state.confirms is not None:
        return Finding(
            topic,
            Level.FINE,
            N_("{condition}. {confirms}"),
            values={"condition": words, "confirms": CONFIRMS_WORDS[state.confirms]},
            about=about,
        )
    level = Level.WARNING if state.condition is not Condition.FINE else Level.FINE
    remedy = _REMEDIES.get(state.condition, "")
    return Finding(topic, level, words, remedy, values, about)


def _with_reason(words: str, reason: str) -> tuple[str, dict[str, object]]:
    if not reason:
        return words, {}
    return N_("{found} ({reason})"), {"found": words, "reason": reason}
