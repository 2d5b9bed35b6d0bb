"""Reads one vocabulary file into typed rows, and refuses a file that breaks the house form.

The form: UTF-8, LF, a header, one fact a line, no line break inside a cell, strictly rising keys
in code point order. The key is the first column, for party_patterns.csv the first two. Knows
nothing of how files refer to each other: that is `vocabulary_checks`.
"""

import csv
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from validation.wording import counted

Row = TypeVar("Row", bound=tuple[Any, ...])
Value = TypeVar("Value")


class VocabularyError(ValueError):
    """A vocabulary file that must be mended before anything can be read.

    Attributes:
        file: its name.
        row: line number, the header being row 1; 0 when the file itself is the trouble.
        found: what stands there.
        expected: what should.
        fix: what to do.
    """

    def __init__(self, file: str, row: int, found: str, expected: str, fix: str) -> None:
        self.file, self.row, self.found, self.expected, self.fix = file, row, found, expected, fix
        place = f"{file}, row {row}" if row else file
        super().__init__(f"{place}: found {found}; expected {expected}. {fix}")


class Cell(NamedTuple):
    """How a column's text becomes a value: `read` raises ValueError or KeyError on bad text."""

    read: Callable[[str], Any]
    expected: str


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation as error:
        raise ValueError(text) from error


_YES_NO = Cell({"yes": True, "no": False}.__getitem__, "yes or no")
_DECIMAL = Cell(_decimal, "a decimal number or nothing")

CELLS = {
    "is_go_between": _YES_NO,
    "can_be_installed": _YES_NO,
    "factor": _DECIMAL,
    "latitude": _DECIMAL,
    "longitude": _DECIMAL,
    "rank": Cell(int, "a whole number"),
    "minor_units": Cell(lambda text: int(text) if text else None, "a whole number or nothing"),
    "home_codes": Cell(
        lambda text: tuple(text.split(";")) if text else (), 'codes with ";" between them'
    ),
}


def name_key(text: str) -> str:
    """The form in which names are compared: lower case, straight apostrophe, one space.

    >>> name_key("Sana’a")
    "sana'a"
    """
    return " ".join(text.replace("’", "'").lower().split())


def read_table(folder: Path, file: str, row_type: type[Row], keys: int = 1) -> tuple[Row, ...]:
    """All rows of one file in file order; row i stands on line i + 2.

    Whole columns are looked at at once, and single rows only to say which one is wrong: the
    vocabulary is read at every start of the command line.

    Raises:
        VocabularyError: the file is missing, has another header, or a line breaks the form.
    """
    columns: tuple[str, ...] = row_type._fields  # type: ignore[attr-defined]
    rows = _parsed(file, _text(folder, file))
    header = ",".join(rows[0]) if rows else ""
    if header != ",".join(columns):
        raise VocabularyError(
            file, 1, f"the header {header!r}", ",".join(columns), "Restore the header."
        )
    del rows[0]
    _check_form(file, rows, columns)
    _check_order(file, ["\t".join(row[:keys]) for row in rows] if keys > 1 else _first_cells(rows))
    for index, name in enumerate(columns):
        if name in CELLS:
            _convert(file, rows, index, name)
    # tuple.__new__ instead of row_type._make: the lengths are checked, and there are 26,000 rows.
    return tuple(map(partial(tuple.__new__, row_type), rows))


def _text(folder: Path, file: str) -> str:
    path = folder / file
    if not path.is_file():
        raise VocabularyError(
            file, 0, "no such file", f"it in {folder.name}/", "Restore it from git."
        )
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise VocabularyError(
            file, 0, f"bytes that are no UTF-8 ({error.reason})", "UTF-8", "Save it as UTF-8."
        ) from error
    for bad, found, expected in _REFUSED:
        if bad in text:
            row = text.count("\n", 0, text.index(bad)) + 1
            raise VocabularyError(file, row, found, expected, "Replace it throughout the file.")
    if not text.endswith("\n"):
        row = text.count("\n") + 1
        raise VocabularyError(file, row, "no line end", "LF after the last row", "Add it.")
    return text


_REFUSED = (
    ("\r", "a carriage return", "LF line ends"),
    ("’", "a curly apostrophe", "a straight one; readers fold both"),
    ("  ", "two spaces in a row", "one"),
    ("\ufeff", "a byte order mark", "none"),
)


def _parsed(file: str, text: str) -> list[list[str]]:
    lines = text.removesuffix("\n").split("\n")
    # A cell holds no line break, so only lines with a quote need the csv module; it takes three
    # times as long as split.
    return [
        _quoted(file, number, line) if '"' in line else line.split(",") if line else []
        for number, line in enumerate(lines, start=1)
    ]


def _quoted(file: str, number: int, line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        found, expected = str(error), "well-formed CSV, one row a line"
        raise VocabularyError(file, number, found, expected, "Mend the quotes.") from error


def _check_form(file: str, rows: list[list[str]], columns: tuple[str, ...]) -> None:
    if set(map(len, rows)) - {len(columns)}:
        number, row = _first(rows, lambda row: len(row) != len(columns))
        expected = f"{len(columns)} ({', '.join(columns)})"
        fix = "Quote cells that hold a comma; remove blank lines."
        raise VocabularyError(file, number, counted(len(row), "cell"), expected, fix)
    for name, column in zip(columns, zip(*rows, strict=True), strict=False):
        if tuple(map(str.strip, column)) != column:
            number, cell = _first(column, lambda cell: cell != cell.strip())
            expected = "no space at either end"
            raise VocabularyError(file, number, f"{name} {cell!r}", expected, "Remove the space.")
    if "" in _first_cells(rows):
        number = _first_cells(rows).index("") + 2
        raise VocabularyError(file, number, f"no {columns[0]}", "one", "Fill it or drop the row.")


def _first_cells(rows: list[list[str]]) -> list[str]:
    return list(map(itemgetter(0), rows))


def _check_order(file: str, keys: list[str]) -> None:
    folded = list(map(str.lower, keys))
    if len(set(folded)) < len(folded):
        last = {key: number for number, key in enumerate(folded, start=2)}
        number = next(last[key] for i, key in enumerate(folded, start=2) if last[key] != i)
        expected = "each key once, capitals not counting"
        found = f"{keys[number - 2]!r} a second time"
        raise VocabularyError(file, number, found, expected, "Keep one of the two rows.")
    if keys != sorted(keys):
        number, (key, before) = _first(zip(keys, ["", *keys], strict=False), lambda p: p[0] < p[1])
        fix = "Sort the file, leaving the header on top."
        found = f"{key!r} after {before!r}"
        raise VocabularyError(file, number, found, "keys in code point order", fix)


def _convert(file: str, rows: list[list[Any]], index: int, name: str) -> None:
    cell = CELLS[name]
    for number, row in enumerate(rows, start=2):
        try:
            row[index] = cell.read(row[index])
        except (ValueError, KeyError) as error:
            found = f"{name} {row[index]!r}"
            raise VocabularyError(
                file, number, found, cell.expected, "Correct the cell."
            ) from error


def _first(values: Iterable[Value], is_wrong: Callable[[Value], bool]) -> tuple[int, Value]:
    return next((i, value) for i, value in enumerate(values, start=2) if is_wrong(value))
