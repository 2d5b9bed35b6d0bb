"""Bulk appending: no row is lost, and none stands twice, though no key looks after it."""

from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from ledger.sql import statements
from ledger.store import append, open_write
from ledger.store.append import TruthTable
from tests.ledgers import insert_claims

NOW = datetime(2026, 1, 1, 12)
LARGE = 150_000  # more than the rows that DuckDB keeps back until the commit
_COPIES = {
    "announcement": "select * exclude (n) replace (announcement_id || '-' || n as announcement_id)",
    "claim": "select * exclude (n) replace (claim_id || '-' || n as claim_id)",
    "claim_entry": "select * exclude (n) replace (entry_no + n as entry_no)",
}


def _copies(table: TruthTable, count: int) -> pa.Table:
    """Rows of a truth table that differ in their keys alone."""
    with duckdb.connect() as con:
        for folder in ("schema", "views"):
            for _, text in statements(folder):
                con.execute(text)
        insert_claims(con, [{"n": 3}])
        made = f"{_COPIES[table]} from truth.{table}, range({count}) r(n)"
        return con.execute(made).to_arrow_table()


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"select count(*) from truth.{table}").fetchone()
    return int(row[0]) if row else -1


@pytest.mark.parametrize("table", ["announcement", "claim", "claim_entry"])
def test_a_large_append_into_a_ledger_that_is_being_made_loses_nothing(
    table: TruthTable, tmp_path: Path
) -> None:
    path, rows = tmp_path / "ledger.duckdb", _copies(table, LARGE)
    with open_write(path, NOW, create=True) as con:
        assert append(con, table, rows.slice(0, 0)) == 0
        assert append(con, table, rows) == LARGE
        assert _count(con, table) == LARGE
    with open_write(path, NOW) as con:
        assert _count(con, table) == LARGE


@pytest.mark.parametrize("table", ["announcement", "claim", "claim_entry"])
def test_what_is_there_is_not_written_again(table: TruthTable, tmp_path: Path) -> None:
    rows = _copies(table, 3)
    with open_write(tmp_path / "ledger.duckdb", NOW, create=True) as con:
        assert append(con, table, rows.slice(0, 2)) == 2
        assert append(con, table, pa.concat_tables([rows, rows])) == 1
        assert _count(con, table) == 3


def test_a_ledger_of_before_keeps_its_rows_through_the_step_that_drops_the_keys() -> None:
    with duckdb.connect() as con:
        for step, text in statements("schema"):
            if step == "005_keys":
                insert_claims(con, [{"n": 3}, {"n": 4, "page": "b"}])
                before = con.execute("from truth.claim order by all").fetchall()
            con.execute(text)
        assert con.execute("from truth.claim order by all").fetchall() == before
        assert _count(con, "announcement") == 2
