"""Posting: everything that is derived, made anew from the truth in one transaction.

The arithmetic is in ledger/sql/views; here its answers are written down as the published tables,
so that a rebuild is the same act as the first posting and must give the same rows.
"""

from datetime import date
from typing import NamedTuple

import duckdb

from ledger.posting.reference import load_reference, reference_hash
from ledger.sql import statement, statements
from validation.checks import run_checks


class Posted(NamedTuple):
    """What stands after a posting: rows of the published relations."""

    pledges: int
    deliveries: int
    positions: int
    findings: int


def post(con: duckdb.DuckDBPyConnection) -> Posted:
    """Derive records, positions and findings, inside the caller's transaction.

    The published position is that of the latest day on which anything was recorded, so that a
    rebuild on a later day gives the same tables. No clock is read.

    Raises:
        UsageError: the policy is missing or incomplete.
    """
    refresh_reference(con)
    as_of = posting_day(con)
    con.execute(statement("statements/forget_standing"))
    for _, text in statements("posting"):
        con.execute(text, {"as_of": as_of} if "$as_of" in text else None)
    findings = run_checks(con)
    if findings:
        con.execute(
            statement("statements/add_finding"), [list(c) for c in zip(*findings, strict=True)]
        )
    con.execute(statement("statements/forget_standing"))
    _note(con, "as_of", as_of.isoformat())
    _note(con, "revision", _single(con, "statements/revision"))
    counts = con.execute(statement("statements/posted_counts")).fetchone()
    return Posted(*counts) if counts else Posted(0, 0, 0, 0)


def refresh_reference(con: duckdb.DuckDBPyConnection) -> None:
    """Write vocabulary and policy when they differ from what the ledger was posted with."""
    digest = reference_hash()
    known = con.execute(statement("statements/fact"), ["reference"]).fetchone()
    if known is None or known[0] != digest:
        load_reference(con)
        _note(con, "reference", digest)


def posting_day(con: duckdb.DuckDBPyConnection) -> date:
    """The day of the last batch; the first day of the calendar for a ledger without any."""
    found = con.execute(statement("statements/posting_day")).fetchone()
    return found[0] if found and found[0] else date.min


def _note(con: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    con.execute(statement("statements/note_fact"), [key, value])


def _single(con: duckdb.DuckDBPyConnection, name: str) -> str:
    row = con.execute(statement(name)).fetchone()
    return str(row[0]) if row else ""
