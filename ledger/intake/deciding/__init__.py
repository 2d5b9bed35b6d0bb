"""Rulings: held against the ledger, written as one batch, and shown beforehand if so wished.

A ruling that cannot stand is refused with one `UsageError`, and nothing is changed. The same ruling
again writes nothing and says which one stands.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.intake.deciding.planning import plan
from ledger.intake.deciding.ruling import KINDS, Change, Decided, Decision, Entry, Plan, Ruling
from ledger.intake.deciding.writing import Act, write
from ledger.store import open_write

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "KINDS",
    "Act",
    "Change",
    "Decided",
    "Decision",
    "Entry",
    "Plan",
    "Ruling",
    "act",
    "decide",
]


def decide(path: Path, ruling: Ruling, now: datetime, *, dry_run: bool = False) -> Decided:
    """Hold a ruling against the ledger and write it as one batch.

    Args:
        path: of the ledger.
        ruling: what is decided.
        now: UTC without zone.
        dry_run: say what it would change, and write nothing.

    Raises:
        UsageError: it cannot stand; nothing was changed.
        LedgerError: the ledger is missing, busy or of another version.
    """
    by = Act("decide", ruling.kind, now, ruling.who, ruling.why)
    return act(path, by, lambda con: plan(con, ruling, now), dry_run=dry_run)


def act(
    path: Path,
    by: Act,
    planned: "Callable[[duckdb.DuckDBPyConnection], Plan]",
    *,
    dry_run: bool = False,
) -> Decided:
    """Plan and write under the writer's lock; a dry run or a no-op is rolled back."""
    try:
        with open_write(path, by.now) as con:
            wanted = planned(con)
            if wanted.said_by:
                noop = (wanted.said_by,)
                raise _RolledBack(Decided("", noop, (), tuple(wanted.notes), (), is_noop=True))
            done = write(con, wanted, by)
            if dry_run:
                raise _RolledBack(_unnumbered(done))
    except _RolledBack as rolled_back:
        return rolled_back.outcome
    return done


class _RolledBack(Exception):  # noqa: N818  (it is the way out of the transaction, and no error)
    def __init__(self, outcome: Decided) -> None:
        super().__init__()
        self.outcome = outcome


def _unnumbered(done: Decided) -> Decided:
    """What would be written has no number yet."""
    return Decided("", (), done.decisions, done.notes, done.changes, is_noop=False)
