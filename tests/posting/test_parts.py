"""Posting what was touched gives, row by row, what posting everything gives: after any rulings."""

from datetime import date, datetime, timedelta
from typing import Any

import duckdb
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ledger.errors import UsageError
from ledger.intake.deciding import Act, Plan, Ruling
from ledger.intake.deciding.planning import plan
from ledger.intake.deciding.writing import write
from ledger.intake.undoing import plan_undo
from ledger.posting import post
from tests.ledgers import NOON, ledger_of
from tests.posting.test_properties import asked, claims

# Shrinking a ledger takes minutes: each try is a whole posting.
quickly = settings(asked, phases=(Phase.explicit, Phase.reuse, Phase.generate))
Step = tuple[str, int, int, int]

_BATCH = "insert into truth.batch values ('B-0001', 'add', '-', 'h', ?, 1, 1, 0, '', '')"
_KINDS = (
    "accept", "reject", "same", "different", "end", "write-off", "revise", "pad", "edit", "policy",
    "withdraw", "undo", "undo",
)  # fmt: skip
_POLICIES = ("cautious", "latest", "recipient-word", "donor-word")
_EDITS = ({"quantity": "3"}, {"donors": "NOR"}, {"stage": "delivered"}, {"quantity": ">=2"})

STEPS = st.lists(
    st.tuples(st.sampled_from(_KINDS), st.integers(0, 60), st.integers(0, 60), st.integers(0, 3)),
    min_size=1,
    max_size=8,
)


def book(con: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """Every derived table, sorted."""
    tables = con.execute(
        "select table_name from duckdb_tables() where schema_name = 'book' order by 1"
    ).fetchall()
    assert len(tables) >= 5
    return {name: con.execute(f"from book.{name} order by all").fetchall() for (name,) in tables}


def _planned(con: duckdb.DuckDBPyConnection, step: Step, now: datetime) -> Plan:
    kind, one, two, which = step
    ids = [row[0] for row in con.execute("select claim_id from truth.claim order by 1").fetchall()]
    first, second = ids[one % len(ids)], ids[two % len(ids)]
    if kind == "undo":
        return plan_undo(con, f"B-{1 + two % _count(con, 'batch'):04d}")
    ruled = f"D-{1 + two % max(_count(con, 'decision'), 1)}"
    subject = {"policy": _POLICIES[which], "withdraw": ruled}.get(kind, first)
    ruling = Ruling(
        kind,
        subject,
        second if kind in ("same", "different", "revise") else "",
        on=date(2023, 6, 1) if kind in ("end", "write-off") else None,
        quantity="1" if kind == "pad" or (kind == "end" and which) else "",
        fields=_EDITS[which] if kind == "edit" else {},
    )
    return plan(con, ruling, now)


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return len(con.table(f"truth.{table}"))


def take(con: duckdb.DuckDBPyConnection, steps: list[Step]) -> int:
    """Take the steps, as parts of the book; returns how many wrote something."""
    written, now = 0, datetime(2024, 1, 2)
    for step in steps:
        now += timedelta(hours=7)
        try:
            wanted = _planned(con, step, now)
        except UsageError:
            continue
        if not wanted.said_by:
            write(con, wanted, Act("undo" if step[0] == "undo" else "decide", "-", now, "ann", ""))
            written += 1
    return written


def _posted(rows: list[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    con = ledger_of(rows)
    con.execute(_BATCH, [NOON])
    post(con)
    return con


@quickly
@given(claims(), STEPS)
def test_parts_add_up_to_the_whole(rows: list[dict[str, Any]], steps: list[Step]) -> None:
    con = _posted(rows)
    take(con, steps)
    parts = book(con)
    post(con)
    assert book(con) == parts


@quickly
@given(claims(), STEPS)
def test_undoing_what_was_done_last_gives_what_stood_before(
    rows: list[dict[str, Any]], steps: list[Step]
) -> None:
    con = _posted(rows)
    take(con, steps[:-1])
    before = book(con)
    if not take(con, steps[-1:]):
        return
    done = book(con)
    _undo_last(con)
    assert _figures(book(con)) == _figures(before)
    _undo_last(con)
    assert _figures(book(con)) == _figures(done)


def _undo_last(con: duckdb.DuckDBPyConnection) -> None:
    now = datetime(2024, 1, 9)  # all of it on one day, since positions are those of a day
    wanted = plan_undo(con, f"B-{_count(con, 'batch'):04d}")
    write(con, wanted, Act("undo", "-", now, "ann", ""))


def _figures(posted: dict[str, list[Any]]) -> list[Any]:
    """What the world looks like: the ids of rulings may differ."""
    return posted["position"]
