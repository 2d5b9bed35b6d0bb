"""What must hold for any claims and rulings: order, repetition, states that are never negative.

Ten accounts stand side by side in each ledger, since asking one costs as much as asking ten. The
suite asks three ledgers of each property, `make properties` a hundred.
"""

import os
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledgers import EVER, ledger_of

DAY = date(2023, 1, 1)
ACCOUNTS = 10
asked = settings(
    max_examples=int(os.environ.get("PROPERTY_LEDGERS", "3")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
PLACES = [[], ["UA-63"], ["UA-63", "UA-65"]]


@st.composite
def claims(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The claims of ten accounts, told apart by their recipient."""
    return [
        _claim(draw, account, page)
        for account in range(ACCOUNTS)
        for page in range(draw(st.integers(1, 7)))
    ]


def _claim(draw: st.DrawFn, account: int, page: int) -> dict[str, Any]:
    stage = draw(
        st.sampled_from(
            ["pledged", "shipped", "delivered", "installed", "cancelled", "lost", "returned"]
        )
    )
    published = DAY + timedelta(days=draw(st.integers(0, 90)))
    claim: dict[str, Any] = {
        "name": f"{account}.{page}",
        "stage": stage,
        "page": f"page {account}.{page}",
        "recipients": [f"R{account}"],
        "published": published,
        "reporting": draw(st.sampled_from(["flow", "flow", "total"])),
        "donors": draw(st.sampled_from([["CZE"], ["NOR"]])),
        "additional": draw(st.sampled_from(["unknown", "yes"])),
        "item_code": draw(st.sampled_from(["bridge", "bridge", "equipment"])),
        "places": draw(st.sampled_from(PLACES)),
        "speaker_side": draw(st.sampled_from(["", "donor", "recipient", "third"])),
        "rule": draw(st.sampled_from(["test", "test", "test", "register"])),
    }
    if claim["reporting"] == "total" and draw(st.booleans()):
        claim["start_on"] = published - timedelta(days=draw(st.integers(-90, 60)))
    claim[draw(st.sampled_from(["n", "n", "at_least", "up_to"]))] = draw(st.integers(0, 12))
    return claim


@st.composite
def ruled(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Claims, and rulings on them, each on claims of one account."""
    rows = draw(claims())
    rulings = []
    for account in range(ACCOUNTS):
        names = [row["name"] for row in rows if row["recipients"] == [f"R{account}"]]
        some = st.sampled_from(names)
        rulings += [_ruling(draw, some) for _ in range(draw(st.integers(0, 3)))]
    return rows, rulings


def _ruling(draw: st.DrawFn, names: st.SearchStrategy[str]) -> dict[str, Any]:
    kind = draw(st.sampled_from(["accept", "reject", "same", "different", "end", "write_off"]))
    ruling: dict[str, Any] = {"kind": kind, "subject": draw(names)}
    if kind in ("same", "different"):
        ruling["other"] = draw(names)
    if kind in ("end", "write_off"):
        on = DAY + timedelta(days=draw(st.integers(0, 120)))
        ruling["value"] = {"on": on, "quantity": draw(st.integers(1, 12))}
    return ruling


POSITION = "select * from position_as_of(date '2024-01-01', ?) order by line_id"
Rulings = list[dict[str, Any]]


def _position(rows: list[dict[str, Any]], rulings: Rulings | None = None) -> list[dict[str, Any]]:
    found = ledger_of(rows, rulings or []).execute(POSITION, [EVER])
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@asked
@given(ruled(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_positions(given_: Any, chance: Any) -> None:
    rows, rulings = given_
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    assert _position(shuffled, rulings) == _position(rows, rulings)


@asked
@given(ruled())
def test_states_are_never_negative_and_low_never_exceeds_high(given_: Any) -> None:
    for line in _position(*given_):
        for name in (key.removesuffix("_low") for key in line if key.endswith("_low")):
            low, high = line[f"{name}_low"], line[f"{name}_high"]
            assert low is not None and low >= 0, name
            assert high is None or low <= high, name


@asked
@given(claims(), st.data())
def test_another_page_with_the_same_claim_changes_no_quantity(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    again = []
    for account in range(ACCOUNTS):
        told = [r for r in rows if r["recipients"] == [f"R{account}"] and r["rule"] != "register"]
        if told:
            one = data.draw(st.sampled_from(told))
            again.append({**one, "page": f"again {account}", "name": f"again {account}"})
    with_repeat, plain = _position([*rows, *again]), _position(rows)
    for line in (*with_repeat, *plain):
        line.pop("report_count")
    assert with_repeat == plain


@asked
@given(claims())
def test_exclusive_states_add_up_where_every_number_is_exact(rows: list[dict[str, Any]]) -> None:
    exact = [row for row in rows if "n" in row and row["stage"] in ("pledged", "shipped",
             "delivered", "installed")]  # fmt: skip
    for line in _position(exact) if exact else []:
        assert line["promised_low"] == (
            line["outstanding_low"] + line["transit_low"] + line["delivered_low"]
        )
        assert line["delivered_low"] == line["installed_low"] + line["awaiting_low"]


@asked
@given(st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_a_total_equal_to_what_is_booked_changes_nothing(numbers: list[int]) -> None:
    flows: list[dict[str, Any]] = [
        {"stage": "delivered", "n": number, "published": DAY + timedelta(days=20 * k)}
        for k, number in enumerate(numbers)
    ]
    day = DAY + timedelta(days=20 * len(numbers))
    total = {"stage": "delivered", "reporting": "total", "n": sum(numbers), "published": day,
             "end_on": day}  # fmt: skip
    levels = ("promised", "delivered", "installed", "outstanding", "transit")
    (plain,), (stated,) = _position(flows), _position([*flows, total])
    for name in levels:
        assert stated[f"{name}_low"] == plain[f"{name}_low"], name
        assert stated[f"{name}_high"] == plain[f"{name}_high"], name
