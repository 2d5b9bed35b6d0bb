"""Two times: what a past day's ledger answered is what it answers now when asked about that day.

The ledger grows in steps, each posted for the accounts that it touches; every answer is remembered
and asked for again at the end, when it must be derived from the truth.
"""

from datetime import date, datetime, timedelta
from typing import Any

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from ledger.posting import post
from tests.ledgers import insert_claims as insert
from tests.ledgers import insert_rulings as rule
from tests.ledgers import ledger_of
from tests.posting.test_properties import asked, ruled

START = datetime(2023, 6, 1, 12)
DAYS = (date(2023, 1, 20), date(2023, 3, 1), date(2024, 1, 1))
BOOK = ("record", "report", "position", "finding", "near_text")


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Claims and rulings, cut into steps of recording."""
    rows, rulings = draw(ruled())
    steps = draw(st.integers(1, 3))
    found: list[dict[str, Any]] = [{"claims": [], "rulings": []} for _ in range(steps)]
    for row in rows:
        found[draw(st.integers(0, steps - 1))]["claims"].append(row)
    for ruling in rulings:
        found[-1]["rulings"].append(ruling)
    return found


def _grown(
    con: duckdb.DuckDBPyConnection, history: list[dict[str, Any]]
) -> list[tuple[datetime, Any]]:
    """Record and post step by step; the answers of each moment."""
    answers = []
    names: dict[str, str] = {}
    known = START
    for number, step in enumerate(history, 1):
        known += timedelta(days=40)
        con.execute(
            "insert into truth.batch values (?, 'add', '-', 'h', ?, 1, 1, 0, '', '')",
            [f"B-000{number}", known],
        )
        new = insert(con, [{**row, "known": known} for row in step["claims"]])
        names |= {row["name"]: id_ for row, id_ in zip(step["claims"], new.values(), strict=True)}
        rule(con, [{**one, "known": known} for one in step["rulings"]], names)
        touched = [*new.values(), *(names[one["subject"]] for one in step["rulings"])]
        touched += [names[one["other"]] for one in step["rulings"] if "other" in one]
        post(con, touched)
        answers.append((known, _answers(con, known)))
    return answers


def _answers(con: duckdb.DuckDBPyConnection, known: datetime) -> Any:
    positions = [
        con.execute("select * from position_as_of(?, ?) order by all", [day, known]).fetchall()
        for day in DAYS
    ]
    claims = con.execute("select * from claim_as_of(?) order by claim_id", [known]).fetchall()
    records = con.execute("select * from record_as_of(?) order by record_id", [known])
    return positions, claims, records.fetchall()


def _book(con: duckdb.DuckDBPyConnection) -> list[Any]:
    return [con.execute(f"select * from book.{name} order by all").fetchall() for name in BOOK]


@asked
@given(histories())
def test_any_past_moment_answers_as_it_did(history: list[dict[str, Any]]) -> None:
    con = ledger_of([])
    answers = _grown(con, history)
    for known, answer in answers:
        assert _answers(con, known) == answer


@asked
@given(histories())
def test_posting_what_was_touched_equals_posting_everything(history: list[dict[str, Any]]) -> None:
    con = ledger_of([])
    _grown(con, history)
    in_parts = _book(con)
    post(con)
    for name, part, whole in zip(BOOK, in_parts, _book(con), strict=True):
        assert part == whole, name


WORDS = (
    "Norway and Sweden have handed over six bridges each to Ukraine for the roads of the Kharkiv"
    " region, the road agency said on Friday, and the first of them will stand before the winter."
)


def _told(page: str, donor: str, number: int, words: str = WORDS) -> dict[str, Any]:
    return {"name": f"{page} {donor}", "page": page, "donors": [donor], "n": number,
            "published": date(2023, 1, 10), "text": words}  # fmt: skip


def test_pages_that_two_accounts_share_stay_one_origin_when_one_of_them_is_posted() -> None:
    con = ledger_of([])
    _grown(
        con,
        [
            {"claims": [_told("a", "NOR", 6), _told("b", "NOR", 6, f"{WORDS} (AP)"),
                        _told("a", "SWE", 5), _told("b", "SWE", 7, f"{WORDS} (AP)")],
             "rulings": []},
            {"claims": [_told("c", "SWE", 9, "Other words.")], "rulings": []},
        ],
    )  # fmt: skip
    in_parts = _book(con)
    origins = con.execute("select origin_count from record where donor = 'NOR'").fetchall()
    assert origins == [(1,)]
    post(con)
    assert _book(con) == in_parts
