"""Stopping and opening: a service, a kiosk, or all kiosks."""

from __future__ import annotations

from counter.supervisor.questions.ends import ends_of
from counter.supervisor.scene import Scene
from shared.desk.command import Command
from shared.desk.question import Option, Question, if_any, numbered
from shared.text.catalogue import N_, catalogue
from shared.trade.hall import KioskNow, ServiceNow


def pause_question(scene: Scene, about: str = "") -> Question:
    """What shall give out no numbers, or give them out again.

    `about` is "service CODE" or "kiosk NAME": that one first, and the way to the
    others; without it all are offered.
    """
    say, kind, name = scene.say, *_parts(about)
    kiosks, services = scene.hall.kiosks, scene.hall.services
    options = [
        *(_kiosk(each, scene) for each in kiosks if kind != "service"),
        *(_service(each, scene) for each in services if kind != "kiosk"),
    ]
    title = say(N_("Open or close"))
    if about:
        options = [each for each in options if each.found_by == f"{kind} {name}"]
        title = name if kind == "kiosk" else scene.short(name)
        options += [
            _closing(each, scene)
            for each in services
            if kind == "service" and each.code == name and not each.is_closed
        ]
        other = say(N_("Another service or kiosk"))
        options.append(Option(other, lambda _: pause_question(scene), other))
    if kiosks:
        options += [_all_kiosks(scene), _systems_down(scene)]
    return Question(
        "pause",
        title,
        say(N_("No numbers are given out; who waits already is served.")),
        numbered(options),
        text=say(N_("Tab: a message for those who come")),
        is_search=len(options) > 9,
        ends=ends_of(scene),
    )


def _parts(about: str) -> tuple[str, str]:
    kind, _, name = about.partition(" ")
    return kind, name


def _closing(service: ServiceNow, scene: Scene) -> Option:
    """From its own row only: by a slip in a long list it would send people home."""
    code, name = service.code, scene.short(service.code)
    words = scene.say(N_("Close {name} for today: nobody else is called"), name=name)

    def close(text: str) -> tuple[Command, ...]:
        return (Command("close_service", {"service": code, **if_any(message=text)}),)

    return Option(words, close, words)


def _service(service: ServiceNow, scene: Scene) -> Option:
    code, name = service.code, scene.short(service.code)
    found_by = f"service {code}"
    if service.paused is not None:
        words = scene.say(N_("Open {name}"), name=name)
        open_ = Command("open_service", {"service": code})
        return Option(words, lambda _: (open_,), words, found_by=found_by)
    words = scene.say(N_("Stop {name}"), name=name)
    return Option(
        words,
        lambda text: (
            Command("pause_service", {"service": code, **if_any(message=text)}),
        ),
        words,
        found_by=found_by,
    )


def _kiosk(kiosk: KioskNow, scene: Scene) -> Option:
    name, found_by = kiosk.name, f"kiosk {kiosk.name}"
    if kiosk.paused is not None:
        words = scene.say(N_("Open kiosk {name}"), name=name)
        open_ = Command("open_kiosk", {"kiosk": name})
        return Option(words, lambda _: (open_,), words, found_by=found_by)
    words = scene.say(N_("Stop kiosk {name}"), name=name)
    return Option(
        words,
        lambda text: (Command("pause_kiosk", {"kiosk": name, **if_any(message=text)}),),
        words,
        found_by=found_by,
    )


def _all_kiosks(scene: Scene) -> Option:
    """The next question, so that nobody stops the whole office by one key."""
    say, kiosks = scene.say, scene.hall.kiosks
    at_work = [each.name for each in kiosks if each.paused is None]
    do = "pause_kiosk" if at_work else "open_kiosk"
    words = say(N_("Stop all kiosks") if at_work else N_("Open all kiosks"))
    names = at_work or [each.name for each in kiosks]

    def sure(text: str) -> Question:
        told = if_any(message=text) if at_work else {}

        def all_of(more: str) -> tuple[Command, ...]:
            about = {**told, **if_any(message=more if at_work else "")}
            return tuple(Command(do, {"kiosk": name, **about}) for name in names)

        no = say(N_("No, leave it"))
        options = [Option(words, all_of, words), Option(no, lambda _: (), no)]
        heading = say(N_("All {n} kiosks at once?"), n=len(names))
        ends = ends_of(scene) if at_work else ()
        return Question("pause", words, heading, numbered(options), ends=ends)

    return Option(words, sure, words, found_by="kiosk")


def _systems_down(scene: Scene) -> Option:
    """The next question: kiosks stop and say why, and so does the lobby, in one act."""
    say = scene.say
    words = say(N_("Our systems are down: stop all kiosks and tell the lobby"))
    usual = catalogue(scene.office.language)(
        N_("Our computers are down. Please ask the staff; your number stays yours.")
    )

    def all_of(text: str) -> tuple[Command, ...]:
        told = text or usual
        stopped = (
            Command("pause_kiosk", {"kiosk": each.name, "message": told})
            for each in scene.hall.kiosks
        )
        notice = Command("post_notice", {"text": told})
        return (*stopped, notice, Command("approve_notice", {}))

    def sure(_: str) -> Question:
        yes, no = say(N_("Say so everywhere")), say(N_("No, leave it"))
        options = [Option(yes, all_of, yes), Option(no, lambda _: (), no)]
        return Question(
            "pause",
            say(N_("Systems down")),
            usual,
            numbered(options),
            text=say(N_("Tab: other words than these")),
            ends=ends_of(scene),
        )

    return Option(words, sure, words, found_by="kiosk")
