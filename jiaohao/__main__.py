"""`python -m jiaohao` is `jiaohao`."""

from __future__ import annotations

from jiaohao.cli import main

main()
