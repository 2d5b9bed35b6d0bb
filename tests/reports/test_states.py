"""What a line's status says, and that a cell without any report never says 0."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from ledger import reports
from ledger.lens import STATUSES, Lens
from ledger.posting import post
from ledger.report_rows import Line
from ledger.report_rows.lines import STATE_WORDS
from ledger.store import open_write
from ledger.store.read import connect_read
from tests.ledgers import NOON, insert_claims, insert_rulings

TEN = {"stage": "pledged", "n": 10, "published": date(2023, 1, 1)}
LATE = {"end_on": date(2023, 6, 1)}


def came(number: int, stage: str = "delivered") -> dict[str, Any]:
    return {"stage": stage, "n": number, "published": date(2023, 3, 1)}


# name: claims, states, what of the line is shown
CASES: dict[str, tuple[list[dict[str, Any]], list[str], dict[str, str]]] = {
    "promised": ([TEN], ["waiting"], {
        "outstanding": "10", "transit": "no report yet", "delivered": "no report yet",
        "awaiting": "no report yet", "installed": "no report yet", "overdue": "none",
        "unpledged": "no report yet", "cancelled": "no report yet", "written_off": "none"}),
    "promised and late": ([TEN | LATE], ["overdue", "waiting"], {"overdue": "10"}),
    "a part on its way": ([TEN, came(4, "shipped")], ["transit"], {
        "outstanding": "6", "transit": "4", "delivered": "no report yet"}),
    "all on its way": ([TEN, came(10, "shipped")], ["transit"], {
        "outstanding": "0", "delivered": "no report yet"}),
    "a part came": ([TEN, came(4)], ["partly"], {
        "outstanding": "6", "delivered": "4", "transit": "no report yet", "unpledged": "none"}),
    "a part came, a part is on its way": (
        [TEN, came(3), came(4, "shipped")], ["transit", "partly"],
        {"transit": "1", "delivered": "3"}),
    "all came": ([TEN, came(10)], ["fulfilled"], {
        "outstanding": "0", "installed": "no report yet"}),
    "nothing was promised": ([came(5)], ["unpledged"], {
        "outstanding": "no pledge", "overdue": "no pledge", "unpledged": "5"}),
    "shipped, and nothing was promised": ([came(5, "shipped")], ["transit", "unpledged"], {}),
    "the donor ended the rest": ([TEN | {"name": "ended"}, came(4)], ["ended"], {
        "outstanding": "0", "cancelled": "6", "delivered": "4"}),
    "the tracker wrote all off": ([TEN | {"name": "lost sight"}], ["ended"], {
        "outstanding": "0", "written_off": "10", "delivered": "no report yet"}),
    "cancelled and nothing came": ([TEN, came(10, "cancelled")], ["ended"], {
        "outstanding": "0", "cancelled": "10"}),
    "a part ended, a part outstanding": ([TEN | {"name": "partly ended"}, came(4)], ["partly"], {
        "outstanding": "4", "cancelled": "2"}),
}  # fmt: skip
RULINGS = (
    {"kind": "end", "subject": "ended", "value": {"on": "2023-05-01", "quantity": "6"}},
    {"kind": "write_off", "subject": "lost sight", "value": {"on": "2023-05-01", "quantity": "10"}},
    {"kind": "end", "subject": "partly ended", "value": {"on": "2023-05-01", "quantity": "2"}},
)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("states") / "ledger.duckdb"
    told = [
        {"name": f"{case} {number}", **claim, "recipients": [case], "page": f"{case} {number}"}
        for case, (claims, _, _) in CASES.items()
        for number, claim in enumerate(claims)
    ]
    with open_write(path, NOON, create=True) as writer:
        batch = "insert into truth.batch values ('B-0001', 'add', '-', 'h', ?, 9, 9, 0, '', '')"
        writer.execute(batch, [NOON])
        insert_rulings(writer, RULINGS, insert_claims(writer, told))
        post(writer)
    reader = connect_read(path)
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def lines(con: duckdb.DuckDBPyConnection) -> dict[str, Line]:
    return {line.recipient: line for line in reports.positions(con, Lens())}


@pytest.mark.parametrize("case", CASES)
def test_the_status_says_how_far_a_promise_is(case: str, lines: dict[str, Line]) -> None:
    assert lines[case].states == CASES[case][1]


@pytest.mark.parametrize("case", CASES)
def test_a_level_is_nought_only_where_reports_add_up_to_it(
    case: str, lines: dict[str, Line]
) -> None:
    shown = CASES[case][2]
    assert {name: lines[case].shown(name) for name in shown} == shown


def test_every_state_is_reached_and_has_words() -> None:
    reached = {state for _, states, _ in CASES.values() for state in states}
    assert reached | {"unstated", "disputed"} == set(STATUSES) == set(STATE_WORDS)


def test_an_explanation_says_the_same_of_silence(
    con: duckdb.DuckDBPyConnection, lines: dict[str, Line]
) -> None:
    found = reports.explain(con, Lens(), lines["promised"].line_id)
    assert found is not None
    told = {point.text for point in found.sections[0].points}
    assert {"delivered: no report yet", "cancelled: no report yet", "overdue: none"} <= told
    assert not [text for text in told if text.endswith(": 0")]
