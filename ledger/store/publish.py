"""The published copy: what everybody but the writer reads, replaced in one rename."""

import os
import shutil
from pathlib import Path

from ledger.errors import StorageError
from ledger.store.files import LedgerFiles


def publish(files: LedgerFiles) -> None:
    """Copy the checkpointed live file, make it durable, and put it in place of the old copy.

    Readers of the old copy keep it until they open again. The caller holds the writer's lock.

    Raises:
        StorageError: no room or no right to write; the old copy stays.
    """
    draft = files.read.with_suffix(".duckdb.new")
    try:
        shutil.copyfile(files.live, draft)
        _flush(draft)
        draft.replace(files.read)
        _flush(files.read.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StorageError(
            f"The ledger is recorded, but its published copy could not be written "
            f"({error.strerror}).",
            "Make room, then run: aid-ledger publish",
        ) from error


def require_room(files: LedgerFiles) -> None:
    """Refuse to begin where the published copy could not be written at the end.

    Raises:
        StorageError: less room is free than the copy and some growth will take.
    """
    size = files.live.stat().st_size if files.live.exists() else 0
    needed = size + size // 4 + (4 << 20)
    free = shutil.disk_usage(files.live.parent).free
    if free < needed:
        raise StorageError(
            f"The disk is nearly full: {free >> 20} MB free, {needed >> 20} MB needed.",
            "Make room and run the command again. Nothing was changed.",
        )


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
