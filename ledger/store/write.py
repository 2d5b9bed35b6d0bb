"""The writer's protocol: lock, one transaction, checkpoint, published copy.

Steps of the schema, which only a new or an older ledger needs, are committed before that.

Whatever fails before the commit changes nothing. What was committed is safe even if the writer is
killed the moment after; the copy is then one batch behind until the next writer or
`aid-ledger publish`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from ledger.errors import LedgerMissingError, LedgerVersionError, StorageError
from ledger.store.files import LedgerFiles, locked
from ledger.store.migrate import migrate, replace_views
from ledger.store.publish import publish, require_room

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # A million claims are posted nearly as fast with it as with more; the rest is written aside.
    "memory_limit": "1500MB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@contextmanager
def open_write(
    path: Path, recorded_utc: datetime, *, create: bool = False, wait_seconds: float = 10
) -> Iterator[duckdb.DuckDBPyConnection]:
    """One writing act on the ledger at `path`, published when the block ends without an error.

    Args:
        path: the live file.
        recorded_utc: the time of this act, UTC without zone; dates the schema steps.
        create: make a ledger where there is none; a failure leaves no file behind.
        wait_seconds: how long to wait for another writer.

    Raises:
        LedgerMissingError: no ledger there, and `create` is not set.
        LedgerBusyError: another writer holds it.
        LedgerVersionError: the file is no ledger of this version.
        StorageError: the disk is full or the place cannot be written.
    """
    files = LedgerFiles.of(path)
    if not path.exists() and not create:
        raise LedgerMissingError(
            f"There is no ledger at {path}.", "Make one: aid-ledger init --sample"
        )
    with locked(files, wait_seconds):
        require_room(files)
        is_new = not path.exists()
        target = files.draft if is_new else path
        _remove(files.draft)  # of a creation that was killed
        try:
            with _transaction(target, recorded_utc, is_new=is_new) as con:
                yield con
        except BaseException:
            if is_new:
                _remove(target)
            raise
        if is_new:
            target.replace(path)
        publish(files)


@contextmanager
def _transaction(
    path: Path, recorded_utc: datetime, *, is_new: bool
) -> Iterator[duckdb.DuckDBPyConnection]:
    con = _connect(path)
    try:
        with _wrapped_storage_errors():
            # A transaction of its own: DuckDB 1.5 loses a bulk append to a table into which the
            # same transaction has copied another table without rows, as a step may do.
            con.execute("begin")
            migrate(con, recorded_utc)
            replace_views(con)
            con.execute("commit")
            con.execute("begin")
            yield con
            con.execute("commit")
        # What was committed stands in the log: it is kept, unless the ledger is only being made.
        with _wrapped_storage_errors(is_recorded=not is_new):
            con.execute("checkpoint")
    finally:
        # Closing without a commit rolls back; catching an error and committing would lose rows.
        con.close()


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config=_CONFIG)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise StorageError(
                f"{path.name} is held open by another program.",
                "Close it there (a DuckDB shell on the live file?). Nothing was changed; for "
                f"reading open {path.stem}.read.duckdb instead.",
            ) from error
        raise _not_a_ledger(path) from error
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise _not_a_ledger(path) from error


def _not_a_ledger(path: Path) -> LedgerVersionError:
    return LedgerVersionError(
        f"{path} is no ledger that this version can open.",
        "Check the path; a file of a newer DuckDB needs the aid-ledger that wrote it. "
        "Nothing was changed.",
    )


@contextmanager
def _wrapped_storage_errors(*, is_recorded: bool = False) -> Iterator[None]:
    try:
        yield
    except (
        duckdb.IOException,
        duckdb.FatalException,
        duckdb.OutOfMemoryException,
        duckdb.TransactionException,  # "failed to commit": the log could not be written
    ) as error:
        why = str(error).splitlines()[0]
        if is_recorded:
            raise StorageError(
                f"The ledger is recorded, but could not be published: {why}",
                "Make room, then run: aid-ledger publish",
            ) from error
        raise StorageError(
            f"The ledger could not be written: {why}",
            "Make room on the disk and run the command again. Nothing was changed.",
        ) from error


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
