"""A delimited file as numbered rows of text cells, strictly: nothing is guessed over or swallowed.

Record numbers are those of Python's csv: the header is 1, an empty line counts, a line end within
quotes does not. A row whose cells cannot be told keeps its lines as they stand in the file.
"""

import csv
from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple, TextIO

from ledger.errors import InputError
from ledger.intake.files import refuse
from validation.problems import Problem, problem

__all__ = ["CELL_LIMIT", "DELIMITERS", "Header", "Row", "read_header", "rows"]

DELIMITERS = (",", ";", "\t", "|")
CELL_LIMIT = 20_000_000  # characters; beyond it a quotation mark has most likely never closed


class Header(NamedTuple):
    """The first record that is not empty.

    Attributes:
        names: as written, without outer space.
        delimiter: that fits it best.
        number: of its record, 1 unless empty lines stand before it.
    """

    names: tuple[str, ...]
    delimiter: str
    number: int


class Row(NamedTuple):
    """One record below the header.

    Attributes:
        number: of the record in the file, header = 1.
        cells: as many as the header has names, if there is no problem.
        problem: why the cells cannot be used.
    """

    number: int
    cells: tuple[str, ...]
    problem: Problem | None


def read_header(text: TextIO, path: str, known: Callable[[str], bool]) -> Header:
    """Read the header, and choose the delimiter under which most of its names are known.

    Args:
        text: seekable; left at no particular place.
        path: for messages.
        known: whether a name is one that we look for.

    Raises:
        InputError: nothing but empty lines, or a quotation mark in the header never closes.
    """
    found = [one for one in (_header(text, delimiter) for delimiter in DELIMITERS) if one]
    if not found:
        text.seek(0)
        start = text.read(200).strip()
        if not start:
            raise refuse("file-empty", path=path)
        # The header is the only record that no delimiter could read.
        raise refuse("quote-unclosed", path=path, value=1, column_name="1", cell=start)
    return max(found, key=lambda one: (sum(map(known, one.names)), len(one.names)))


def rows(text: TextIO, header: Header, path: str) -> Iterator[Row]:
    """The records below the header, in order; empty ones are passed over.

    Raises:
        InputError: a quotation mark never closes, so that the rest cannot be told apart.
    """
    csv.field_size_limit(CELL_LIMIT)
    text.seek(0)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
    for number in count(1):
        lines.held.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken(number, lines, header, path, str(error))
            continue
        if number > header.number and any(cell.strip() for cell in cells):
            yield _row(number, cells, header)


class _Lines:
    """Lines of a file, remembering those of the record that is being read."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self.last = 0
        self.held: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._source)
        self.last += 1
        self.held.append(line)
        return line


def _header(text: TextIO, delimiter: str) -> Header | None:
    csv.field_size_limit(CELL_LIMIT)
    text.seek(0)
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            if any(cell.strip() for cell in cells):
                return Header(tuple(cell.strip() for cell in cells), delimiter, number)
    except csv.Error:
        return None
    return None


def _row(number: int, cells: list[str], header: Header) -> Row:
    wanted = len(header.names)
    while len(cells) > wanted and not cells[-1].strip():  # spreadsheets pad short headers
        cells.pop()
    trouble = None
    if len(cells) != wanted:
        trouble = problem(
            "cell-count",
            row=number,
            found_count=len(cells),
            header_count=wanted,
            delimiter=header.delimiter,
        )
    return Row(number, tuple(cells), trouble)


def _broken(number: int, lines: _Lines, header: Header, path: str, why: str) -> Row:
    if "end of data" in why or "field limit" in why:
        raise _unclosed(number, lines.held, header, path)
    first, last = lines.last - len(lines.held) + 1, lines.last
    trouble = problem("quote-misplaced", row=number, first=first, last=last)
    return Row(number, ("".join(lines.held),), trouble)


def _unclosed(number: int, held: list[str], header: Header, path: str) -> InputError:
    start = "".join(held[:3])[:2000]
    cells = next(csv.reader([start], delimiter=header.delimiter), [""])
    place = min(len(cells), len(header.names)) - 1
    return refuse(
        "quote-unclosed",
        path=path,
        value=number,
        column_name=header.names[place] or place + 1,
        cell='"' + cells[-1],
    )
