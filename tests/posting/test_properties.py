"""What must hold for any claims whatever: order, repetition, and states that are never negative."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledgers import EVER, ledger_of

DAY = date(2023, 1, 1)


@st.composite
def claims(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(1, 7))
    return [_claim(draw, page) for page in range(count)]


def _claim(draw: st.DrawFn, page: int) -> dict[str, Any]:
    stage = draw(
        st.sampled_from(
            ["pledged", "shipped", "delivered", "installed", "cancelled", "lost", "returned"]
        )
    )
    number = draw(st.integers(0, 12))
    published = DAY + timedelta(days=draw(st.integers(0, 90)))
    claim: dict[str, Any] = {
        "stage": stage,
        "page": f"page {page}",
        "published": published,
        "reporting": draw(st.sampled_from(["flow", "flow", "total"])),
        "donors": draw(st.sampled_from([["CZE"], ["NOR"]])),
        "additional": draw(st.sampled_from(["unknown", "yes"])),
    }
    if claim["reporting"] == "total" and draw(st.booleans()):
        claim["start_on"] = published - timedelta(days=draw(st.integers(-90, 60)))
    claim[draw(st.sampled_from(["n", "n", "at_least", "up_to"]))] = number
    return claim


POSITION = "select * from position_as_of(date '2024-01-01', ?) order by line_id"


def _position(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = ledger_of(rows).execute(POSITION, [EVER])
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@settings(max_examples=40, deadline=None)
@given(claims(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_positions(rows: list[dict[str, Any]], chance: Any) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    assert _position(shuffled) == _position(rows)


@settings(max_examples=40, deadline=None)
@given(claims())
def test_states_are_never_negative_and_low_never_exceeds_high(rows: list[dict[str, Any]]) -> None:
    for line in _position(rows):
        for name in (key.removesuffix("_low") for key in line if key.endswith("_low")):
            low, high = line[f"{name}_low"], line[f"{name}_high"]
            assert low is not None and low >= 0, name
            assert high is None or low <= high, name


@settings(max_examples=40, deadline=None)
@given(claims(), st.data())
def test_another_page_with_the_same_claim_changes_no_quantity(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    repeated = {**data.draw(st.sampled_from(rows)), "page": "another page"}
    with_repeat = _position([*rows, repeated])
    for line in (*with_repeat, *(plain := _position(rows))):
        line.pop("report_count")
    assert with_repeat == plain


@settings(max_examples=40, deadline=None)
@given(claims())
def test_exclusive_states_add_up_where_every_number_is_exact(rows: list[dict[str, Any]]) -> None:
    exact = [row for row in rows if "n" in row and row["stage"] in ("pledged", "shipped",
             "delivered", "installed")]  # fmt: skip
    for line in _position(exact) if exact else []:
        assert line["promised_low"] == (
            line["outstanding_low"] + line["transit_low"] + line["delivered_low"]
        )
        assert line["delivered_low"] == line["installed_low"] + line["awaiting_low"]
