"""What can be wrong with an input: the catalogue of codes, with texts, expectations and repairs.

The catalogue is `problems.csv`; a new code is a row there. A `Problem` is a value that is returned
and stored beside what was read, never raised. Its texts are the same in the terminal, in JSON and
on the page. Findings, which are about the ledger and not about an input, are checks instead.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from validation.wording import Told

__all__ = ["Entry", "Problem", "catalogue", "filled", "problem", "show"]

SEVERITIES = ("error", "warning", "info")
_SHOWN = 120  # characters of a value that a message quotes; the raw row keeps all of it
_FILE = Path(__file__).resolve().parent / "problems.csv"


class Entry(NamedTuple):
    """One row of the catalogue.

    Attributes:
        code: lower-kebab, stable.
        severity: error keeps the row or text out, warning lets it in marked, info only tells.
        text: what was found, with {placeholders} for values; {rows:row} is a count with its noun.
        expected: what would have been right.
        fix: what to do.
        explanation: why it matters and what happens otherwise.
    """

    code: str
    severity: str
    text: str
    expected: str
    fix: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where.

    Attributes:
        row: record in the file, header = 1, as Python's csv counts; None for a single text.
        column: name of the column as the file has it; "" for the row or text as a whole.
        start, end: code points of the announcement's text, half-open; None for a row.
    """

    code: str
    severity: str
    found: str
    expected: str
    fix: str
    row: int | None = None
    column: str = ""
    start: int | None = None
    end: int | None = None

    @property
    def where(self) -> str:
        """The place in words; "" for a text as a whole.

        >>> problem("date-unreadable", row=52, column="Published", value="31 June").where
        'row 52, column Published'
        """
        row = "" if self.row is None else f"row {self.row}"
        column = f"column {self.column}" if self.column else ""
        span = "" if self.start is None else f"characters {self.start} to {self.end}"
        return ", ".join(part for part in (row, column, span) if part)


def problem(
    code: str,
    *,
    row: int | None = None,
    column: str = "",
    span: tuple[int, int] | None = None,
    **values: object,
) -> Problem:
    """The problem of that code with its texts filled in.

    Args:
        code: of the catalogue.
        row: record in the file, header = 1.
        column: as the file names it.
        span: into the announcement's text.
        **values: for the placeholders of the catalogue's texts; clipped and made printable.

    Raises:
        KeyError: no such code, or a placeholder without a value: a bug of the caller.

    >>> problem("date-unreadable", row=52, column="Published", value="31 June 2025").found
    '‹31 June 2025› is not a date.'
    """
    start, end = span or (None, None)
    return replace(filled(code, values), row=row, column=column, start=start, end=end)


def filled(code: str, values: Mapping[str, object]) -> Problem:
    """As `problem`, for no particular place.

    Raises:
        KeyError: no such code, or a placeholder without a value: a bug of the caller.
    """
    entry = catalogue()[code]
    shown = {name: Told(show(value)) for name, value in values.items()}
    return Problem(
        code=code,
        severity=entry.severity,
        found=entry.text.format_map(shown),
        expected=entry.expected.format_map(shown),
        fix=entry.fix.format_map(shown),
    )


def show(value: object) -> str:
    r"""A value as a message quotes it: one line, printable, clipped.

    >>> show("a\nb\x00c")
    'a\\nb\\x00c'
    """
    text = str(value)
    clipped = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in clipped)


@cache
def catalogue() -> MappingProxyType[str, Entry]:
    """All rows of problems.csv by code.

    Raises:
        ValueError: the file is out of order, or a row has an unknown severity or an empty text.
    """
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = [Entry(**row) for row in csv.DictReader(lines, strict=True)]
    codes = [row.code for row in rows]
    if codes != sorted(set(codes)):
        raise ValueError("validation/problems.csv: codes must be sorted and stand once")
    for row in rows:
        if row.severity not in SEVERITIES or not all(row):
            raise ValueError(f"validation/problems.csv, {row.code}: unknown severity or empty cell")
    return MappingProxyType({row.code: row for row in rows})
