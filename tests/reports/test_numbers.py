"""The number rules, as a table: what a screen shows, what is spoken, what an export holds."""

from decimal import Decimal

import pytest

from ledger.numbers import amount, csv_columns, number, shown, shown_level, spoken
from ledger.report_rows.as_csv import guarded

CASES = [
    # low, high, about, shown, spoken, csv low, high, qualifier
    (230, 230, False, "230", "230", "230", "230", "exact"),
    (230, None, False, "≥ 230", "at least 230", "230", "", "at_least"),
    (0, 40, False, "≤ 40", "up to 40", "", "40", "at_most"),
    (None, 40, False, "≤ 40", "up to 40", "", "40", "at_most"),
    (1000, 1000, True, "~ 1,000", "about 1,000", "1000", "1000", "about"),
    (8, 12, False, "8–12", "8 to 12", "8", "12", "range"),
    (None, None, False, "not stated", "quantity not stated", "", "", "not_stated"),
    (0, None, False, "not stated", "quantity not stated", "", "", "not_stated"),
    (0, 0, False, "0", "0", "0", "0", "exact"),
    (0, 0, True, "0", "0", "0", "0", "exact"),
    ("2.5", "2.5", False, "2.5", "2.5", "2.5", "2.5", "exact"),
    (1234567, None, True, "≥ 1,234,567", "at least 1,234,567", "1234567", "", "at_least"),
]


@pytest.mark.parametrize(
    ("low", "high", "about", "on_screen", "in_words", "csv_low", "csv_high", "qualifier"), CASES
)
def test_quantity_is_shown_spoken_and_exported_by_one_rule(
    low: object, high: object, about: bool, on_screen: str, in_words: str,
    csv_low: str, csv_high: str, qualifier: str,
) -> None:  # fmt: skip
    bounds = [None if one is None else Decimal(str(one)) for one in (low, high)]
    quantity = amount(*bounds, about)
    assert shown(quantity) == on_screen
    assert spoken(quantity) == in_words
    assert list(csv_columns(quantity).values()) == [csv_low, csv_high, qualifier]


def test_silence_is_not_nought() -> None:
    nought = (Decimal(0), Decimal(0))
    assert [shown_level("delivered", *nought, said) for said in (0, 1)] == ["no report yet", "0"]
    assert [shown_level("overdue", *nought, said) for said in (0, 1)] == ["no pledge", "none"]


def test_trailing_noughts_of_a_decimal_are_not_shown_but_those_of_a_number_are() -> None:
    assert number(Decimal("100.000")) == "100"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
