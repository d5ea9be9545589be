"""A line for the lobby screens: written, approved, ended."""

from __future__ import annotations

from datetime import timedelta

from counter.supervisor.questions.ends import ends_of
from counter.supervisor.scene import Scene
from shared import clock
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.text.catalogue import N_
from shared.trade.orders import NoticeState, PostedNotice


def notice_question(scene: Scene) -> Question:
    """What the lobby shall read; at once, later, or when somebody has looked at it."""
    say = scene.say
    tomorrow = _tomorrow(scene)

    def posted(text: str, since: str | None = None) -> Command:
        told = {"text": text} | ({"from": since} if since else {})
        return Command("post_notice", told)

    approve = Command("approve_notice", {})
    rows = (
        (N_("Show it now"), lambda text: (posted(text), approve)),
        (N_("As a draft: somebody else approves it"), lambda text: (posted(text),)),
        (
            N_("Show it from tomorrow morning, until it is ended"),
            lambda text: (posted(text, tomorrow), approve),
        ),
    )
    options = [
        Option(say(words), make, say(words), wants_text=True) for words, make in rows
    ]
    heading = say(N_("One line of at most 500 characters. Tab: until when, ← →"))
    return Question(
        "notice",
        say(N_("New notice")),
        heading,
        numbered(options),
        text=say(N_("what the lobby shall read")),
        ends=ends_of(scene),
    )


def line_question(scene: Scene, code: str) -> Question:
    """A line to everybody who waits for a service: shown at once, over by itself."""
    say = scene.say

    def shown(text: str) -> tuple[Command, ...]:
        posted = Command("post_notice", {"text": text, "service": code})
        return posted, Command("approve_notice", {})

    words = say(N_("Show it now"))
    heading = N_("To everybody who waits for {service}. Tab: until when, ← →")
    return Question(
        "notice",
        say(N_("A line to everybody who waits")),
        say(heading, service=scene.short(code)),
        numbered([Option(words, shown, words, wants_text=True)]),
        text=say(N_("what they shall read")),
        ends=tuple(each for each in ends_of(scene) if each.until is not None),
    )


def notice_acts(scene: Scene, notice: PostedNotice) -> Question:
    """What can be done with a notice."""
    say, about = scene.say, {"notice": notice.id}
    options = []
    if notice.state is NoticeState.DRAFT:
        words = say(N_("Approve it: the lobby shows it"))
        approve = Command("approve_notice", about)
        options.append(Option(words, lambda _: (approve,), words))
    words = say(N_("End it: nobody sees it any more"))
    end = Command("end_notice", about)
    options.append(Option(words, lambda _: (end,), words))
    title = say(N_("Notice"))
    told = notice.words(scene.office, say)
    return Question("notice", title, told, numbered(options))


def _tomorrow(scene: Scene) -> str:
    here = clock.local(scene.now, scene.office.time_zone) + timedelta(days=1)
    dawn = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return dawn.isoformat()
