"""How long the kiosk's pages stay, in seconds."""

from __future__ import annotations

from typing import Final

BACK_SECONDS: Final = 20.0
"""How long a number stays when nobody presses anything."""
MORE_SECONDS: Final = 20
"""What one press on "more time" adds (WCAG 2.2, 2.2.1)."""
IDLE_SECONDS: Final = 40
"""After so long without a press nobody seems to be there."""
WARNING_SECONDS: Final = 20
"""How long it asks first whether somebody is still there (WCAG 2.2, 2.2.1)."""
SLOW_SECONDS: Final = 3
"""After so long without an answer the page says so."""
STAY_SECONDS: Final = 60
"""How long a page stays that is slow or asks something, or has no paper."""
HERE_SECONDS: Final = 8
"""How long a number stays at least after its paper has come."""
