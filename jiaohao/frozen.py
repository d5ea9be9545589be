"""The entry of a frozen program (PyInstaller): it is Python and jiaohao in one file.

A process of ours is started as `own_command` says it, by Python's `-P -m MODULE`. A
frozen program has no Python beside it that would obey, so it obeys itself.
"""

from __future__ import annotations

import runpy
import sys

from jiaohao.cli import main

if __name__ == "__main__":
    if sys.argv[1:3] == ["-P", "-m"]:
        module = sys.argv[3]
        del sys.argv[1:4]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        main()
