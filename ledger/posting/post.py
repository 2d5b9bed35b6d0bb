"""Posting: everything that is derived, made anew from the truth in one transaction.

The arithmetic is in ledger/sql/views; here its answers are written down as the published tables,
so that a rebuild is the same act as the first posting and must give the same rows. After an import
only the accounts (donor and recipient) that it touches are posted: no rule reaches further, but
for rulings that join claims of two accounts, and these come along.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import duckdb

from ledger.posting.reference import load_reference, reference_hash
from ledger.posting.scope import lay_scope
from ledger.sql import statement, statements
from validation.checks import checks, failing


class Posted(NamedTuple):
    """What stands after a posting: rows of the published relations."""

    pledges: int
    deliveries: int
    positions: int
    findings: int


def post(
    con: duckdb.DuckDBPyConnection,
    touched: Iterable[str] | None = None,
    between: Callable[[], None] = lambda: None,
) -> Posted:
    """Derive records, positions and findings, inside the caller's transaction.

    The published position is that of the latest day on which anything was recorded, so that a
    rebuild on a later day gives the same tables. No clock is read.

    Args:
        con: an open ledger, in a transaction.
        touched: claims whose standing or rulings changed since the last posting; None for all.
        between: is called before each step; what it raises leaves the posting undone.

    Raises:
        UsageError: the policy is missing or incomplete, or the item tree runs in a circle.
    """
    is_part = not refresh_reference(con) and touched is not None
    before, as_of = _posted_day(con), posting_day(con)
    con.execute(statement("statements/forget_standing"))
    scoped = is_part and before is not None and lay_scope(con, touched or (), before, as_of)
    for _, text in statements("posting"):
        between()
        con.execute(text, {"as_of": as_of} if "$as_of" in text else None)
    con.execute(statement("install/part" if scoped else "install/whole"))
    _find(con, is_whole=not scoped)
    con.execute(statement("statements/forget_standing"))
    _note(con, "as_of", as_of.isoformat())
    _note(con, "revision", _single(con, "statements/revision"))
    counts = con.execute(statement("statements/posted_counts")).fetchone()
    return Posted(*counts) if counts else Posted(0, 0, 0, 0)


def _find(con: duckdb.DuckDBPyConnection, *, is_whole: bool) -> None:
    """Run the checks over what was posted just now: its temporary tables stand before the rest."""
    if is_whole:
        con.execute("create or replace temp table scope_line (line_id varchar)")
    wanted = [check for check in checks() if is_whole or not check.of_book]
    kept = [check.code for check in checks() if check not in wanted]
    con.execute(statement("install/clear_finding"), {"is_whole": is_whole, "kept": kept})
    for check in wanted:
        rows = failing(con, check)
        if rows.num_rows:
            con.register("check_rows", rows)
            named = {"code": check.code, "severity": check.severity}
            con.execute(statement("statements/add_finding"), named)
            con.unregister("check_rows")


def refresh_reference(con: duckdb.DuckDBPyConnection) -> bool:
    """Write vocabulary and policy when they differ from what the ledger was posted with.

    The policy is the one chosen by the last ruling that stands.
    """
    policy = _single(con, "statements/chosen_policy")
    digest = reference_hash(policy)
    known = con.execute(statement("statements/fact"), ["reference"]).fetchone()
    if known is not None and known[0] == digest:
        return False
    load_reference(con, policy)
    _note(con, "reference", digest)
    return True


def posting_day(con: duckdb.DuckDBPyConnection) -> date:
    """The day of the last batch; the first day of the calendar for a ledger without any."""
    found = con.execute(statement("statements/posting_day")).fetchone()
    return found[0] if found and found[0] else date.min


def _posted_day(con: duckdb.DuckDBPyConnection) -> date | None:
    found = con.execute(statement("statements/fact"), ["as_of"]).fetchone()
    return date.fromisoformat(found[0]) if found else None


def _note(con: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    con.execute(statement("statements/note_fact"), [key, value])


def _single(con: duckdb.DuckDBPyConnection, name: str) -> str:
    row = con.execute(statement(name)).fetchone()
    return str(row[0]) if row else ""
