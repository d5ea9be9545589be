"""The strip above the demo: which screen this is, and what just happened elsewhere."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from jiaohao.demo.office import COUNTERS
from jiaohao.demo.stage import ORDER, Scene
from shared.text.catalogue import N_, Catalogue


class Tab(Static):
    """The name of a screen; a press shows it."""

    DEFAULT_CSS = """
    Tab { width: auto; padding: 0 1; background: $panel; color: $foreground; }
    Tab.-here { background: $primary; color: $background; text-style: bold; }
    """

    class Chosen(Message):
        """Somebody wants to see a screen."""

        def __init__(self, scene: Scene) -> None:
            super().__init__()
            self.scene = scene

    def __init__(self, scene: Scene, name: str) -> None:
        super().__init__(name, markup=False)
        self._scene = scene

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Chosen(self._scene))


class Strip(Vertical):
    """Two lines: the screens with their keys, and the last sentence of news."""

    DEFAULT_CSS = """
    Strip { height: 2; background: $panel; }
    Strip Horizontal { height: 1; }
    Strip #keys { width: 1fr; text-align: right; padding: 0 1; color: $foreground; }
    Strip #news { height: 1; padding: 0 1; color: $accent; background: $background; }
    """

    def __init__(self, say: Catalogue) -> None:
        super().__init__()
        self._say = say
        self._tabs = {
            scene: Tab(scene, say(scene.value, counter=COUNTERS[0])) for scene in ORDER
        }
        self._news = Static("", id="news", markup=False)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield from self._tabs.values()
            keys = N_("Ctrl+T next screen   Ctrl+Q end")
            yield Static(self._say(keys), id="keys", markup=False)
        yield self._news

    def show(self, scene: Scene | None) -> None:
        """Mark the screen that is shown; none: all are."""
        for each, tab in self._tabs.items():
            tab.set_class(each is scene, "-here")

    def tell(self, words: str) -> None:
        """Say what just happened, or what to do."""
        self._news.update(words)
