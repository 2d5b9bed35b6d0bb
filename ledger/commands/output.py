"""What commands print: data to stdout, talk to stderr; the same on a terminal and in a pipe."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.report_rows import Stamp

__all__ = ["csv_rows", "json_line", "json_object", "plain", "stamped_csv", "table", "talk"]


def talk(message: str, quiet: bool = False) -> None:
    """One line for the person at the terminal."""
    if not quiet:
        print(message, file=sys.stderr)


def json_object(value: object) -> None:
    """One indented JSON value."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def json_line(value: object) -> None:
    """One JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False, default=plain))


def csv_rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows as CSV; NULL is an empty cell, and formulas are made harmless to spreadsheets."""
    from ledger.report_rows.as_csv import guarded

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(c) if isinstance(c, str) else _cell(c) for c in row])


def stamped_csv(
    rows: Sequence[Mapping[str, object]], stamp: "Stamp", columns: Sequence[str]
) -> None:
    """Rows as CSV that ends each row with what the export says of itself.

    `columns` are those of a table without rows.
    """
    from ledger.report_rows.as_csv import stamp_cells

    names, told = (list(rows[0]) if rows else list(columns)), stamp_cells(stamp)
    csv_rows([*names, *told], ([*(row[n] for n in names), *told.values()] for row in rows))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows in aligned columns, numbers to the right; nothing is cut."""
    body = [["" if cell is None else str(_cell(cell)) for cell in row] for row in rows]
    numeric = [all(_is_number(row[i]) for row in body) for i in range(len(columns))]
    widths = [max(len(row[i]) for row in [list(columns), *body]) for i in range(len(columns))]
    for row in [list(columns), *body]:
        cells = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        print("  ".join(cells).rstrip())


def plain(value: object) -> Any:
    """A value that JSON has: decimals as numbers that lose nothing, days and times as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "_asdict"):
        return value._asdict()
    if hasattr(value, "__dataclass_fields__"):
        return asdict(value)  # type: ignore[call-overload]
    return str(value)


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, list | tuple):
        return " ".join(str(_cell(one)) for one in value)
    return "" if value is None else value


def _is_number(text: str) -> bool:
    return not text or text.replace(",", "").replace(".", "").lstrip("≥≤~- ").isdigit()
