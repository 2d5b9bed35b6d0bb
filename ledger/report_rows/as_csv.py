"""Lines as CSV: what the screen says, with its bounds, qualifiers and caveats, and nothing cut.

A cell that a spreadsheet would run as a formula is given a leading apostrophe (OWASP ASVS 1.2.10).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from ledger.numbers import csv_columns
from ledger.report_rows.evidence import Stamp
from ledger.report_rows.lines import Line

_LEVELS = (
    "promised",
    "outstanding",
    "transit",
    "delivered",
    "installed",
    "unpledged",
    "overdue",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """The cell, made harmless to a spreadsheet.

    >>> guarded("=1+1"), guarded("six"), guarded("")
    ("'=1+1", 'six', '')
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def stamp_cells(stamp: Stamp) -> dict[str, str]:
    """The columns that end each row of an export; a day or time that is not known is empty."""
    moments: dict[str, date | datetime | None] = {"as_of": stamp.as_of, "known": stamp.known}
    told = {name: one.isoformat() if one else "" for name, one in moments.items()}
    return {"policy": stamp.policy, **told, "revision": stamp.revision}


def lines_csv(lines: Iterable[Line], stamp: Stamp, notes: Iterable[str] = ()) -> str:
    """The lines as CSV text, one row a line; `notes` follow as rows whose first cell begins with #.

    A level that no report speaks of has the qualifier `no_report` and empty bounds.
    """
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for line in lines:
        row = {key: guarded(value) for key, value in (_row(line) | stamp_cells(stamp)).items()}
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)
    csv.writer(out, lineterminator="\n").writerows([f"# {note}"] for note in notes)
    return out.getvalue()


def _row(line: Line) -> dict[str, str]:
    row = {
        "line_id": line.line_id,
        "donor": line.donor,
        "recipient": line.recipient,
        "item_code": line.item_code,
        "item": line.item_label,
        "unit": line.unit,
    }
    for name in _LEVELS:
        row |= _level(line, name)
    return row | {
        "states": " ".join(line.states),
        "places": " ".join(line.places),
        "reports": str(line.report_count),
        "first_on": line.first_on.isoformat(),
        "last_on": line.last_on.isoformat(),
        "next_due_on": line.next_due_on.isoformat() if line.next_due_on else "",
    }


def _level(line: Line, name: str) -> dict[str, str]:
    if name == "installed" and not line.is_installable:
        return {f"{name}_low": "", f"{name}_high": "", f"{name}_qualifier": "not_applicable"}
    if not line.spoken_for(name):
        return {f"{name}_low": "", f"{name}_high": "", f"{name}_qualifier": "no_report"}
    return csv_columns(line.level(name), name)
