"""Where the panes stand, by the room there is."""

from __future__ import annotations

from typing import Final

from shared.screen.size import Size
from shared.text import palette

PAGES: Final = {
    Size.TINY: ("visit", "line", "hall-below", "day-below"),
    Size.SMALL: ("line", "hall-below", "day-below"),
}
"""What ← → turn between, where not all is seen at once."""
CSS: Final = f"""
Board {{
    width: 1fr; height: 1fr; layout: vertical; overflow: hidden;
    background: {palette.BACKGROUND}; color: {palette.FOREGROUND};
    #header {{ height: 1; background: {palette.PANEL}; }}
    #strip {{ height: 1; }}
    #room {{ height: 1fr; layout: horizontal; }}
    #room > Vertical {{ height: 100%; }}
    #left {{ width: 44; }} #middle {{ width: 1fr; }} #right {{ display: none; }}
    #visit {{
        height: 1fr; padding: 0 1; border: round {palette.RULE};
        border-title-color: {palette.FOREGROUND}; border-title-style: bold;
        border-subtitle-color: {palette.MUTED};
        &.-focus {{
            border: heavy {palette.ACCENT}; border-title-color: {palette.ACCENT};
        }}
        &.-old {{ border: dashed {palette.WARNING}; }}
    }}
    #head {{ height: 5; }} #clock {{ height: 1; }}
    &.-free #head {{ display: none; }} &.-words #clock {{ display: none; }}
    &.-called #clock {{ height: 2; }}
    #held, #day, #detail, #hall-below, #day-below, #help, #under {{ display: none; }}
    &.-asking #visit {{ height: 8; }}
    &.-asking.-called #visit {{ height: 9; }}
    &.-medium.-asking.-brief #ask {{ height: 14; }}
    &.-large.-asking.-brief #ask {{ height: 16; }}
    &.-medium.-asking.-brief #under, &.-large.-asking.-brief #under {{
        display: block; height: 1fr;
    }}
    &.-small.-sheet #visit, &.-tiny.-sheet #visit {{ display: none; }}
    &.-help #room {{ display: none; }}
    &.-help #help {{ display: block; }}

    &.-medium #left {{ width: 64; }}
    &.-medium #held {{ display: block; height: 5; }}
    &.-medium #hall-below {{ display: block; height: 12; }}
    &.-medium #head, &.-large #head {{ height: 4; margin-bottom: 1; }}
    &.-medium #clock, &.-large #clock {{ margin-bottom: 1; }}

    &.-large #left {{ width: 60; }} &.-large #middle {{ width: 54; }}
    &.-large #right {{ display: block; width: 1fr; }}
    &.-large #held {{ display: block; height: 4; }}
    &.-large #day {{ display: block; height: 10; }}
    &.-asking #held, &.-asking #day {{ display: none; }}
    &.-large #detail {{ display: block; height: 14; }}
    &.-large #counters, &.-large #happened {{ height: 12; }}

    &.-tiny #keys {{ height: 1; }}
    &.-tiny #left {{ width: 1fr; }} &.-tiny #middle {{ display: none; }}
    &.-tiny.-turned #left {{ display: none; }}
    &.-tiny.-turned #middle {{ display: block; }}
    &.-tiny.-asking #left {{ display: block; }}
    &.-tiny.-asking #middle, &.-tiny.-asking #visit {{ display: none; }}

    &.-small.-at-hall-below #line, &.-tiny.-at-hall-below #line {{ display: none; }}
    &.-small.-at-hall-below #hall-below, &.-tiny.-at-hall-below #hall-below {{
        display: block;
    }}
    &.-small.-at-day-below #line, &.-tiny.-at-day-below #line {{ display: none; }}
    &.-small.-at-day-below #day-below, &.-tiny.-at-day-below #day-below {{
        display: block;
    }}
}}
"""
