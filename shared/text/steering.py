"""Characters that would steer a terminal, or turn its text round."""

from __future__ import annotations

import re
from typing import Final

BIDI: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
STEERING: Final = re.compile(f"[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{BIDI}]")
