"""Rows of an announcements file to sources: which column is what, and what a cell may hold.

A name of a column is one row of data/mappings/announcements.csv. Columns that begin with "_" are
our own notes on a row that was set aside, and are passed over when it comes back.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ledger.intake.dates import Ambiguous, DateOrder, read_day
from ledger.intake.files import refuse
from ledger.intake.guarding import unguarded
from ledger.intake.source import text_problems
from ledger.intake.table import Header, Row
from ledger.parse import Source
from validation.datafiles import data_folder
from validation.problems import Problem, problem

__all__ = [
    "FIELDS",
    "Columns",
    "Entry",
    "field_of",
    "has_text",
    "is_known",
    "map_columns",
    "read_row",
]

REQUIRED = ("text", "published_on")
FIELDS = (*REQUIRED, "publisher", "title", "url", "language")
_NONE: Mapping[str, str] = MappingProxyType({})


class Columns(NamedTuple):
    """Which column holds which field.

    Attributes:
        places: field -> index of its column.
        names: all columns as the file names them.
        unused: names of the columns that hold no field of ours.
        problems: of the header itself.
        defaults: field -> text, for rows that state none.
    """

    places: dict[str, int]
    names: tuple[str, ...]
    unused: tuple[str, ...]
    problems: tuple[Problem, ...]
    defaults: Mapping[str, str] = _NONE


class Entry(NamedTuple):
    """One row as read.

    Attributes:
        number: of the record, header = 1.
        cells: as in the file.
        source: None when an error keeps the row out.
        problems: of this row.
    """

    number: int
    cells: tuple[str, ...]
    source: Source | None
    problems: tuple[Problem, ...]


def is_known(name: str) -> bool:
    """Whether a column name means one of our fields."""
    return field_of(name) != ""


def field_of(name: str) -> str:
    """The field that a column of that name holds; "" for none of ours."""
    return _aliases().get(_key(name), "")


def has_text(names: Iterable[str]) -> bool:
    """Whether one of the columns holds the text of announcements."""
    return any(field_of(name) == "text" for name in names)


def map_columns(
    header: Header,
    path: str,
    fields: Mapping[str, str] = _NONE,
    defaults: Mapping[str, str] = _NONE,
) -> Columns:
    """Find the fields among the columns.

    Args:
        header: of the file.
        path: for messages.
        fields: column -> field, where the user says it ("" for none); others go by their names.
        defaults: field -> text, for rows that state none.

    Raises:
        InputError: a column that every announcement needs is missing.
    """
    places: dict[str, int] = {}
    problems = []
    for place, name in enumerate(header.names):
        field = fields.get(name, field_of(name))
        if field and field in places:
            problems.append(problem("column-twice", row=header.number, column=name, value=name))
        elif field:
            places[field] = place
    for field in REQUIRED:
        if field not in places and not defaults.get(field):
            raise _missing(field, header, path)
    unused = tuple(n for i, n in enumerate(header.names) if i not in places.values())
    return Columns(places, header.names, unused, tuple(problems), defaults)


def read_row(row: Row, columns: Columns, order: DateOrder, default_language: str) -> Entry:
    """One row as a source, or with the errors that keep it out."""
    if row.problem:
        return Entry(row.number, row.cells, None, (row.problem,))
    if "_row" in columns.names:  # our own guard against formulas comes off again
        row = row._replace(cells=tuple(map(unguarded, row.cells)))
    stated = {field: row.cells[place].strip() for field, place in columns.places.items()}
    cell = {**stated, **{f: text for f, text in columns.defaults.items() if not stated.get(f)}}
    if "text" in columns.places:
        cell["text"] = row.cells[columns.places["text"]]  # to the letter
    source = Source(
        text=cell["text"],
        published=None,
        publisher=cell.get("publisher", ""),
        title=cell.get("title", ""),
        url=cell.get("url", ""),
        language=cell.get("language", "").lower() or default_language,
    )
    found = tuple(_cell_problems(cell, source, order))
    located = tuple(_at(one, row.number, columns) for one in found)
    if any(one.severity == "error" for one in located):
        return Entry(row.number, row.cells, None, located)
    day = read_day(cell["published_on"], order) if cell["published_on"] else None
    assert not isinstance(day, Ambiguous), "an ambiguous date is an error and returned above"
    return Entry(row.number, row.cells, _dated(source, day), located)


@cache
def _aliases() -> dict[str, str]:
    path = data_folder() / "mappings" / "announcements.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {_key(row["alias"]): row["field"] for row in csv.DictReader(lines)}


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


def _missing(field: str, header: Header, path: str) -> Exception:
    shown = [name or "(no name)" for name in header.names]
    return refuse(
        "column-missing",
        path=path,
        field=field,
        columns=", ".join(f"‹{name}›" for name in shown),
        aliases=" or ".join(_names_of(field)[:4]),
    )


def _names_of(field: str) -> list[str]:
    names = [alias for alias, meant in _aliases().items() if meant == field]
    return [field, *(name for name in names if name != _key(field))]


def _cell_problems(cell: dict[str, str], source: Source, order: DateOrder) -> Iterable[Problem]:
    yield from text_problems(source)
    written = cell["published_on"]
    day = read_day(written, order) if written else None
    if not written:
        yield problem("date-missing", column="published_on")
    elif isinstance(day, Ambiguous):
        first, second = (f"{one.day} {one:%B %Y}" for one in day)
        yield problem(
            "date-ambiguous", column="published_on", value=written, first=first, second=second
        )
    elif day is None:
        yield problem("date-unreadable", column="published_on", value=written)


def _at(found: Problem, number: int, columns: Columns) -> Problem:
    place = columns.places.get(found.column)
    name = found.column if place is None else columns.names[place]
    return replace(found, row=number, column=name)


def _dated(source: Source, day: date | None) -> Source:
    return replace(source, published=day)
