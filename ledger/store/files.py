"""The three files of a ledger, and the lock that lets one writer in at a time.

`ledger.duckdb` belongs to the writer of the moment, `ledger.lock` says who that is, and
`ledger.read.duckdb` is the published copy that everybody else reads. The kernel frees the lock when
its holder dies, so a killed import never needs cleaning up.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ledger.errors import LedgerBusyError, StorageError, UsageError

_RETRY_SECONDS = 0.02
_TAKEN = (".read.duckdb", ".lock", ".new")


class LedgerFiles(NamedTuple):
    """Where the parts of one ledger are.

    Attributes:
        live: the writer's file, as the user named it.
        lock: beside it, `<stem>.lock`.
        read: beside it, `<stem>.read.duckdb`; replaced as a whole at each publication.
        draft: beside it, `<name>.new`; a ledger in the making.

    A name that does not end in .duckdb keeps its ending in the others, so that `a.duckdb` and
    `a.db` are two ledgers with two locks.
    """

    live: Path
    lock: Path
    read: Path
    draft: Path

    @classmethod
    def of(cls, path: Path) -> "LedgerFiles":
        """The files of the ledger at `path`.

        Raises:
            UsageError: the name is that of a ledger's other file, which is replaced or removed.
        """
        if path.name.endswith(_TAKEN):
            stem = path.name.removesuffix(".read.duckdb").removesuffix(".lock").removesuffix(".new")
            raise UsageError(
                f"{path.name} is the name of a file that stands beside a ledger.",
                f"Name the ledger itself, such as {stem}.duckdb.",
            )
        stem = path.name.removesuffix(".duckdb")
        return cls(
            path,
            path.with_name(f"{stem}.lock"),
            path.with_name(f"{stem}.read.duckdb"),
            path.with_name(f"{path.name}.new"),
        )


@contextmanager
def locked(files: LedgerFiles, wait_seconds: float) -> Iterator[None]:
    """Hold the writer's lock.

    Raises:
        LedgerBusyError: another writer held it for all of `wait_seconds`.
        StorageError: the lock file cannot be made where the ledger is.
    """
    try:
        handle = files.lock.open("a+", encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"{files.lock.parent} cannot be written ({error.strerror}).",
            "Choose a folder of your own with --ledger PATH.",
        ) from error
    with handle:
        _acquire(handle.fileno(), files, time.monotonic() + wait_seconds)
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _acquire(descriptor: int, files: LedgerFiles, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise _busy(files) from None
            time.sleep(_RETRY_SECONDS)


def _busy(files: LedgerFiles) -> LedgerBusyError:
    holder = files.lock.read_text(encoding="utf-8").strip() or "unknown"
    return LedgerBusyError(
        f"{files.live.name} is open for writing by process {holder}.",
        "Wait until it ends, or stop it. Nothing was changed; reading goes on meanwhile.",
    )
