"""Each value that a column holds, read once: tables from what is said to what it means.

A table has the column `said` and the columns of its field; `code` is the problem that a value has,
or "". Rows are joined to it, so that a million rows of one word cost one reading.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, NamedTuple

import polars as pl

from ledger.intake.dates import Ambiguous, DateOrder
from ledger.intake.lookups import (
    currency_code,
    find_item,
    item_unit,
    party_code,
    place_code,
    unit_code,
    word,
)
from ledger.intake.numbers import Number, read_number
from ledger.intake.periods import read_period
from validation.vocabulary import load_vocabulary

__all__ = ["TABLES", "Ask", "value_table"]

_QUANTITY, _AMOUNT = pl.Decimal(18, 3), pl.Decimal(18, 2)
_STEPS = {"quantity": Decimal("0.001"), "amount": Decimal("0.01")}
_PIECES = ("C62", "H87")  # "units" and "pieces" of a thing are what it is counted in


class Ask(NamedTuple):
    """How the values of one column are to be read.

    Attributes:
        order: of day and month.
        mark: of decimals.
        separator: between several names in one cell.
    """

    order: DateOrder = ""
    mark: str = ""
    separator: str = ""


Reader = Callable[[str, Ask], tuple[object, ...]]


def value_table(field: str, values: Iterable[str], ask: Ask) -> pl.DataFrame:
    """What each of the values means as that field; "" means nothing is said."""
    read, schema = TABLES[field]
    rows = [(value, *read(value, ask)) for value in values]
    full: dict[str, Any] = {"said": pl.String, **schema, "code": pl.String}
    return pl.DataFrame(rows, full, orient="row")


def _stage(value: str, _: Ask) -> tuple[object, ...]:
    stage = value if value in load_vocabulary().stages else word("stage", value)
    return stage, "" if stage else "stage-unknown" if value else "stage-missing"


def _parties(value: str, ask: Ask) -> tuple[object, ...]:
    names = _names(value, ask)
    codes = [party_code(name) for name in names]
    kept = [code or name for code, name in zip(codes, names, strict=True)]
    return sorted(set(kept)), "" if all(codes) else "party-unlisted"


def _item(value: str, _: Ask) -> tuple[object, ...]:
    found = find_item(value)
    usual = item_unit(found.code)
    return found.code, found.unit, usual, "" if found.code or not value else "item-unlisted"


def _quantity(value: str, ask: Ask) -> tuple[object, ...]:
    found = read_number(value, ask.mark) if value else Number(None, None, "unspecified")
    if isinstance(found, str):
        return None, None, "unspecified", "", found
    unit = unit_code(found.rest) if found.rest else ""
    code = "quantity-unit-unknown" if found.rest and not unit else ""
    return *_bounds(found, "quantity"), found.qualifier, unit, code


def _amount(value: str, ask: Ask) -> tuple[object, ...]:
    found = read_number(value, ask.mark, "amount") if value else Number(None, None, "unspecified")
    if isinstance(found, str):
        return None, None, "unspecified", "", found
    currency = currency_code(found.rest) if found.rest else ""
    code = "amount-currency-unknown" if found.rest and not currency else ""
    return *_bounds(found, "amount"), found.qualifier, currency, code


def _unit(value: str, _: Ask) -> tuple[object, ...]:
    unit = unit_code(value) if value else ""
    return "" if unit in _PIECES else unit, "unit-unknown" if value and not unit else ""


def _currency(value: str, _: Ask) -> tuple[object, ...]:
    currency = currency_code(value) if value else ""
    return currency, "currency-unknown" if value and not currency else ""


def _period(value: str, ask: Ask) -> tuple[object, ...]:
    found = read_period(value, ask.order) if value else None
    if isinstance(found, Ambiguous):
        return None, None, "date-ambiguous"
    first, last = (found.first, found.last) if found else (None, None)
    return first, last, "date-unreadable" if value and found is None else ""


def _places(value: str, ask: Ask) -> tuple[object, ...]:
    names = _names(value, ask)
    codes = [place_code(name) for name in names]
    precision = (
        "" if not any(codes) else "admin1" if any("-" in code for code in codes) else "country"
    )
    return sorted({c for c in codes if c}), precision, "" if all(codes) else "place-unlisted"


def _word_of(kind: str, usual: str) -> Reader:
    def read(value: str, _: Ask) -> tuple[object, ...]:
        found = word(kind, value) if value else usual
        return found or usual, "" if found else "word-unknown"

    return read


def _names(value: str, ask: Ask) -> list[str]:
    parts = value.split(ask.separator) if ask.separator else value.replace("+", ";").split(";")
    return [part.strip() for part in parts if part.strip()]


def _bounds(found: Number, kind: str) -> tuple[Decimal | None, Decimal | None]:
    low, high = (
        None if bound is None else bound.quantize(_STEPS[kind], rounding=ROUND_HALF_EVEN)
        for bound in (found.low, found.high)
    )
    return low, high


TABLES: dict[str, tuple[Reader, dict[str, Any]]] = {
    "stage": (_stage, {"stage": pl.String}),
    "donor": (_parties, {"donors": pl.List(pl.String)}),
    "recipient": (_parties, {"recipients": pl.List(pl.String)}),
    "item": (_item, {"item_code": pl.String, "item_measure": pl.String, "item_unit": pl.String}),
    "quantity": (
        _quantity,
        {"quantity_low": _QUANTITY, "quantity_high": _QUANTITY, "qualifier": pl.String,
         "quantity_unit": pl.String},
    ),
    "amount": (
        _amount,
        {"amount_low": _AMOUNT, "amount_high": _AMOUNT, "amount_qualifier": pl.String,
         "amount_currency": pl.String},
    ),
    "unit": (_unit, {"unit": pl.String}),
    "currency": (_currency, {"currency": pl.String}),
    "date": (_period, {"date_first": pl.Date, "date_last": pl.Date}),
    "start": (_period, {"start_first": pl.Date, "start_last": pl.Date}),
    "end": (_period, {"end_first": pl.Date, "end_last": pl.Date}),
    "place": (_places, {"places": pl.List(pl.String), "place_precision": pl.String}),
    "reporting": (_word_of("reporting", "flow"), {"reporting": pl.String}),
    "additional": (_word_of("answer", "unknown"), {"additional": pl.String}),
}  # fmt: skip
