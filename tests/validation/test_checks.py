"""Every check with rows that fail it and rows that pass it (STYLE.md 31); cases in checks/.

Cases stand side by side in one ledger, each with a recipient of its own, since posting one ledger
for each would take minutes. A case that needs another day or a broken ledger has one to itself.
"""

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ledger.sql import statements
from tests.ledgers import ledger_of
from validation.checks import Check, Finding, checks, run_check, run_checks

FOLDER = Path(__file__).parent / "checks"
FAR = "2026-01-01"  # the day of posting where a case names none


class Case(NamedTuple):
    code: str
    outcome: str
    number: int
    stated: dict[str, Any]

    @property
    def recipient(self) -> str:
        return f"{self.code} {self.outcome} {self.number}"

    @property
    def has_own_ledger(self) -> bool:
        return bool({"setup", "as_of", "rulings"} & self.stated.keys())

    def claims(self) -> list[dict[str, Any]]:
        return [
            {
                "item_code": "bridge",
                "name": str(number),
                **claim,
                "page": self._page(claim, number),
                "recipients": [self.recipient],
            }
            for number, claim in enumerate(self.stated["claims"])
        ]

    def _page(self, claim: dict[str, Any], number: int) -> str:
        """Pages of one case are its own; a register's rows stay rows of a register."""
        page = f"{self.recipient}/{claim.get('page', number)}"
        return f"register:{page}" if claim.get("rule") == "register" else page

    def expects(self, column: str) -> Any:
        stated = self.stated.get(column)
        return stated.replace("Ukraine", self.recipient) if stated else None


CHECKS = {check.code: check for check in checks()}
CASES = [
    Case(path.stem, outcome, number, case)
    for path in sorted(FOLDER.glob("*.toml"))
    for outcome, cases in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for number, case in enumerate(cases)
]
SHARED = [case for case in CASES if not case.has_own_ledger]


@pytest.fixture(scope="module")
def shared() -> list[tuple[Finding, set[str]]]:
    """All findings of the shared ledger, each with the pages that it rests on."""
    return _with_pages(_posted([claim for case in SHARED for claim in case.claims()]))


def test_every_check_has_a_failing_and_a_passing_case() -> None:
    assert {(case.code, case.outcome) for case in CASES} == {
        (code, outcome) for code in CHECKS for outcome in ("fails", "passes")
    }


@pytest.mark.parametrize("case", SHARED, ids=lambda case: f"{case.recipient} {case.stated['name']}")
def test_check(case: Case, shared: list[tuple[Finding, set[str]]]) -> None:
    mine = {claim["page"] for claim in case.claims()}
    _judge(case, [one for one, pages in shared if one.code == case.code and pages & mine])


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.has_own_ledger],
    ids=lambda case: f"{case.recipient} {case.stated['name']}",
)
def test_check_in_a_ledger_of_its_own(case: Case) -> None:
    _judge(case, run_check(_posted(case.claims(), case), CHECKS[case.code]))


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.code)
def test_a_check_says_what_it_finds(check: Check) -> None:
    assert check.meaning.endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.code)


def test_findings_do_not_depend_on_the_order_of_arrival(
    shared: list[tuple[Finding, set[str]]],
) -> None:
    claims = [claim for case in SHARED for claim in case.claims()]
    assert run_checks(_posted(claims[::-1])) == [one for one, _ in shared]


def _judge(case: Case, found: list[Finding]) -> None:
    assert (len(found) > 0) == (case.outcome == "fails"), found
    for column in ("message", "expected", "found", "difference"):
        if case.expects(column):
            assert [getattr(one, column) for one in found] == [case.expects(column)]
    assert all(one.claim_ids == sorted(set(one.claim_ids)) != [] for one in found)


def _posted(claims: list[dict[str, Any]], case: Case | None = None) -> Any:
    con = ledger_of(claims, case.stated.get("rulings", []) if case else [])
    con.execute(
        "insert into truth.batch values"
        " ('B-0001','add','-','h', timestamp '2024-01-01 12:00:00', 0, 0, 0, '', '')"
    )
    stated = case.stated if case else {}
    for text in stated.get("setup", []):
        con.execute(text)
    for _, text in statements("posting"):
        as_of = {"as_of": str(stated.get("as_of", FAR))}
        con.execute(text, as_of if "$as_of" in text else None)
    return con


def _with_pages(con: Any) -> list[tuple[Finding, set[str]]]:
    pages = dict(
        con.execute(
            "select claim_id, source_key from truth.claim join truth.announcement"
            " using (announcement_id)"
        ).fetchall()
    )
    return [(one, {pages[claim] for claim in one.claim_ids}) for one in run_checks(con)]
