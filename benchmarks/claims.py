"""A ledger of generated claims, and the bare table that is its floor."""

from pathlib import Path

import duckdb
import pyarrow as pa

from ledger.store import append
from validation.vocabulary import load_vocabulary

_SQL = Path(__file__).with_name("sql")
_DONORS, _RECIPIENTS, _ITEMS = 60, 30, 500  # 450,000 pairs of lines that are all different


def statement(name: str) -> str:
    """The text of one of the files in benchmarks/sql."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def generate(count: int) -> pa.Table:
    """So many claims as rows of truth.claim, with published_on; see sql/claims.sql."""
    words = load_vocabulary()
    countries = sorted(words.countries)
    drawn = {
        "count": count,
        "donors": countries[:_DONORS],
        "recipients": countries[_DONORS : _DONORS + _RECIPIENTS],
        "items": sorted(words.items)[:_ITEMS],
    }
    with duckdb.connect() as con:
        return con.execute(statement("claims"), drawn).to_arrow_table()


def donor_of(claims: pa.Table) -> str:
    """A donor with claims."""
    return str(claims.column("donors")[0].as_py()[0])


def fill(con: duckdb.DuckDBPyConnection, claims: pa.Table) -> None:
    """Append the claims and everything that they hang on to the truth tables of an open ledger."""
    with duckdb.connect() as aside:
        aside.register("incoming", claims)
        parts = {
            "batch": aside.execute(statement("batch")).to_arrow_table(),
            "announcement": aside.execute(statement("announcements")).to_arrow_table(),
            "claim_entry": aside.execute(statement("entries")).to_arrow_table(),
        }
    append(con, "batch", parts["batch"])
    append(con, "announcement", parts["announcement"])
    written = append(con, "claim", claims.drop_columns(["published_on"]))
    if written != claims.num_rows:  # nobody shall measure an empty ledger
        raise RuntimeError(f"{written:,} of {claims.num_rows:,} claims were appended")
    append(con, "claim_entry", parts["claim_entry"])


def flat_table(claims: pa.Table) -> duckdb.DuckDBPyConnection:
    """The floor: a bare DuckDB in memory with one flat table of the claims."""
    con = duckdb.connect()
    con.register("incoming", claims)
    con.execute(statement("flat"))
    return con
