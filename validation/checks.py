"""Checks: queries over an open ledger that return the rows which fail.

A check is one file `checks/<code>.sql`; the file's name is the finding's code. Its header says what
it finds and `-- severity: error|warning|info`. It answers with the columns line_id, record_id,
message, expected, found, difference, claim_ids, and reads the published relations and macros only.
A new check is one new file and its two cases in tests/validation/checks.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

__all__ = ["Check", "Finding", "checks", "failing", "run_check", "run_checks"]

_FOLDER = Path(__file__).resolve().parent / "checks"
_SEVERITY = "-- severity: "
_BOOK = "-- of the whole book"
_SEVERITIES = ("error", "warning", "info")


class Check(NamedTuple):
    """One check as its file states it.

    Attributes:
        code: name of the file, and of the findings.
        severity: error (the ledger itself is broken), warning (sources contradict), info.
        meaning: the header's first sentence or two.
        sql: the whole file.
        of_book: it looks for what no import can break, and is run when the whole book is posted
            (header line `-- of the whole book`); all others run on what an import touched.
    """

    code: str
    severity: str
    meaning: str
    sql: str
    of_book: bool


class Finding(NamedTuple):
    """One row that failed, in the order of table finding behind its id.

    Attributes:
        line_id, record_id: "" where it concerns none.
        message: expected, found and difference in one sentence.
        claim_ids: the sources, sorted.
    """

    code: str
    severity: str
    line_id: str
    record_id: str
    message: str
    expected: str
    found: str
    difference: str
    claim_ids: list[str]


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by code.

    Raises:
        FileNotFoundError: no check is installed.
        ValueError: a file lacks its header.
    """
    found = tuple(_read(path) for path in sorted(_FOLDER.glob("*.sql")))
    if not found:
        raise FileNotFoundError(f"no checks in {_FOLDER}; install aid-ledger again")
    return found


def run_checks(con: "duckdb.DuckDBPyConnection") -> list[Finding]:
    """Everything that fails in the posted ledger, by code and line."""
    return [finding for check in checks() for finding in run_check(con, check)]


def failing(con: "duckdb.DuckDBPyConnection", check: Check) -> "pa.Table":
    """The rows that fail one check as Arrow, in no order: the form for many of them."""
    return con.execute(check.sql).to_arrow_table()


def run_check(con: "duckdb.DuckDBPyConnection", check: Check) -> list[Finding]:
    """The rows that fail one check, in a fixed order."""
    rows = con.execute(check.sql).fetchall()
    found = (Finding(check.code, check.severity, *row) for row in rows)
    return sorted(found, key=lambda one: (one.line_id, one.record_id, one.message))


def _read(path: Path) -> Check:
    sql = path.read_text(encoding="utf-8")
    header = [line for line in sql.splitlines() if line.startswith("--")]
    stated = [line.removeprefix(_SEVERITY) for line in header if line.startswith(_SEVERITY)]
    if len(stated) != 1 or stated[0] not in _SEVERITIES:
        raise ValueError(f"{path.name}: the header must hold one line '{_SEVERITY}...'")
    meaning = " ".join(
        line[2:].strip() for line in header if not line.startswith((_SEVERITY, _BOOK))
    )
    return Check(path.stem, stated[0], meaning, sql, _BOOK in header)
