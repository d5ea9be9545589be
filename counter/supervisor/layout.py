"""Where the panes stand, by the room there is."""

from __future__ import annotations

from typing import Final

from shared.text import palette

PANES: Final = ("services", "counters", "tasks", "machines", "notices", "happened")
"""Those with a cursor, as Tab goes through them."""
TURNED: Final = ("machines", "notices", "happened")
"""What ← → turn between where not all is seen at once."""
CSS: Final = f"""
Board {{
    width: 1fr; height: 1fr; layout: vertical; overflow: hidden;
    background: {palette.BACKGROUND}; color: {palette.FOREGROUND};
    #header {{ height: 1; background: {palette.PANEL}; }}
    #strip {{ height: 1; }}
    #room {{ height: 1fr; layout: horizontal; }}
    #room > Vertical {{ height: 100%; }}
    #left {{ width: 82; }} #right {{ width: 1fr; }}
    #services {{ height: 20; }} #today {{ height: 1fr; }} #notices {{ height: 5; }}
    #counters {{ height: 12; }} #tasks {{ height: 9; }} #machines {{ height: 13; }}
    #happened {{ height: 1fr; }}
    #notices-below, #page {{ display: none; }}
    &.-page #room {{ display: none; }}
    &.-page #page {{ display: block; }}
    &.-asking #tasks, &.-asking #machines {{ display: none; }}
    &.-asking #ask {{ height: 14; }}

    &.-medium #left {{ width: 62; }}
    &.-medium #counters {{ height: 11; }} &.-medium #tasks {{ height: 8; }}
    &.-medium #services {{ height: 20; }}
    &.-medium #machines, &.-medium #happened, &.-medium #notices-below {{
        height: 1fr;
    }}
    &.-medium #notices, &.-small #notices {{ display: none; }}
    &.-medium.-at-machines #happened, &.-medium.-at-notices #machines,
    &.-medium.-at-notices #happened, &.-medium.-at-happened #machines {{
        display: none;
    }}
    &.-medium.-at-notices #notices-below {{ display: block; }}
    &.-medium.-asking #ask {{ height: 1fr; }}
    &.-medium.-asking #happened, &.-medium.-asking #notices-below {{ display: none; }}

    &.-small #left {{ width: 1fr; }} &.-small #right {{ display: none; }}
    &.-small #today {{ display: none; }} &.-small #services {{ height: 1fr; }}
    &.-small.-elsewhere #left {{ display: none; }}
    &.-small.-elsewhere #right, &.-small.-asking #right {{
        display: block; width: 1fr;
    }}
    &.-small.-asking #left {{ display: none; }}
    &.-small #counters, &.-small #tasks, &.-small #machines, &.-small #happened {{
        display: none; height: 1fr;
    }}
    &.-small.-on-counters #counters, &.-small.-on-tasks #tasks,
    &.-small.-on-machines #machines, &.-small.-on-happened #happened,
    &.-small.-on-notices #notices-below {{ display: block; height: 1fr; }}
    &.-small.-asking #counters, &.-small.-asking #tasks, &.-small.-asking #machines,
    &.-small.-asking #happened, &.-small.-asking #notices-below {{ display: none; }}
    &.-small.-asking #ask {{ height: 1fr; }}
}}
"""
