"""A file under a mapping, ready to be read block by block: one table of values for each field.

What a column as a whole decides is decided here, before a single row is read: the mark of decimals,
and whether day and month can be told apart. Where they cannot, the user is asked.
"""

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from ledger.errors import InputError
from ledger.intake.cells import condition, field_columns, said
from ledger.intake.dates import Ambiguous, DateOrder, read_day
from ledger.intake.files import refuse
from ledger.intake.grid import Grid, cell_name
from ledger.intake.mapping import ClaimShape, RecordMapping, spread_out
from ledger.intake.numbers import decimal_mark
from ledger.intake.values import TABLES, Ask, value_table

__all__ = ["Choices", "Reading", "Shape", "plan_reading"]

_SHAPE = "\x1fshape {}"
_DATES = ("date", "start", "end")
_NUMBERS = ("quantity", "amount")


class Choices(NamedTuple):
    """What the user states about a file; "" leaves it to the mapping and the columns."""

    date_order: DateOrder = ""
    decimal_mark: str = ""


class Shape(NamedTuple):
    """One claim of the mapping, for this file.

    Attributes:
        number: of the claim in the mapping, 1 is the first.
        told: the mapping's own words.
        mark: name of the grid's column that says which rows make this claim.
        tables: field -> its values, read.
    """

    number: int
    told: ClaimShape
    mark: str
    tables: dict[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file and how it is read.

    Attributes:
        names: the columns.
        cells: the grid's cells, with a column for each shape: whether the row makes that claim.
        mapping: see there.
        shapes: the claims that rows make.
        heading: what is said of the row itself: when and by whom it was published.
    """

    names: tuple[str, ...]
    cells: pl.DataFrame
    mapping: RecordMapping
    shapes: tuple[Shape, ...]
    heading: Shape


def plan_reading(grid: Grid, mapping: RecordMapping, choices: Choices, path: str) -> Reading:
    """Decide how each column of a file is to be read.

    Raises:
        InputError: a column that the mapping needs is missing, or its dates can be read both ways.
    """
    missing = [name for name in mapping.needs if name not in grid.names]
    if missing:
        raise _missing(missing, grid, mapping, path)
    mapping = spread_out(mapping, grid.names)
    asker = _Asker(grid, mapping, choices, path, {})
    shapes = []
    for number, told in enumerate(mapping.claims, 1):
        tables = {field: asker.table(field, told) for field in TABLES if field != "date"}
        shapes.append(Shape(number, told, _SHAPE.format(number), tables))
    first = mapping.claims[0]
    heading = Shape(0, first, "", {"date": asker.table("date", first)})
    return Reading(grid.names, _marked(grid, mapping), mapping, tuple(shapes), heading)


def _marked(grid: Grid, mapping: RecordMapping) -> pl.DataFrame:
    """The cells with a column for each shape; a fallback is made where nothing else is."""
    cells = grid.cells
    marks: list[str] = []
    for number, told in enumerate(mapping.claims, 1):
        mark = _SHAPE.format(number)
        holds = pl.all_horizontal(
            pl.lit(True), *(condition(mapping, one, grid.names) for one in told.when)
        )
        if told.is_fallback and marks:
            holds = holds & ~pl.any_horizontal(marks)
        once = [cell_name(name) for name in told.once_per if name in grid.names]
        cells = cells.with_columns(holds.alias(mark))
        if once:
            first = pl.col(mark) & (pl.col(mark).cast(pl.Int64).cum_sum().over(once) == 1)
            cells = cells.with_columns(first.alias(mark))
        marks.append(mark)
    return cells


class _Asker(NamedTuple):
    grid: Grid
    mapping: RecordMapping
    choices: Choices
    path: str
    read: dict[tuple[object, ...], pl.DataFrame]

    def table(self, field: str, told: ClaimShape) -> pl.DataFrame:
        """The values of a field, read once for all claims that take it from the same columns."""
        key = (field, told.columns.get(field), told.constants.get(field))
        if key not in self.read:
            self.read[key] = self._table(field, told)
        return self.read[key]

    def _table(self, field: str, told: ClaimShape) -> pl.DataFrame:
        """What each value of a field means, as the user, the mapping or the column decides."""
        names = self.grid.names
        cells = said(self.mapping, told, field, names).alias("said")
        listed = self.grid.cells.select(cells.unique(maintain_order=True))["said"].to_list()
        ask = Ask(separator=self.mapping.split.get(field, ""))
        if field in _NUMBERS:
            stated = self.choices.decimal_mark or self.mapping.decimal_mark
            ask = ask._replace(mark=stated or decimal_mark(listed))
        if field in _DATES:
            ask = ask._replace(order=self.choices.date_order or self.mapping.date_order)
        table = value_table(field, listed, ask)
        if field in _DATES and "date-ambiguous" in table["code"]:
            raise _ambiguous(table, field_columns(told, field, names), self.path)
        return table


def _ambiguous(table: pl.DataFrame, columns: tuple[str, ...], path: str) -> InputError:
    both = table.filter(pl.col("code") == "date-ambiguous")["said"].to_list()
    sample = read_day(both[0])
    shown = sample if isinstance(sample, Ambiguous) else None
    return refuse(
        "date-order-unclear",
        path=path,
        column_name=" / ".join(columns),
        found_count=len(both),
        value=both[0],
        first=f"{shown.first.day} {shown.first:%B %Y}" if shown else "day first",
        second=f"{shown.second.day} {shown.second:%B %Y}" if shown else "month first",
    )


def _missing(missing: list[str], grid: Grid, mapping: RecordMapping, path: str) -> InputError:
    return refuse(
        "mapping-misfit",
        path=path,
        value=", ".join(missing),
        mapping=mapping.name,
        columns=", ".join(f"‹{name}›" for name in grid.names),
    )
