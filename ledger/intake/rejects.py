"""The rows that were set aside, as a file that can be mended and imported again.

The original columns in their order, then _row, _code, _level, _message, _fix, which are passed over
when the file comes back. Cells that a spreadsheet would run are guarded, and read as they were.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from ledger.errors import StorageError
from ledger.intake.announcements import Entry
from ledger.intake.guarding import guarded

__all__ = ["NOTES", "write_rejects"]

NOTES = ("_row", "_code", "_level", "_message", "_fix")


def write_rejects(path: Path, names: tuple[str, ...], entries: Iterable[Entry]) -> int:
    """Write the set-aside rows; returns how many.

    Raises:
        StorageError: the place cannot be written.
    """
    kept = [i for i, name in enumerate(names) if name not in NOTES]
    try:
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow([names[i] for i in kept] + list(NOTES))
            count = 0
            for count, entry in enumerate(entries, 1):  # noqa: B007  (counted for the caller)
                cells = _fitted(entry.cells, len(names))
                writer.writerow([guarded(cells[i]) for i in kept] + _notes(entry))
    except OSError as error:
        raise StorageError(f"{path} cannot be written ({error.strerror}).") from error
    return count


def _fitted(cells: tuple[str, ...], width: int) -> list[str]:
    """As many cells as columns: what is too much stays in the last cell, where it can be seen."""
    if len(cells) > width:
        return [*cells[: width - 1], " ⟂ ".join(cells[width - 1 :])]
    return [*cells, *[""] * (width - len(cells))]


def _notes(entry: Entry) -> list[str]:
    errors = [one for one in entry.problems if one.severity == "error"]
    return [
        str(entry.number),
        " ".join(one.code for one in errors),
        "error",
        " ".join(one.found for one in errors),
        " ".join(one.fix for one in errors),
    ]
