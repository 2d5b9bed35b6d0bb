"""The arithmetic of DESIGN.md 5, case by case: claims in, position out, in every order."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ledger.posting import post
from tests.ledgers import EVER, NOON, ledger_of

FOLDER = Path(__file__).parent / "cases"
CASES = [
    case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
OPEN = -1  # in the case files: no upper bound


def test_cases_are_found() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("backwards", [False, True], ids=["as given", "backwards"])
def test_position_follows_from_the_claims(case: dict[str, Any], backwards: bool) -> None:
    con = _ledger(case, backwards)
    found = con.execute("from position_as_of(?, ?)", [case["as_of"], EVER])
    columns = [column[0] for column in found.description]
    rows = found.fetchall()
    assert len(rows) == 1, f"one line expected, found {len(rows)}"
    position = dict(zip(columns, rows[0], strict=True))
    assert {key: _shown(position, key) for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize(
    "case", [c for c in CASES if "records" in c], ids=lambda case: case["name"]
)
def test_reports_of_one_event_are_one_record(case: dict[str, Any]) -> None:
    rows = (
        _ledger(case, False)
        .execute("select ladder = 'pledged', origin_count from record_as_of(?)", [EVER])
        .fetchall()
    )
    pledges = sum(1 for is_pledge, _ in rows if is_pledge)
    assert {"pledge": pledges, "delivery": len(rows) - pledges} == case["records"]
    if "origins" in case:
        assert [origins for _, origins in rows] == [case["origins"]]


def _ledger(case: dict[str, Any], backwards: bool) -> Any:
    # A name must not change with the order.
    claims = [{"name": str(number), **claim} for number, claim in enumerate(case["claims"])]
    con = ledger_of(claims[::-1] if backwards else claims, case.get("rulings", []))
    if "policy" in case:
        con.execute("delete from policy")
        con.execute(
            "insert into policy select key, value, meaning from policy_choice where policy = ?",
            [case["policy"]],
        )
    if case.get("posted"):
        con.execute(
            "insert into truth.batch values ('B-0001', 'add', '-', 'h', ?, 1, 1, 0, '', '')", [NOON]
        )
        post(con)
    return con


def _shown(position: dict[str, Any], key: str) -> Any:
    if key in ("unstated", "reports"):
        return position[{"unstated": "unstated_count", "reports": "report_count"}[key]]
    low, high = position[f"{key}_low"], position[f"{key}_high"]
    return [int(low), OPEN if high is None else int(high)]
