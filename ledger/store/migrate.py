"""Schema steps applied once and recorded, and the views that are replaced whenever they change."""

import hashlib
from datetime import datetime
from functools import cache

import duckdb

from ledger.errors import LedgerVersionError
from ledger.sql import statements

_RECORD = """
create schema if not exists truth;
create table if not exists truth.schema_step (
    step varchar primary key, sha256 varchar not null, applied_utc timestamp not null
);
"""


def migrate(con: duckdb.DuckDBPyConnection, recorded_utc: datetime) -> None:
    """Bring the schema of the open ledger up to this program's, inside the caller's transaction.

    Raises:
        LedgerVersionError: a step was applied in another wording, or is unknown to this program.
    """
    con.execute(_RECORD)
    applied = dict(con.execute("select step, sha256 from truth.schema_step").fetchall())
    known = statements("schema")
    _refuse_unknown(set(applied) - {step for step, _ in known})
    for step, text in known:
        digest = hashlib.sha256(text.encode()).hexdigest()
        if step not in applied:
            con.execute(text)
            con.execute(
                "insert into truth.schema_step values (?, ?, ?)", [step, digest, recorded_utc]
            )
        elif applied[step] != digest:
            raise LedgerVersionError(
                f"The schema step {step} of this ledger differs from this program's.",
                "Use the aid-ledger version that wrote it, export the journal there and import "
                "it here. Nothing was changed.",
            )


def replace_views(con: duckdb.DuckDBPyConnection) -> None:
    """Define every macro and view as this program states them, unless they stand already."""
    if has_these_views(con):
        return
    for _, text in statements("views"):
        con.execute(text)
    con.execute("insert or replace into ledger_fact values ('views', ?)", [_views_hash()])


def has_these_views(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the macros and views of an open ledger are those of this program."""
    known = con.execute("select value from ledger_fact where key = 'views'").fetchone()
    return known is not None and known[0] == _views_hash()


@cache
def _views_hash() -> str:
    texts = [text for _, text in statements("views")]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _refuse_unknown(steps: set[str]) -> None:
    if steps:
        raise LedgerVersionError(
            f"This ledger was written by a newer aid-ledger (it has {', '.join(sorted(steps))}).",
            "Upgrade aid-ledger. Nothing was changed.",
        )
