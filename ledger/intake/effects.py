"""What a file would change beside what it adds: which cells, which rows are gone, which look known.

Rows that a newer file of a register no longer has are named and never deleted. Rows that look like
what another source told are named too; whether they are one event is for a person to say.
"""

from pathlib import Path
from typing import NamedTuple

from ledger.errors import LedgerMissingError
from ledger.intake.rowtext import cells_of
from ledger.intake.stage import Staged
from ledger.sql import statement
from ledger.store import open_read

__all__ = ["Alike", "Change", "Effects", "effects_of"]


class Change(NamedTuple):
    """One cell of a row that comes with another value; "" is an empty cell."""

    source_key: str
    column: str
    old: str
    new: str


class Alike(NamedTuple):
    """What comes and may stand already.

    Attributes:
        source_key: of the row or page.
        publisher, published_on, evidence: of what it resembles; the day as ISO writes it.
    """

    source_key: str
    publisher: str
    published_on: str
    evidence: str


class Effects(NamedTuple):
    """What differs from what stands.

    Attributes:
        changes: cells of the first 200 rows that differ.
        missing_count: rows of the register that the file does not have.
        missing: the source keys of the first 20 of them.
        alike_count: rows or pages that may tell what stands already from another source.
        alike: the first 20 of them.
    """

    changes: tuple[Change, ...] = ()
    missing_count: int = 0
    missing: tuple[str, ...] = ()
    alike_count: int = 0
    alike: tuple[Alike, ...] = ()


def effects_of(path: Path, staged: Staged, register: str) -> Effects:
    """Compare rows with the published ledger; nothing differs where there is none.

    Args:
        path: of the ledger.
        staged: what comes.
        register: how the source keys of the file's rows begin; "" when the file is a part of the
            register only, so that no row is missing.
    """
    try:
        with open_read(path) as con:
            con.register("incoming_announcement", staged.announcements)
            con.register("incoming_claim", staged.claims)
            rows = con.execute(statement("intake/changed_rows")).fetchall()
            alike_count, alike = con.execute(statement("intake/alike_claims")).fetchone() or (0, [])
            gone = None
            if register:
                asked = con.execute(statement("intake/missing_rows"), {"register": register})
                gone = asked.fetchone()
    except LedgerMissingError:
        return Effects()
    count, keys = gone or (0, None)
    changes = tuple(change for row in rows for change in _changes(*row))
    shown = tuple(Alike(*one.values()) for one in alike or ())
    return Effects(changes, count, tuple(keys or ()), alike_count, shown)


def _changes(source_key: str, old: str, new: str) -> list[Change]:
    before, after = cells_of(old), cells_of(new)
    return [
        Change(source_key, name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    ]
