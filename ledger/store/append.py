"""Bulk appending to the truth tables: Arrow in, rows written out. There is no update."""

from typing import TYPE_CHECKING, Literal

import duckdb

from ledger.sql import statement

if TYPE_CHECKING:  # pyarrow costs 0.1 s at import, and the caller has it already
    import pyarrow as pa

_UNGUARDED = {"announcement": "announcement_id", "claim": "claim_id"}  # see schema/005_keys.sql
TruthTable = Literal["batch", "announcement", "claim", "claim_entry", "decision", "problem"]


def append(con: duckdb.DuckDBPyConnection, table: TruthTable, rows: "pa.Table") -> int:
    """Write those rows whose key is new; the columns are matched by name.

    Returns the number of rows written: 0 when all were known.
    """
    # DuckDB finds the table by the name of this variable. One that is registered by name would stay
    # in memory to the end of the transaction.
    incoming = _each_once(rows, _UNGUARDED[table]) if table in _UNGUARDED else rows  # noqa: F841
    written = con.execute(statement(f"append/{table}")).fetchone()
    return int(written[0]) if written else 0


def _each_once(rows: "pa.Table", key: str) -> "pa.Table":
    """The rows without those whose key an earlier one has."""
    import pyarrow.compute as pc

    keys = rows.column(key)
    if pc.count_distinct(keys).as_py() == rows.num_rows:
        return rows
    first = {name: place for place, name in reversed(list(enumerate(keys.to_pylist())))}
    return rows.take(sorted(first.values()))
