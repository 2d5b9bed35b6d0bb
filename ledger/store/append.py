"""Bulk appending to the truth tables: Arrow in, rows written out. There is no update."""

from typing import TYPE_CHECKING, Literal

import duckdb

from ledger.sql import statement

if TYPE_CHECKING:  # pyarrow costs 0.1 s at import, and the caller has it already
    import pyarrow as pa

TruthTable = Literal["batch", "announcement", "claim", "claim_entry", "decision", "problem"]


def append(con: duckdb.DuckDBPyConnection, table: TruthTable, rows: "pa.Table") -> int:
    """Write those rows whose key is new; the columns are matched by name.

    Returns the number of rows written: 0 when all were known.
    """
    con.register("incoming", rows)
    try:
        written = con.execute(statement(f"append/{table}")).fetchone()
    finally:
        con.unregister("incoming")
    return int(written[0]) if written else 0
