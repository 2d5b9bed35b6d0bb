"""Jobs that are run in a fresh process, so that memory and caches are theirs alone.

`python -m benchmarks.probe JOB '{"argument": ...}'`; the last line of the output is the answer.
Kept light: what a job does not use, its process does not import.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.measure import peak_memory_mb


def read(reader: str, corpus: str) -> dict[str, Any]:
    """Import a reader and read a corpus once."""
    from benchmarks import texts

    passages = getattr(texts, corpus)().passages
    start = time.perf_counter()
    from benchmarks.readers import READERS

    READERS[reader][2]()(passages)
    return {"seconds": time.perf_counter() - start}


def nothing() -> dict[str, Any]:
    """What Python itself and this harness take."""
    return {}


def load(csv: str, ledger: str, jobs: int) -> dict[str, Any]:
    """Import a file of announcements into a new ledger."""
    from benchmarks.loading import load_file

    return load_file(csv, ledger, jobs)


def positions(claims: int, folder: str) -> dict[str, Any]:
    """Make a ledger of generated claims and ask it for positions."""
    from benchmarks.positions import ask_positions

    return ask_positions(claims, folder)


def import_records(csv: str, ledger: str) -> dict[str, Any]:
    """Import a file of deliveries into a ledger."""
    from benchmarks.imports import import_file

    return import_file(csv, ledger)


def import_peer(name: str, csv: str, rows: int) -> dict[str, Any]:
    """The same file with something else."""
    from benchmarks.peers import load_with

    return {"seconds": load_with(name, csv, rows)}


JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "read": read,
    "nothing": nothing,
    "load": load,
    "import_records": import_records,
    "import_peer": import_peer,
    "positions": positions,
}


def main() -> None:
    """Run the job that the command line names."""
    answer = JOBS[sys.argv[1]](**json.loads(sys.argv[2]))
    memory = {"memory_mb": peak_memory_mb()}
    sys.stdout.write("\n" + json.dumps({**answer, **memory}) + "\n")
    sys.stdout.flush()
    os._exit(0)  # what was measured is over; taking engines down is not part of it


if __name__ == "__main__":
    main()
