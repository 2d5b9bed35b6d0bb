"""Each contract passes what the ledger publishes and refuses one broken value per rule."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.validation.test_checks import _posted
from validation.contracts import CONTRACTS, Failure, check_frame

PUBLISHED = [name for name in CONTRACTS if not name.endswith("_in")]
CLAIMS = [
    {"item_code": "bridge", "stage": "pledged", "n": 30, "end_on": date(2022, 6, 1)},
    {"item_code": "bridge", "stage": "delivered", "at_least": 40, "places": ["UA-32"]},
    {"item_code": "bridge", "stage": "installed", "n": 4, "is_planned": True},
    {
        "item_code": "", "item_text": "", "stage": "pledged", "unit": "EUR",
        "amount_low": 5, "amount_high": 5, "currency": "EUR",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    """Every published relation of a small posted ledger, with its ids and hashes of full length."""
    claims = [{**claim, "page": f"page {n}"} for n, claim in enumerate(CLAIMS)]
    con = _posted(claims)
    con.execute("update truth.announcement set url = 'https://example.org/' || source_key")
    con.execute("update truth.announcement set text_hash = sha256(text)")
    con.execute(
        "insert into book.finding values"
        " ('F-1','overdue','warning','L-1','R-1','late','now','never','-4',['C-1'])"
    )
    return {name: pl.DataFrame(con.table(name).to_arrow_table()) for name in PUBLISHED}


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_the_ledger_publishes_keeps_its_contract(
    name: str, frames: dict[str, pl.DataFrame]
) -> None:
    assert frames[name].height > 0
    assert check_frame(name, frames[name]) == []


# One broken value a line: relation, column, value, the rule that must notice it.
BROKEN: list[tuple[str, str, Any, str]] = [
    ("announcement", "language", "english", "str_matches"),
    ("announcement", "url", "javascript:alert(1)", "str_matches"),
    ("announcement", "text", "", "str_length"),
    ("announcement", "text_hash", "x", "str_matches"),
    ("announcement", "announcement_id", None, "not_nullable"),
    ("announcement", "batch_id", "7", "str_matches"),
    ("claim", "stage", "promised", "stage_is_known"),
    ("claim", "reporting", "sum", "isin"),
    ("claim", "additional", "perhaps", "isin"),
    ("claim", "qualifier", "roughly", "isin"),
    ("claim", "speaker_side", "us", "isin"),
    ("claim", "unit", "furlong", "unit_is_known"),
    ("claim", "currency", "XXY", "currency_is_known"),
    ("claim", "item_code", "no-such-item", "item_is_known"),
    ("claim", "places", [["UA-32", "Kherson"]], "places_are_codes"),
    ("claim", "quantity_low", Decimal("-1"), "greater_than_or_equal_to"),
    ("claim", "quantity_high", Decimal("1"), "quantity_is_ordered"),
    ("claim", "confidence", Decimal("1.5"), "less_than_or_equal_to"),
    ("claim", "origin", "guess", "isin"),
    ("claim", "evidence_end", 99, "evidence_is_a_piece_of_text"),
    ("claim", "end_on", date(1999, 1, 1), "dates_are_ordered"),
    ("claim", "status", "maybe", "isin"),
    ("pledge", "record_id", "R1", "str_matches"),
    ("pledge", "quantity_high", Decimal("1"), "quantity_is_ordered"),
    ("pledge", "report_count", 9, "every_claim_is_a_report"),
    ("delivery", "stage", "sold", "stage_is_known"),
    ("delivery", "happened_on", None, "not_nullable"),
    ("report", "record_id", None, "not_nullable"),
    ("position", "delivered_high", Decimal("1"), "every_state_is_ordered"),
    ("position", "pledge_count", -1, "greater_than_or_equal_to"),
    ("finding", "severity", "fatal", "isin"),
    ("finding", "code", "Overdue!", "str_matches"),
    ("finding", "message", "", "str_length"),
]


@pytest.mark.parametrize(
    ("name", "column", "value", "rule"), BROKEN, ids=lambda part: str(part)[:30]
)
def test_a_broken_value_is_noticed(
    name: str, column: str, value: Any, rule: str, frames: dict[str, pl.DataFrame]
) -> None:
    row = _row_that_can_break(frames[name], column)
    failures = check_frame(name, _broken(frames[name], column, value, row))
    assert any(rule in one.rule and one.row in (row, -1) for one in failures), failures


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_column_too_many_or_too_few_is_noticed(
    name: str, frames: dict[str, pl.DataFrame]
) -> None:
    frame = frames[name]
    assert check_frame(name, frame.with_columns(extra=pl.lit(1)))
    assert check_frame(name, frame.drop(frame.columns[0]))


def test_a_relation_that_was_broken_in_the_test_covers_every_contract() -> None:
    assert {name for name, *_ in BROKEN} == set(PUBLISHED)


def test_money_needs_a_currency(frames: dict[str, pl.DataFrame]) -> None:
    frame = frames["claim"]
    row = frame["currency"].to_list().index("EUR")
    assert Failure(row, "", "money_has_a_currency", "") in check_frame(
        "claim", _broken(frame, "currency", "", row)
    )


def _row_that_can_break(frame: pl.DataFrame, column: str) -> int:
    """A row with two bounds, so that a changed one can be out of order."""
    if column == "end_on":
        return 0
    for low in ("quantity_low", "delivered_low"):
        if low in frame.columns and column.endswith("_high"):
            return int(frame[low].fill_null(0).arg_max() or 0)
    return 0


def _broken(frame: pl.DataFrame, column: str, value: Any, row: int) -> pl.DataFrame:
    cells = frame[column].to_list()
    cells[row] = value[0] if isinstance(value, list) else value
    broken = frame.with_columns(pl.Series(column, cells, dtype=frame.schema[column]))
    if column == "end_on":
        start = pl.Series("start_on", [date(2022, 1, 1)] * frame.height)
        broken = broken.with_columns(start)
    return broken


def test_times_are_utc_without_zone(frames: dict[str, pl.DataFrame]) -> None:
    assert isinstance(frames["announcement"]["recorded_utc"][0], datetime)
    assert frames["announcement"].schema["recorded_utc"] == pl.Datetime("us", None)
