"""The colours of staff's screens, as Textual wants them."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

from shared.text import palette

THEME: Final = Theme(name="jiaohao", luminosity_spread=0.0, **palette.THEME)
