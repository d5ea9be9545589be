"""The throw-away cluster of pg_virtualenv, to be killed and started anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Cluster:
    """Version, name and data."""

    version: str
    name: str
    data: Path

    def kill(self) -> None:
        """As a power cut does."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def start(self) -> None:
        """Start it anew; until the last of its children is gone that cannot be."""
        command = ["pg_ctlcluster", self.version, self.name, "start"]
        while subprocess.run(command, capture_output=True).returncode:
            pass


def throw_away() -> Cluster:
    """That of `make test-postgres`."""
    if shutil.which("pg_lsclusters") is None:
        pytest.skip("no pg_lsclusters here: make test-postgres")
    listed = subprocess.run(
        ["pg_lsclusters", "--no-header"], capture_output=True, text=True, check=True
    )
    for line in listed.stdout.splitlines():
        version, name, _port, _status, _owner, data, *_ = line.split()
        if name == "regress":
            return Cluster(version, name, Path(data))
    pytest.skip("no throw-away cluster here: make test-postgres")
