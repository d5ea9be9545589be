"""The line for what needs somebody: printers, and what could not be handed in."""

from __future__ import annotations

from textual.widgets import Static

from counter.keys import word_of
from counter.printers import has_printers, trouble_words
from counter.words import wall_time
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import Hall, OfficeNow, Remark
from shared.trade.ticket import TICKET_STATES, TicketState


def remark_words(remark: Remark, office: Office, say: Catalogue) -> str:
    """What a station did while the share was away and could not be added, and why."""
    values = {
        "label": remark.label or "",
        "what": word_of(remark.do, say),
        "time": wall_time(remark.happened, office),
        "station": remark.station,
    }
    if remark.label is None or remark.state is None:
        words = N_("{what} of {time} at {station} could not be added")
        return say(words, **values)
    if remark.do == "issue":
        words = N_("{label} was given to two people ({station}, {time})")
        return say(words, **values)
    state = say(TICKET_STATES[TicketState(remark.state)])
    words = N_("{label}: {what} of {time} at {station} was not added, it is {state}")
    return say(words, **values, state=state)


class AttentionLine(Static):
    """A line that is there only while something needs somebody."""

    DEFAULT_CSS = """
    AttentionLine {
        display: none; height: auto; max-height: 2; padding: 0 1;
        color: $warning; text-style: bold;
        &.-shown { display: block; }
    }
    """

    def __init__(self, office: Office, say: Catalogue) -> None:
        super().__init__(markup=False)
        self._office = office
        self._has_printers = has_printers(office)
        self._say = say
        self._told = ""
        self._version = ""
        """Of the office.toml that stations worked by when this screen began."""

    def show(self, hall: Hall | None) -> None:
        """Say what there is to say now."""
        words = self._words(hall) if hall is not None else ""
        if words == self._told:
            return
        self._told = words
        self.set_class(bool(words), "-shown")
        self.update(words)

    def _words(self, hall: Hall) -> str:
        printers = trouble_words(hall, self._say) if self._has_printers else ""
        lines = [f"! {printers}  (Ctrl+P)"] if printers else []
        for remark in hall.remarks:
            lines.append(f"! {remark_words(remark, self._office, self._say)}")
        office = self._office_words(hall.office) if hall.office is not None else ""
        lines += [f"! {office}"] if office else []
        return "\n".join(lines)

    def _office_words(self, office: OfficeNow) -> str:
        """What is to be known of office.toml, or ""."""
        self._version = self._version or office.version
        if office.version != self._version:
            return self._say(
                N_("office.toml was taken up anew: start this screen again to see it")
            )
        return office.notice(self._say)
