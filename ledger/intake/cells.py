"""What the cells of a row say to a mapping: expressions over a grid, nothing computed here.

A cell that is not applicable counts as empty. Words that a mapping strips or replaces are replaced
here, so that whoever reads the values sees what is meant; the row as read keeps what was written.
"""

from functools import reduce

import polars as pl

from ledger.intake.grid import cell
from ledger.intake.mapping import ClaimShape, Condition, RecordMapping
from ledger.intake.words import words_of

__all__ = ["condition", "field_columns", "said", "written"]

_NOTHING = pl.lit("")
_FREE = ("variant", "speaker", "title", "publisher")  # in which "none" or "-" may be a word


def field_columns(shape: ClaimShape, field: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of this file that hold a field for a claim, in the order of preference."""
    return tuple(name for name in shape.columns.get(field, ()) if name in names)


def written(
    mapping: RecordMapping, shape: ClaimShape, field: str, names: tuple[str, ...]
) -> pl.Expr:
    """A field as the first stated column has it, or its constant, without outer space."""
    stated = [_cell(mapping, name, field) for name in field_columns(shape, field, names)]
    if not stated:
        return pl.lit(shape.constants.get(field, ""))
    return reduce(lambda one, other: pl.when(one != "").then(one).otherwise(other), stated)


def said(mapping: RecordMapping, shape: ClaimShape, field: str, names: tuple[str, ...]) -> pl.Expr:
    """A field as the mapping understands it: words stripped, values replaced."""
    found = written(mapping, shape, field, names)
    for word in mapping.strip.get(field, ()):
        found = found.str.replace_all(word, "", literal=True).str.strip_chars()
    values = mapping.values.get(field, {})
    if values:
        found = found.replace(list(values), list(values.values()))
    if mapping.unknown and field in ("quantity", "amount", "date", "start", "end"):
        found = pl.when(found.is_in(list(mapping.unknown))).then(pl.lit("unknown")).otherwise(found)
    return found


def condition(mapping: RecordMapping, told: Condition, names: tuple[str, ...]) -> pl.Expr:
    """Whether a row fulfils one condition of a claim; a column that is not there holds nothing."""
    found = _cell(mapping, told.column, "") if told.column in names else _NOTHING
    unknown = [*mapping.unknown, ""]
    is_known = ~found.is_in(unknown) & ~found.str.to_lowercase().is_in(list(words_of("unknown")))
    tests = [
        (found != "") == told.stated if told.stated is not None else None,
        is_known == told.known if told.known is not None else None,
        found.is_in(list(told.values)) if told.values else None,
    ]
    return pl.all_horizontal(pl.lit(True), *(one for one in tests if one is not None))


def _cell(mapping: RecordMapping, name: str, field: str) -> pl.Expr:
    found = cell(name).str.strip_chars()
    if field in _FREE:
        return found
    blank = [*mapping.not_applicable, *words_of("blank")]
    return pl.when(found.str.to_lowercase().is_in(blank)).then(_NOTHING).otherwise(found)
