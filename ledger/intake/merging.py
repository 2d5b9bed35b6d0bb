"""Rows that come again with other cells, merged with what they said before, if the user asks so.

By default a row that comes again replaces its earlier version: its text is what the file says and
can be quoted. A merged row is a text that stands in no file, so it says which cells it kept.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import polars as pl

from ledger.errors import LedgerMissingError
from ledger.intake.claiming import KEY
from ledger.intake.grid import ROW, Grid, cell_name
from ledger.intake.reading import Reading
from ledger.intake.registering import with_keys, with_marks
from ledger.intake.rowtext import TEXT, cells_of, with_text
from ledger.intake.words import words_of
from ledger.sql import statement
from ledger.store import open_read
from validation.problems import Problem, problem

__all__ = ["MergeRule", "merged"]

MergeRule = Literal["replace", "replace-filled", "fill-blanks"]
_Cells = Mapping[str, str]


class _Row(NamedTuple):
    """A row as it goes in.

    Attributes:
        cells: by column.
        kept: columns whose earlier cell stays, though the file has another one or none.
    """

    cells: dict[str, str]
    kept: tuple[str, ...]


def merged(path: Path, grid: Grid, reading: Reading, register: str, rule: MergeRule) -> Grid:
    """The file with the cells that its rows had before, as the rule says.

    Args:
        path: of the ledger; nothing is merged where there is none.
        grid: the file.
        reading: the same under its mapping.
        register: its name, which the keys of its rows begin with.
        rule: *replace* takes the file as it is; *replace-filled* keeps the earlier cell where the
            file has a blank; *fill-blanks* takes from the file only what was blank.
    """
    if rule == "replace":
        return grid
    former = _former(path, reading, register)
    if not former:
        return grid
    blank = frozenset(("", *reading.mapping.not_applicable, *words_of("blank")))
    choose = _RULES[rule]
    wanted = grid.cells.filter(pl.col(ROW).is_in(list(former)))
    rows = {
        number: _merged(former[number], dict(zip(grid.names, cells, strict=True)), choose, blank)
        for number, *cells in wanted.iter_rows()
    }
    return _with_rows(grid, rows)


def _former(path: Path, reading: Reading, register: str) -> dict[int, dict[str, str]]:
    """The cells that each row had which comes with others, by its number."""
    keyed = with_keys(with_text(with_marks(reading), reading.names), reading, register)
    rows = keyed.select(
        pl.col(ROW).alias("row_number"), pl.col(KEY).alias("source_key"), pl.col(TEXT).alias("text")
    )
    try:
        with open_read(path) as con:
            con.register("incoming_row", rows.to_arrow())
            found = con.execute(statement("intake/former_rows")).fetchall()
    except LedgerMissingError:
        return {}
    return {number: cells_of(text) for number, text in found}


def _merged(
    before: _Cells, now: _Cells, choose: Callable[[bool, bool], bool], blank: frozenset[str]
) -> _Row:
    cells, kept = {}, []
    for name in dict.fromkeys([*now, *before]):
        old, new = before.get(name, ""), now.get(name, "")
        is_kept = old != new and choose(_is_blank(old, blank), _is_blank(new, blank))
        cells[name] = old if is_kept else new
        kept += [name] if is_kept else []
    return _Row(cells, tuple(kept))


def _is_blank(cell: str, blank: frozenset[str]) -> bool:
    return cell.strip().lower() in blank


_RULES: dict[MergeRule, Callable[[bool, bool], bool]] = {  # old blank, new blank: is the old kept?
    "replace-filled": lambda old, new: new and not old,
    "fill-blanks": lambda old, new: not old,
}


def _with_rows(grid: Grid, rows: Mapping[int, _Row]) -> Grid:
    more = dict.fromkeys(name for row in rows.values() for name in row.cells)
    names = (*grid.names, *(name for name in more if name not in grid.names))
    columns = [cell_name(name) for name in names]
    added = (pl.lit("").alias(cell_name(name)) for name in names[len(grid.names) :])
    told = [(number, *(row.cells.get(name, "") for name in names)) for number, row in rows.items()]
    cells = grid.cells.filter(~pl.col(ROW).is_in(list(rows))).with_columns(*added)
    changed = pl.DataFrame(told, dict.fromkeys([ROW], pl.Int64) | dict.fromkeys(columns, pl.String),
        orient="row")  # fmt: skip
    problems = [_told(number, row) for number, row in rows.items() if row.kept]
    return grid._replace(
        names=names,
        cells=pl.concat([cells.select(ROW, *columns), changed]).sort(ROW),
        problems=(*grid.problems, *problems),
        tags=(*grid.tags, *("" for _ in names[len(grid.names) :])) if grid.tags else (),
    )


def _told(number: int, row: _Row) -> Problem:
    columns = ", ".join(f"‹{name}›" for name in row.kept)
    return problem("row-merged", row=number, columns=columns)
