"""Reads one vocabulary file into typed rows, and refuses a file that breaks the house form.

The form: UTF-8, LF, a header, one fact a line, no line break inside a cell, strictly rising keys
in code point order. The key is the first column, for party_patterns.csv the first two. Knows
nothing of how files refer to each other: that is `vocabulary_checks`.
"""

import csv
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

Row = TypeVar("Row", bound=tuple[Any, ...])


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

    Raises:
        VocabularyError: the file is missing, has another header, or a line breaks the form.
    """
    lines = _lines(folder, file)
    rows = csv.reader(lines, strict=True)
    columns: tuple[str, ...] = row_type._fields  # type: ignore[attr-defined]
    header = ",".join(next(rows, []))
    if header != ",".join(columns):
        raise VocabularyError(
            file, 1, f"the header {header!r}", ",".join(columns), "Restore the header."
        )
    converters = [(i, CELLS[name]) for i, name in enumerate(columns) if name in CELLS]
    result: list[Row] = []
    before: list[str] = []
    seen: set[str] = set()
    try:
        for number, cells in enumerate(rows, start=2):
            _check_form(file, number, cells, columns)
            _check_order(file, number, cells[:keys], before, seen)
            before = cells[:keys]
            result.append(_typed(file, number, cells, columns, converters, row_type))
    except csv.Error as error:
        raise VocabularyError(
            file, rows.line_num, str(error), "well-formed CSV", "Mend the quotes on that line."
        ) from error
    return tuple(result)


def _lines(folder: Path, file: str) -> list[str]:
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
    if "\r" in text:
        row = text.count("\n", 0, text.index("\r")) + 1
        raise VocabularyError(file, row, "a carriage return", "LF", "Save it with LF line ends.")
    if not text.endswith("\n"):
        raise VocabularyError(
            file, text.count("\n") + 1, "no line end", "LF after the last row", "Add a line end."
        )
    return text[:-1].split("\n")


def _check_form(file: str, number: int, cells: list[str], columns: tuple[str, ...]) -> None:
    if len(cells) != len(columns):
        raise VocabularyError(
            file,
            number,
            f"{len(cells)} cells",
            f"{len(columns)} ({', '.join(columns)})",
            "Quote cells that hold a comma; remove blank lines.",
        )
    if not cells[0]:
        raise VocabularyError(file, number, f"no {columns[0]}", "one", "Fill it or drop the row.")
    for cell in cells:
        if cell != cell.strip():
            raise VocabularyError(
                file, number, f"{cell!r}", "no space at either end", "Remove the space."
            )


def _check_order(file: str, number: int, key: list[str], before: list[str], seen: set[str]) -> None:
    folded = name_key("\t".join(key)) if len(key) == 1 else "\t".join(key)
    if folded in seen:
        raise VocabularyError(
            file,
            number,
            f"{' '.join(key)!r} a second time",
            "each key once, capitals not counting",
            "Keep one of the two rows.",
        )
    if key < before:
        raise VocabularyError(
            file,
            number,
            f"{' '.join(key)!r} after {' '.join(before)!r}",
            "keys in code point order",
            "Sort the file, leaving the header on top.",
        )
    seen.add(folded)


def _typed(
    file: str,
    number: int,
    cells: list[Any],
    columns: tuple[str, ...],
    converters: list[tuple[int, Cell]],
    row_type: type[Row],
) -> Row:
    for index, cell in converters:
        try:
            cells[index] = cell.read(cells[index])
        except (ValueError, KeyError) as error:
            raise VocabularyError(
                file,
                number,
                f"{columns[index]} {cells[index]!r}",
                cell.expected,
                "Correct the cell.",
            ) from error
    return row_type(*cells)
