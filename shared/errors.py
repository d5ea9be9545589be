"""One tree of errors; each has the code of the contract and words for people."""

from __future__ import annotations

from typing import ClassVar, Final

from shared.text.catalogue import N_, Catalogue

EXIT_WORDS: Final = 2
"""Exit status: the words on the command line or the configuration are wrong."""
EXIT_SHARE: Final = 3
"""Exit status: the share cannot be used (away, locked out, unsafe, damaged)."""
EXIT_BY_STAFF: Final = 42
"""Exit status of a kiosk that the staff have ended; nothing is to start it again."""


RESTORE: Final = N_("Leave the stations running and say: jiaohao restore")
"""The one thing to do about a queue.db that cannot be used."""


class JiaohaoError(Exception):
    """Something went wrong; the message says what happened and what to do."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1
    text: ClassVar[str] = N_("Something went wrong.")

    def __init__(self, text: str | None = None, /, **values: object) -> None:
        self.words = self.text if text is None else text
        self.values = values
        super().__init__(self.words.format(**values) if values else self.words)

    def message(self, say: Catalogue) -> str:
        """The words for people, in the language of `say`."""
        return say(self.words, **self.values)


class BadRequest(JiaohaoError):
    code = "bad_request"
    exit_status = EXIT_WORDS
    text = N_("This request cannot be read.")


class UnknownCommand(JiaohaoError):
    code = "unknown_command"
    exit_status = EXIT_WORDS
    text = N_("There is no command “{do}”.")


class OfficeMistake(JiaohaoError):
    """The office folder or its office.toml is not as it must be."""

    code = "office_mistake"
    exit_status = EXIT_WORDS


class Refusal(JiaohaoError):
    """A rule of the queue says no; the answer is remembered under the request's id."""


class UnknownService(Refusal):
    code = "unknown_service"
    text = N_("This office has no service “{service}”.")


class UnknownCounter(Refusal):
    code = "unknown_counter"
    text = N_("This office has no counter {counter}.")


class UnknownTicket(Refusal):
    code = "unknown_ticket"
    text = N_("Number {label} was not given out today.")


class ServiceClosed(Refusal):
    code = "service_closed"
    text = N_("The office is closed now.")


class CounterClosed(Refusal):
    code = "counter_closed"
    text = N_("Counter {counter} is not open. Open it first.")


class CounterBusy(Refusal):
    code = "counter_busy"
    text = N_("Counter {counter} still has number {label}.")


class CounterTaken(Refusal):
    code = "counter_taken"
    text = N_("Counter {counter} is held by station “{station}” ({staff}).")


class NothingCalled(Refusal):
    code = "nothing_called"
    text = N_("Counter {counter} has nobody at the moment. Call a number first.")


class WrongState(Refusal):
    code = "wrong_state"
    text = N_("Number {label} is {state}; this cannot be done with it now.")


class TooLate(Refusal):
    code = "too_late"
    text = N_("Too late to take back: {why}.")


class NotAllowed(Refusal):
    code = "not_allowed"
    text = N_("This is not allowed: {why}.")


class WrongPin(Refusal):
    code = "wrong_pin"
    text = N_("This is not the PIN of {staff}.")

    def __init__(self, text: str | None = None, /, *, staff: str) -> None:
        super().__init__(text, staff=staff)
        self.staff = staff


class UnknownStaff(Refusal):
    code = "unknown_staff"
    text = N_("Nobody of this office is called “{staff}”.")


class SlotTaken(Refusal):
    code = "slot_taken"
    text = N_("Nothing is free at that time any more. Choose another.")


class UnknownBooking(Refusal):
    code = "unknown_booking"
    text = N_("There is no such appointment.")


class StationTaken(JiaohaoError):
    code = "station_taken"
    exit_status = EXIT_SHARE
    text = N_(
        "A station named “{station}” is already at work ({place}). "
        "Stop that one, or start this one under another name."
    )


class ShareUnavailable(JiaohaoError):
    code = "share_unavailable"
    exit_status = EXIT_SHARE
    text = N_(
        "The office folder {folder} cannot be used at the moment ({reason}). "
        "Check the network and the share."
    )


class ShareSilent(ShareUnavailable):
    """A call on the share has not come back; its process was left behind."""

    text = N_(
        "The office's data does not answer. Check the network and the machine it lies"
        " on."
    )


class BeingRestored(ShareUnavailable):
    """Older data lies there, and is being made whole by those who were answered."""

    text = N_(
        "The office's data cannot be used for a moment ({reason}). Nothing need be"
        " done."
    )


class ShareReadOnly(ShareUnavailable):
    """It is there: what is in it can be told, but nothing done."""

    text = N_(
        "The office folder {folder} can be read but not written to, so nothing can be"
        " done in it. Give this machine's user the right to write there, on the share"
        " and in the mount."
    )


class ShareUnsafe(JiaohaoError):
    code = "share_unsafe"
    exit_status = EXIT_SHARE
    text = N_("Working on {folder} would not be safe: {reason}.")


class StoreMoved(ShareUnsafe):
    """What lies there was left when the office went to another store."""

    text = N_(
        "The queue is not in {place} any more; it was moved to {to}. Let [store] of"
        " office.toml say so, or have it moved here: jiaohao move-store"
    )


class DayDoubted(ShareUnsafe):
    """One clock alone says that the office was not at work for many days."""

    text = N_(
        "The clock says {today}, but this office was last at work on {past}. Set the"
        " clock; if it is right, say: jiaohao doctor --accept-day"
    )


class Damaged(JiaohaoError):
    code = "damaged"
    exit_status = EXIT_SHARE
    text = N_(
        "{file} is not a sound Jiaohao file ({reason}). Nothing was changed. {remedy}"
    )

    def __init__(self, text: str | None = None, /, **values: object) -> None:
        super().__init__(text, **{"remedy": RESTORE, **values})


class ProgramFault(JiaohaoError):
    """The program asked queue.db for what SQLite does not understand."""

    code = "program_fault"
    text = N_(
        "The program made a mistake ({fault}); {file} is not to blame and nothing was"
        " changed. Tell who looks after the program."
    )


class DamagedCopy(Damaged):
    """A copy of queue.db, or an archive, that cannot be used."""

    text = N_("{file} cannot be used ({reason}). Nothing was changed. Take another.")


AWAY: Final = frozenset({ShareUnavailable.code, ShareUnsafe.code, Damaged.code})
"""The codes of what keeps a station from the share until it is mended."""


class NotKnownYet(JiaohaoError):
    """No answer in time: it may still be carried out. Ask again with the same id."""

    code = "not_known_yet"
    exit_status = EXIT_SHARE
    text = N_("No answer yet. It is not lost; the station goes on asking.")


class ShareAway(JiaohaoError):
    """Nobody knows whether it was done, and it is not asked again by itself."""

    code = "share_away"
    exit_status = EXIT_SHARE
    text = N_("The share is away. When it is back, look here and press again.")


class RefusedByOffice(JiaohaoError):
    """A station answered a request with an error; its words are for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words.replace("{", "{{").replace("}", "}}"))
        self.answer_code = code
        self.answer_words = words

    def message(self, say: Catalogue) -> str:
        return self.answer_words
