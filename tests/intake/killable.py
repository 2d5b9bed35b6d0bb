"""An import in a process of its own that tells each step, so that a test can end it anywhere."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from ledger.errors import LedgerError
from ledger.intake.records import RecordOptions, import_records
from ledger.parse.processes import without_main

NOW = datetime(2026, 11, 22, 12)
DONE = "done"
_TOLD = ("/ledger/store/", "/ledger/posting/", "/intake/records.py", "/intake/recording.py")
_SPAWN = get_context("spawn")  # our own child: nobody else can have its number when it is killed


class Ended(NamedTuple):
    """What an import told at its end.

    Attributes:
        batch_id: that was acknowledged; "" after an error.
        is_noop: nothing was written.
        message, hint: of the error.
        memory_mb: the most that the process held.
    """

    batch_id: str
    is_noop: bool = False
    message: str = ""
    hint: str = ""
    memory_mb: float = 0


class Running(NamedTuple):
    """An import that runs: its steps are read one by one, as they happen."""

    process: SpawnProcess
    steps: Connection

    def next_step(self) -> "str | Ended":
        """The name of the next step, or how the import ended."""
        told: str | Ended = self.steps.recv()
        return told

    def ended(self) -> Ended:
        """How it ended, its remaining steps passed over."""
        while isinstance(told := self.next_step(), str):
            pass
        return told


@contextmanager
def importing(ledger: Path, source: Path, **limits: int) -> Iterator[Running]:
    """Start an import; it is killed if it still runs at the end of the block.

    Args:
        ledger, source: see `import_records`.
        limits: names of resource limits, such as RLIMIT_FSIZE, and their values.
    """
    ours, theirs = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_import, args=(theirs, str(ledger), str(source), limits))
    with without_main():  # a page's own test may have left its script as the main module
        process.start()
    theirs.close()
    try:
        yield Running(process, ours)
    finally:
        process.kill()
        process.join()
        ours.close()


def _import(steps: Connection, ledger: str, source: str, limits: dict[str, int]) -> None:
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, name), (value, value))

    def tell(frame: FrameType, event: str, argument: Any) -> None:
        if event == "call" and any(part in frame.f_code.co_filename for part in _TOLD):
            steps.send(frame.f_code.co_name)
        elif event == "c_call" and argument.__name__ in ("execute", "fsync", "sendfile"):
            steps.send(argument.__name__)

    sys.setprofile(tell)
    try:
        report = import_records(source, Path(ledger), NOW, RecordOptions())
        assert report.receipt is not None
        ended = Ended(report.receipt.batch_id, report.receipt.is_noop)
    except LedgerError as error:
        ended = Ended("", message=error.message, hint=error.hint)
    finally:
        sys.setprofile(None)
    steps.send(ended._replace(memory_mb=_peak_mb()))


def _peak_mb() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))
