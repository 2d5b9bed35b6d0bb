"""A whole file as columns of text: every cell as it stands, every record with its number.

Rows whose cells cannot be told apart are kept beside it. Columns that begin with "_" are our own
notes on rows that were set aside; they are taken off when such a file comes back.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import polars as pl

from ledger.intake.guarding import GUARDED
from ledger.intake.returning import Returned, returned_of
from ledger.intake.table import Header, Row
from validation.problems import Problem, problem

__all__ = [
    "ROW",
    "Grid",
    "cell",
    "cell_name",
    "column_names",
    "frame_of",
    "grid_of",
    "laid_out",
]

ROW = "\x1frow"  # our own columns begin with a character that stands in no file
_BLOCK = 20_000  # rows that are Python lists at one time


_CELL = "\x1fcell "  # a file's column may be called as one of ours, or "^.*$"


class Grid(NamedTuple):
    """The rows of a file.

    Attributes:
        names: of the columns, each once.
        cells: a column of text for each name (`cell`), and ROW, the record's number (header = 1).
        broken: rows whose cells could not be told.
        problems: of the file as a whole.
        is_returned: whether these are rows that had been set aside.
        returned: of these the number that each had and a code of what was wrong with it.
        tags: HXL hashtags of the columns; empty where the file has none.
    """

    names: tuple[str, ...]
    cells: pl.DataFrame
    broken: tuple[Row, ...]
    problems: tuple[Problem, ...]
    is_returned: bool
    tags: tuple[str, ...] = ()
    returned: tuple[Returned, ...] = ()

    @property
    def row_count(self) -> int:
        """Rows with anything in them, the header not counted."""
        return self.cells.height + len(self.broken)


def cell_name(name: str) -> str:
    """The column of the frame that holds the cells of a column of the file."""
    return _CELL + name


def cell(name: str) -> pl.Expr:
    """The cells of a column of the file."""
    return pl.col(cell_name(name))


def column_names(written: Iterable[str]) -> tuple[str, ...]:
    """A name for each column: as written, by its letter where there is none, numbered when used.

    >>> column_names(["Item", "", "Item"])
    ('Item', '(column B)', 'Item#3')
    """
    names: list[str] = []
    for place, name in enumerate(written, 1):
        name = name.strip() or f"(column {_letters(place)})"
        names.append(f"{name}#{place}" if name in names else name)
    return tuple(names)


def grid_of(header: Header, rows: Iterable[Row]) -> Grid:
    """Lay out the rows of a file; `rows` is read to its end."""
    names = column_names(header.names)
    broken: list[Row] = []
    blocks = [frame_of(block, names) for block in _blocks(iter(rows), broken)]
    return laid_out(header, pl.concat(blocks) if blocks else frame_of([], names), broken)


def frame_of(rows: Sequence[Row], names: tuple[str, ...]) -> pl.DataFrame:
    """ROW and the cells of some rows, which have as many as there are names."""
    cells = list(zip(*(row.cells for row in rows), strict=True)) or [()] * len(names)
    numbers = pl.Series(ROW, [row.number for row in rows], pl.Int64)
    columns = (
        pl.Series(cell_name(one), of, pl.String) for one, of in zip(names, cells, strict=True)
    )
    return pl.DataFrame([numbers, *columns])


def laid_out(header: Header, cells: pl.DataFrame, broken: Iterable[Row]) -> Grid:
    """The grid of cells that have been read, without our own notes and empty columns."""
    written = column_names(header.names)
    kept = [i for i, name in enumerate(written) if not name.startswith("_")]
    # A column without a name and without a cell is the sheet's, not the publisher's.
    empty = {i for i in kept if not header.names[i].strip() and _is_blank(cells, written[i])}
    kept = [i for i in kept if i not in empty]
    names = tuple(written[i] for i in kept)
    used = {header.names[i].strip() for i in kept}
    twice = sorted(name for name in used if name and list(header.names).count(name) > 1)
    is_returned = "_row" in written
    if is_returned and names:  # our own guard against formulas comes off again
        kept_cells = pl.col(*map(cell_name, names))
        cells = cells.with_columns(kept_cells.str.replace(GUARDED, "${1}"))
    return Grid(
        names=names,
        cells=cells.select(ROW, *map(cell_name, names)),
        broken=tuple(broken),
        problems=tuple(
            problem("column-twice", row=header.number, column=name, value=name) for name in twice
        ),
        is_returned=is_returned,
        tags=tuple(header.tags[i] for i in kept) if header.tags else (),
        returned=tuple(_returned(cells, written)) if is_returned else (),
    )


def _returned(cells: pl.DataFrame, written: tuple[str, ...]) -> Iterator[Returned]:
    if "_code" in written:
        for row, codes in cells.select(cell("_row"), cell("_code")).iter_rows():
            yield from returned_of(row, codes)


def _is_blank(cells: pl.DataFrame, name: str) -> bool:
    return bool((cells[cell_name(name)].str.strip_chars() == "").all())


def _letters(place: int) -> str:
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _blocks(rows: Iterator[Row], broken: list[Row]) -> Iterator[list[Row]]:
    while block := list(islice(rows, _BLOCK)):
        broken += [row for row in block if row.problem]
        yield [row for row in block if not row.problem]
