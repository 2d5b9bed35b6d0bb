"""Reading: the published copy only, in an engine of one's own, with everything else locked away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ledger.errors import LedgerMissingError, LedgerVersionError
from ledger.store.files import LedgerFiles
from ledger.store.migrate import has_these_views

_SNAPSHOT = "snapshot"


def connect_read(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection on the published copy of the ledger at `path`.

    The copy is attached to a fresh in-memory engine: duckdb.connect() would hand back the engine
    that this process already has for that name, and with it the copy from before the last rename.

    Raises:
        LedgerMissingError: no ledger, or none published.
        LedgerVersionError: the copy cannot be read by this version.
    """
    copy = LedgerFiles.of(path).read
    if not copy.exists():
        raise _missing(path)
    con = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    try:
        name = str(copy.resolve()).replace("'", "''")
        con.execute(f"attach '{name}' as {_SNAPSHOT} (read_only)")
        con.execute(f"use {_SNAPSHOT}")
        con.execute("set enable_external_access = false")
        is_ours = has_these_views(con)
    except duckdb.Error as error:
        con.close()
        raise _of_another_version(copy) from error
    if not is_ours:
        con.close()
        raise _of_another_version(copy)
    return con


@contextmanager
def open_read(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """`connect_read`, closed at the end of the block."""
    con = connect_read(path)
    try:
        yield con
    finally:
        con.close()


def snapshot_key(path: Path) -> tuple[int, int]:
    """What changes when a new copy is published: its inode and time of change.

    Raises:
        LedgerMissingError: no published copy.
    """
    try:
        found = LedgerFiles.of(path).read.stat()
    except FileNotFoundError:
        raise _missing(path) from None
    return found.st_ino, found.st_mtime_ns


def _of_another_version(copy: Path) -> LedgerVersionError:
    return LedgerVersionError(
        f"{copy} was not published by this version of aid-ledger.",
        "Publish it again: aid-ledger publish",
    )


def _missing(path: Path) -> LedgerMissingError:
    if path.exists():
        return LedgerMissingError(
            f"{path} has no published copy.", "Publish it: aid-ledger publish"
        )
    return LedgerMissingError(
        f"There is no ledger at {path}.", "Make one: aid-ledger init --sample"
    )
