"""Small ledgers that many tests begin with: made once in a process, and then copied."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.posting import post
from ledger.store import open_write
from ledger.store.files import LedgerFiles

Bytes = tuple[bytes, bytes]


def blank_ledger(path: Path, now: datetime) -> Path:
    """A posted ledger at the path as `aid-ledger init` makes it at that time; gives the path."""
    return lay(path, _blank(now))


def kept(make: Callable[[Path], object]) -> Bytes:
    """The live file and the published copy of a ledger that is made at a path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.duckdb"
        make(path)
        return path.read_bytes(), LedgerFiles.of(path).read.read_bytes()


def lay(path: Path, ledger: Bytes) -> Path:
    """Put a ledger that was kept at another path; gives the path."""
    path.write_bytes(ledger[0])
    LedgerFiles.of(path).read.write_bytes(ledger[1])
    return path


@cache
def _blank(now: datetime) -> Bytes:
    def make(path: Path) -> None:
        with open_write(path, now, create=True) as con:
            post(con)

    return kept(make)
