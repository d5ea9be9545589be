"""A screen begins anew once all stations work by another office.toml than it shows."""

from __future__ import annotations

import threading
from typing import Final, Protocol

from shared.office.model import Office
from shared.wire.client import Client

_LOOK_SECONDS: Final = 1.0


class OfficeScreen(Protocol):
    """The app of a screen."""

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is in the middle of something on it."""
        ...

    def begin_anew(self) -> None:
        """End, to be started again; called from another thread."""
        ...


class OfficeWatch:
    """Watches what a screen's station tells from `begin` until `end`."""

    def __init__(
        self, app: OfficeScreen, client: Client, office: Office, tried: str
    ) -> None:
        """`tried` is the version for whose sake the screen began anew, if it did."""
        self._app, self._client = app, client
        self._known = {office.version, tried}
        self._is_over = threading.Event()
        self.wanted = ""
        """The version for whose sake the screen was ended."""

    def begin(self) -> None:
        """Watch."""
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        """The screen has ended."""
        self._is_over.set()

    def _watch(self) -> None:
        while not self._is_over.wait(_LOOK_SECONDS):
            hall = self._client.hall
            present = hall.office.version if hall and hall.office else ""
            if present and present not in self._known and self._app.is_at_rest:
                self.wanted = present
                self._app.begin_anew()
                return
