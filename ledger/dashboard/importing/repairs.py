"""Repairs by rule: what a value that cannot be read means, for all rows that have it.

A repair is a value of the mapping, so that it is kept with it and asked once only. Knows no
Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ledger.intake.mapping import RecordMapping
from ledger.intake.outcomes import Outcome

__all__ = ["Repairable", "repairable", "with_repairs"]

_CODES = {
    "amount-currency-unknown", "currency-unknown", "date-unreadable", "number-negative",
    "number-unreadable", "quantity-unit-unknown", "stage-unknown", "unit-unknown", "word-unknown",
}  # fmt: skip
_SHOWN = 12


class Repairable(NamedTuple):
    """A value that keeps rows out: its field and column, how many rows have it."""

    field: str
    column: str
    value: str
    row_count: int


def repairable(outcome: Outcome) -> list[Repairable]:
    """Values that a word could repair, those of most rows first."""
    if outcome.columns_read is None:
        return []
    fields = _fields(outcome.columns_read)
    places = {name: at for at, name in enumerate(outcome.names)}
    found: Counter[tuple[str, str, str]] = Counter()
    for entry in outcome.rejected():
        for one in entry.problems:
            place = places.get(one.column, len(entry.cells))
            if one.code in _CODES and one.column in fields and place < len(entry.cells):
                found[fields[one.column], one.column, entry.cells[place].strip()] += 1
    ranked = found.most_common(_SHOWN)
    return [Repairable(*key, count) for key, count in ranked if key[2]]


def with_repairs(mapping: RecordMapping, repairs: Mapping[str, Mapping[str, str]]) -> RecordMapping:
    """The mapping with the values that a person gave a meaning to; "" takes one back.

    A day that is both the first and the last is repaired in both.
    """
    values = {field: dict(table) for field, table in mapping.values.items()}
    for field, table in repairs.items():
        meant = {word: text for word, text in table.items() if text}
        for one in _twins(mapping, field) if meant else ():
            values[one] = values.get(one, {}) | meant
    return mapping._replace(values=values)


def _fields(mapping: RecordMapping) -> dict[str, str]:
    """Column -> the field whose values are replaced; the first claim that names it counts."""
    return {column: field for field, columns in reversed(_columns(mapping)) for column in columns}


def _columns(mapping: RecordMapping) -> list[tuple[str, tuple[str, ...]]]:
    return [pair for shape in mapping.claims for pair in shape.columns.items()]


def _twins(mapping: RecordMapping, field: str) -> Iterable[str]:
    """The fields that are read from the same columns, such as the first and the last day."""
    columns = {column for name, of in _columns(mapping) if name == field for column in of}
    return dict.fromkeys(name for name, of in _columns(mapping) if columns & set(of))
