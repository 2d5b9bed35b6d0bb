"""What was recorded, by whom it was taken back, and what was wrong with it: the batches."""

from __future__ import annotations

from ledger.lens import Lens
from ledger.report_rows.batches import BatchProblem, BatchRow
from ledger.reports.asking import FOREVER, Reader, ask

__all__ = ["batch", "batch_problems", "batches"]


def batches(
    con: Reader, lens: Lens, *, limit: int | None = None, offset: int = 0
) -> list[BatchRow]:
    """The acts of import, newest first, as known at the lens's time."""
    asked = {"batch": "", "known": lens.known or FOREVER, "limit": limit, "offset": offset}
    return ask(con, "batches", BatchRow, asked)


def batch(con: Reader, lens: Lens, batch_id: str) -> BatchRow | None:
    """One batch; None where there is none, or none was known then."""
    if not batch_id:
        return None
    asked = {"batch": batch_id, "known": lens.known or FOREVER, "limit": 1, "offset": 0}
    found = ask(con, "batches", BatchRow, asked)
    return found[0] if found else None


def batch_problems(
    con: Reader, lens: Lens, batch_id: str, *, limit: int | None = None
) -> list[BatchProblem]:
    """What was wrong with its input, by code; `limit` takes some of each code."""
    return ask(con, "batch_problems", BatchProblem, {"batch": batch_id, "limit": limit})
