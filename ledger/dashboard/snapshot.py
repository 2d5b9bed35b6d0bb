"""The published copy that the pages read: opened read-only, and opened again when it is replaced.

One connection a snapshot, shared by all sessions and held by one question at a time; a question
takes milliseconds. A session stays on the snapshot it began with until it asks for the newer one,
as long as that one is still open here. The live ledger file is never opened.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger import reports
from ledger.lens import Lens
from ledger.store.read import connect_read, snapshot_key

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_KEPT_OPEN = 4


class Snapshot(NamedTuple):
    """One published copy: the ledger's path, and the inode and time that tell copies apart."""

    path: str
    inode: int
    changed_ns: int


class _Reader(NamedTuple):
    con: DuckDBPyConnection
    turn: threading.Lock


_open: OrderedDict[Snapshot, _Reader] = OrderedDict()
_door = threading.Lock()


def ledger_path() -> Path:
    """Where the ledger is: $AID_LEDGER, else ledger.duckdb in the working folder."""
    return Path(os.environ.get("AID_LEDGER") or "ledger.duckdb")


def current() -> Snapshot:
    """The newest published copy. Raises LedgerMissingError where there is none."""
    path = ledger_path()
    return Snapshot(str(path), *snapshot_key(path))


def is_open(snapshot: Snapshot) -> bool:
    """Whether an older copy can still be read, since a session is looking at it."""
    with _door:
        return snapshot in _open


@lru_cache(maxsize=512)
def ask(snapshot: Snapshot, name: str, lens: Lens, **more: Any) -> Any:
    """The answer of `reports.<name>` on this snapshot, remembered.

    Raises:
        LedgerMissingError, LedgerVersionError: as `ledger.store.read.connect_read`.
    """
    question: Callable[..., Any] = getattr(reports, name)
    reader = _reader(snapshot)
    with reader.turn:
        return question(reader.con, lens, **more)


@lru_cache(maxsize=16)
def facts(snapshot: Snapshot) -> Any:
    """What the snapshot is (`reports.facts`)."""
    reader = _reader(snapshot)
    with reader.turn:
        return reports.facts(reader.con)


def forget() -> None:
    """Close every snapshot and remember no answer."""
    ask.cache_clear()
    facts.cache_clear()
    with _door:
        while _open:
            _open.popitem()[1].con.close()


def _reader(snapshot: Snapshot) -> _Reader:
    with _door:
        if snapshot not in _open:
            _open[snapshot] = _Reader(connect_read(Path(snapshot.path)), threading.Lock())
            while len(_open) > _KEPT_OPEN:
                _open.popitem(last=False)
        _open.move_to_end(snapshot)
        return _open[snapshot]
