"""What stands in the visit's pane where nobody is at the counter and nobody shown."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from counter.known import Known
from counter.questions.aside import back_at, pause_reasons
from counter.questions.signing import who_sits
from counter.situation import Situation, State
from shared.desk.lines import present_place
from shared.desk.words import name_of, short_of, wall_time, whole_minutes
from shared.office.model import Counter, Office
from shared.screen.paint import BOLD, MUTED, PLAIN, QUIET, TROUBLE, WARNING, row
from shared.text.catalogue import N_, Catalogue


@dataclass(frozen=True, slots=True)
class AtRest:
    """The words of one counter that is closed, paused, free, or has a group."""

    office: Office
    place: Counter
    say: Catalogue
    known: Known

    def rows(self, situation: Situation) -> tuple[Content, ...]:
        """Why nobody is here, and who waits."""
        match situation.state:
            case State.FREE if situation.is_unseen:
                return self._unseen(situation)
            case State.FREE:
                words = N_("Nobody is waiting for this counter.")
                return (Content(""), row((self.say(words), PLAIN)))
            case State.GROUP:
                return self._group(situation)
            case State.UNSIGNED:
                return self._unsigned(situation)
            case State.PAUSED:
                return self._paused(situation)
        return self._closed(situation)

    def _unseen(self, situation: Situation) -> tuple[Content, ...]:
        """That somebody is next, and how long the longest waits; not who."""
        say, now = self.say, situation.now
        longest = max(
            whole_minutes(each.waited(now)) for each in situation.line.callable
        )
        minutes = say(N_("{n} min"), n=longest)
        return (
            Content(""),
            row((say(N_("You see who it is once you called.")), PLAIN)),
            Content(""),
            row(say(N_("Longest wait")) + "  ", (minutes, BOLD)),
        )

    def _unsigned(self, situation: Situation) -> tuple[Content, ...]:
        """Who may sit here, and how many wait for them."""
        words = self.say(who_sits(situation), staff=situation.counter.staff)
        return row((words, BOLD)), Content(""), *self._mine(situation)

    def _group(self, situation: Situation) -> tuple[Content, ...]:
        group, say = situation.group, self.say
        if group is None:
            return ()
        rows = [row((name_of(group.service, self.office, say), BOLD))]
        if group.place:
            rows.append(row(say(N_("Where")) + " ", (group.place, PLAIN)))
        since = whole_minutes(situation.now - group.since)
        rows += [row(say(N_("for {n} min"), n=since)), Content("")]
        rows += [row((f"  {label}", BOLD)) for label in group.labels]
        return tuple(rows)

    def _paused(self, situation: Situation) -> tuple[Content, ...]:
        say, log = self.say, self.known.log
        paused = log.last_at(self.place.number, "counter_paused")
        chip = (f" {say(N_('Paused'))} ", TROUBLE)
        if paused is None:
            return (row(chip), Content(""), *self._mine(situation))
        reason = paused.data.get("reason") or ""
        since = wall_time(paused.at, self.office)
        minutes = whole_minutes(situation.now - paused.at)
        rows = [
            row(chip, "  ", (reason, BOLD)),
            Content(""),
            row(say(N_("since {time}, {n} min"), time=since, n=minutes)),
        ]
        back = back_at(reason, paused.at, pause_reasons(situation, say))
        if back is not None:
            is_over = back < situation.now
            words = say(
                N_("said to be back at {time}"), time=wall_time(back, self.office)
            )
            rows.append(row((words, WARNING if is_over else PLAIN)))
        return (*rows, Content(""), *self._mine(situation))

    def _mine(self, situation: Situation) -> tuple[Content, ...]:
        """How many wait for this counter, and who else serves them."""
        say, line = self.say, situation.line
        if not line.own:
            return (row(say(N_("Nobody is waiting for your services."))),)
        longest = max(whole_minutes(each.waited(situation.now)) for each in line.own)
        words = N_("{n} waiting for your services, the longest {longest} min")
        at_work = {
            each.number for each in situation.hall.counters if each.state == "open"
        }
        own = set(present_place(self.place, situation.hall).serves)
        others = [
            str(each.number)
            for each in (
                present_place(place, situation.hall) for place in self.office.counters
            )
            if each.number in at_work and own & {*each.serves, *each.helps}
        ]
        served = say(N_("No other counter serves them."))
        if others:
            served = say(
                N_("Also served by counter {counters}."), counters=" ".join(others)
            )
        told = say(words, n=len(line.own), longest=longest)
        return row((told, BOLD)), row(served)

    def _closed(self, situation: Situation) -> tuple[Content, ...]:
        say = self.say
        is_others = situation.counter.state == "open"
        place = present_place(self.place, situation.hall)
        words = N_("Another station has this counter.") if is_others else None
        rows = [
            row((say(words or N_("The counter is not open yet.")), BOLD)),
            Content(""),
            *self._mine(situation)[:1],
            Content(""),
            row(say(N_("You serve first"))),
        ]
        rows += [self._length(code, situation) for code in place.serves]
        if place.helps:
            rows += [Content(""), row(say(N_("then help with")))]
            rows += [self._length(code, situation) for code in place.helps]
        return tuple(rows)

    def _length(self, code: str, situation: Situation) -> Content:
        waiting = situation.hall.waiting(code)
        name = short_of(code, self.office, self.say)
        if not waiting:
            return row((f"  {name}  –", QUIET))
        longest = max(whole_minutes(each.waited(situation.now)) for each in waiting)
        service = self.office.service(code)
        target = service.target_minutes if service else None
        is_late = target is not None and longest > target
        minutes = self.say(N_("{n} min"), n=longest)
        return row(
            (f"  {name}", PLAIN),
            (f"  {len(waiting)}", BOLD),
            (f"  {minutes}{'!!' if is_late else ''}", WARNING if is_late else MUTED),
        )
