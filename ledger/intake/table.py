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
from ledger.intake.headers import DEPTH, Header, Layout, choose_header
from validation.problems import Problem, problem

__all__ = [
    "CELL_LIMIT",
    "DELIMITERS",
    "Header",
    "Row",
    "broken_row",
    "is_unclosed",
    "read_header",
    "rows",
    "sized_row",
]

DELIMITERS = (",", ";", "\t", "|")
LINE_LIMIT = 1_000_000  # characters of the first line: 16,384 columns, which a workbook may have
_EMPTY = 100_000  # records that are looked through for a header
CELL_LIMIT = 20_000_000  # characters; beyond it a quotation mark has most likely never closed


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


def read_header(
    text: TextIO,
    path: str,
    known: Callable[[str], bool],
    layout: Layout = Layout(),  # noqa: B008  (a constant)
) -> Header:
    """Find the header, and choose the delimiter under which most of its names are known.

    Args:
        text: seekable; left at no particular place.
        path: for messages.
        known: whether a name is one that we look for.
        layout: as the user states it.

    Raises:
        InputError: nothing but empty lines, a quotation mark in the header never closes, or a line
            so long that it cannot be a header.
    """
    text.seek(0)
    start = text.readline(LINE_LIMIT + 1)
    if len(start) > LINE_LIMIT:
        raise refuse("header-too-long", path=path, limit=LINE_LIMIT)
    marks = (layout.delimiter,) if layout.delimiter else DELIMITERS
    found = [
        one for one in (_header(text, mark, known, layout.header_row) for mark in marks) if one
    ]
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
            first = lines.last - len(lines.held) + 1
            yield broken_row(number, lines.held, first, header, path, str(error))
            continue
        if number > header.last and any(cell.strip() for cell in cells):
            yield sized_row(number, cells, header)


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


def _header(text: TextIO, delimiter: str, known: Callable[[str], bool], row: int) -> Header | None:
    csv.field_size_limit(CELL_LIMIT)
    text.seek(0)
    records: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            if any(cell.strip() for cell in cells):
                records.append((number, cells))
            if len(records) == DEPTH or number > _EMPTY:
                break
    except csv.Error:
        pass  # what cannot be read is told with its row; the header stands before it or nowhere
    return choose_header(records, known, delimiter, row)


def sized_row(number: int, cells: list[str], header: Header) -> Row:
    """A record as a row, with the problem that it has too many or too few cells."""
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


def broken_row(
    number: int, held: list[str], first: int, header: Header, path: str, why: str
) -> Row:
    """A record that csv cannot read, with its lines; `first` is the number of the first of them.

    Raises:
        InputError: a quotation mark never closes.
    """
    if is_unclosed(why):
        raise _unclosed(number, held, header, path)
    last = first + len(held) - 1
    trouble = problem("quote-misplaced", row=number, first=first, last=last)
    return Row(number, ("".join(held),), trouble)


def is_unclosed(why: str) -> bool:
    """Whether what csv says of a record means that a quotation mark never closes."""
    return "end of data" in why or "field limit" in why


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
