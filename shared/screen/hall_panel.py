"""What the panels for the whole hall have in common: they hear of it as one."""

from __future__ import annotations

from textual import work

from shared.desk.errand import events_until
from shared.desk.known import Known
from shared.errors import NotKnownYet, RefusedByOffice, StationTaken
from shared.screen.staff_panel import CannotStart, StaffPanel


class HallPanel(StaffPanel):
    """Follows the hall and today's events; paints what is known of them."""

    known: Known
    _is_reading = False

    def _hear(self) -> None:
        """Take over what the link tells, and catch up with what happened."""
        self.known.hear(self.client.hall)
        trouble, hall = self.client.trouble, self.known.hall
        if trouble and trouble[0] == StationTaken.code and hall is None:
            self.post_message(CannotStart(trouble[1]))
        if hall is not None and not self._is_reading:
            self._read_events()
        self._paint()

    @work(group="events", exit_on_error=False)
    async def _read_events(self) -> None:
        if (hall := self.known.hall) is None:
            return
        self._is_reading = True
        try:
            await events_until(hall, self.known.log, self.client)
        except (NotKnownYet, RefusedByOffice):
            # The next news ask again.
            return
        finally:
            self._is_reading = False
        self._paint()
