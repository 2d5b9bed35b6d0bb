"""What a file of records would change beside what it adds: which cells, and which rows are gone.

Rows that a newer file of a register no longer has are named and never deleted.
"""

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from ledger.errors import LedgerMissingError
from ledger.sql import statement
from ledger.store import open_read

__all__ = ["Change", "Effects", "effects_of"]


class Change(NamedTuple):
    """One cell of a row that comes with another value; "" is an empty cell."""

    source_key: str
    column: str
    old: str
    new: str


class Effects(NamedTuple):
    """What differs from what stands.

    Attributes:
        changes: cells of the first 200 rows that differ.
        missing_count: rows of the register that the file does not have.
        missing: the source keys of the first 20 of them.
    """

    changes: tuple[Change, ...] = ()
    missing_count: int = 0
    missing: tuple[str, ...] = ()


def effects_of(path: Path, announcements: pa.Table, register: str) -> Effects:
    """Compare rows with the published ledger; nothing differs where there is none.

    Args:
        path: of the ledger.
        announcements: the rows, as `stage.ANNOUNCEMENT`.
        register: how the source keys of the file's rows begin; "" when the file is a part of the
            register only, so that no row is missing.
    """
    try:
        with open_read(path) as con:
            con.register("incoming_announcement", announcements)
            rows = con.execute(statement("intake/changed_rows")).fetchall()
            gone = None
            if register:
                asked = con.execute(statement("intake/missing_rows"), {"register": register})
                gone = asked.fetchone()
    except LedgerMissingError:
        return Effects()
    count, keys = gone or (0, None)
    changes = tuple(change for row in rows for change in _changes(*row))
    return Effects(changes, count, tuple(keys or ()))


def _changes(source_key: str, old: str, new: str) -> list[Change]:
    before, after = _cells(old), _cells(new)
    return [
        Change(source_key, name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    ]


def _cells(text: str) -> dict[str, str]:
    """The cells of a row's text. A line within a cell that looks like a cell passes for one."""
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        head, mark, cell = line.partition(": ")
        if mark or not name:
            name = head
            found[name] = cell
        else:
            found[name] += f"\n{line}"
    return found
