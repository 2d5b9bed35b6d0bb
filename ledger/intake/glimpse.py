"""The beginning of a file: how it was read, and what it seems to be.

A few rows by the same readers as an import, so that what is shown is what will be read.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from ledger.intake.announcements import has_text
from ledger.intake.columns import Guess, believed, guess_columns, mapping_of, suggestions
from ledger.intake.dates import Ambiguous, read_day
from ledger.intake.files import Survey, input_bytes
from ledger.intake.grid import cell_name, grid_of
from ledger.intake.headers import FIRST, Header, Layout
from ledger.intake.incoming import Incoming, incoming
from ledger.intake.matching import fitting_mapping, is_column
from ledger.intake.numbers import decimal_mark, read_number
from validation.problems import Problem

__all__ = ["Glimpse", "Question", "glimpse"]

_SHOWN = 20  # raw rows
_READ = 200  # rows whose cells are looked at
_SAMPLES = 3
_SHEET = "workbook, sheet ‹"


class Question(NamedTuple):
    """A column whose cells can be read in two ways.

    Attributes:
        about: date_order or decimal_mark.
        column: its name.
        cell_count: cells among those looked at that fit both.
        value: one of them, with its two readings: `first` as dmy or ",", `second` as mdy or ".".
        sure: another cell of the column that fits one reading only; "" where there is none.
    """

    about: str
    column: str
    cell_count: int
    value: str
    first: str
    second: str
    sure: str = ""


class Glimpse(NamedTuple):
    """What the beginning of a file shows.

    Attributes:
        survey: what the file is.
        header: its columns as found or stated.
        sheets: of a workbook, else empty; `sheet` the one that is read.
        raw: number and cells of the first records, those before the header among them.
        names: of the columns, each once.
        samples: column -> the first few of its values.
        guesses: column -> what it seems to hold, by its name, hashtag or content.
        kind: announcements, pledges or deliveries, as it seems.
        mapping: name of the known mapping that fits best; "" for none.
        questions: what can be read in two ways.
        notes: what was found about the file.
    """

    survey: Survey
    header: Header
    sheets: tuple[str, ...]
    sheet: str
    raw: tuple[tuple[int, tuple[str, ...]], ...]
    names: tuple[str, ...]
    samples: Mapping[str, tuple[str, ...]]
    guesses: Mapping[str, Guess]
    kind: str
    mapping: str
    questions: tuple[Question, ...]
    notes: tuple[Problem, ...]


def glimpse(
    name: str,
    encoding: str = "",
    sheet: str = "",
    layout: Layout = Layout(),  # noqa: B008  (a constant)
    kind: str = "",
) -> Glimpse:
    """Look at the beginning of a file.

    Args:
        name: of the file, no standard input.
        encoding: of a text, as the user states it; "" to find out.
        sheet: of a workbook; "" for the first that fits.
        layout: as the user states it.
        kind: announcements, pledges or deliveries, as the user states it.

    Raises:
        InputError: it cannot be read at all.
        UsageError: there is no such encoding, sheet or header.
    """
    with incoming(name, encoding, is_column, sheet, layout) as opened:
        grid = grid_of(opened.header, islice(opened.rows, _READ))
        survey, header, notes = opened.survey, opened.header, tuple(opened.notes)
    read = survey.encoding.removeprefix(_SHEET).removesuffix("›")
    chosen = read if survey.encoding.startswith(_SHEET) else ""
    values = {one: [c for c in grid.cells[cell_name(one)] if c.strip()] for one in grid.names}
    guesses = believed(guess_columns(grid.names, grid.tags), grid.cells)
    seen = {one.column for one in guesses}
    fitting = fitting_mapping(grid.names, kind)
    named = mapping_of(guesses, kind)
    return Glimpse(
        survey, header, _sheets(name) if chosen else (), chosen,
        _raw(name, encoding, chosen, header.delimiter), grid.names,
        {one: tuple(dict.fromkeys(cells))[:_SAMPLES] for one, cells in values.items()},
        {one.column: one for one in [*guesses, *suggestions(grid.cells, grid.names, seen)]},
        kind or _kind(grid.names, fitting.kind if fitting else "", named.kind if named else ""),
        fitting.name if fitting else "", tuple(_questions(values)), notes,
    )  # fmt: skip


def _kind(names: Sequence[str], fitting: str, named: str) -> str:
    """By a known shape or name of a text; a shape that nobody knows is taken for pledges."""
    if fitting or (named and not has_text(names)):
        return fitting or named
    return "announcements" if has_text(names) else "pledges"


def _sheets(name: str) -> tuple[str, ...]:
    from ledger.intake.workbooks import sheet_names

    with input_bytes(name) as handle:
        return sheet_names(handle, name)


def _raw(
    name: str, encoding: str, sheet: str, delimiter: str
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The records from the first on, as if that were the header."""
    whole = Layout(delimiter, FIRST)
    with incoming(name, encoding, is_column, sheet, whole) as opened:
        below = [(row.number, row.cells) for row in islice(opened.rows, _SHOWN)]
        return tuple([*_first(opened), *below][:_SHOWN])


def _first(opened: Incoming) -> list[tuple[int, tuple[str, ...]]]:
    header = opened.header
    tags = [(header.last, header.tags)] if header.last > header.number else []
    return [(header.number, header.names), *tags]


def _questions(values: Mapping[str, Sequence[str]]) -> list[Question]:
    found = []
    for column, cells in values.items():
        both = [(one, day) for one in cells if isinstance(day := read_day(one), Ambiguous)]
        if both:
            value, day = both[0]
            first, second = (f"{one.day} {one:%B %Y}" for one in day)
            sure = next((one for one in cells if isinstance(read_day(one), date)), "")
            found.append(Question("date_order", column, len(both), value, first, second, sure))
            continue
        marks = [one for one in cells if read_number(one) == "number-ambiguous"]
        if marks and not decimal_mark(cells):
            found.append(_mark(column, marks))
    return found


def _mark(column: str, cells: Sequence[str]) -> Question:
    readings = [_as_read(cells[0], mark) for mark in (",", ".")]
    return Question("decimal_mark", column, len(cells), cells[0], *readings)


def _as_read(value: str, mark: str) -> str:
    found = read_number(value, mark)
    if isinstance(found, str) or found.low is None:
        return "no number"
    return f"{found.low.normalize():,f}"
