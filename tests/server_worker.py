"""One of many processes on one server: asks its commands, each until it is answered.

python -m tests.server_worker ADDRESS FOLDER NUMBER COMMANDS
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from shared.office.reader import load_office
from shared.postgres.ledgers import PostgresLedgers
from tests.desk import StoreAsker, requests


def main() -> None:
    """Print a line for each answer; asked again while the server is away."""
    address, folder, worker, count = sys.argv[1:]
    ledgers = PostgresLedgers(address, load_office(Path(folder)))
    ask = StoreAsker(ledgers, f"w{worker}")
    for request in requests(int(worker), int(count)):
        line = json.dumps(request).encode()
        while True:
            answer = ask.line(line)
            if json.loads(answer).get("error") != "share_unavailable":
                break
        print(answer, flush=True)
    ledgers.close()


if __name__ == "__main__":
    main()
