"""SQL that fails is told in our form: what was found, the useful line, what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.errors import QueryError
from ledger.store.console import Console
from tests.cli.conftest import Run

# statement, first line of the message, what the hint says
CASES = [
    ("selec 1", "The statement cannot be read at ‹selec›.", "Look at what stands there"),
    ("select dono from position", "There is no column ‹dono›. Did you mean ‹donor›", "describe"),
    ("select donor", "There is no column ‹donor›: the statement names no relation.", "after FROM"),
    ("select p.dono from position p", "‹p› has no column ‹dono›.", "describe"),
    ("select x.donor from position p", "‹x› is none of the relations", "alias"),
    ("select * from positoin", "There is no relation ‹positoin›. Did you mean ‹position›?", "show"),
    ("select * from s.position", "There is no relation ‹s.position›.", "show tables"),
    ("from position_as_off(1, 2)", "The table function ‹position_as_off› is not", "claim_as_of"),
    ("from position_as_of('2022-01-01')", "‹position_as_of()› does not take", "one value for each"),
    ("select lenght(donor) from claim", "There is no function ‹lenght›. Did you mean ‹", "DuckDB"),
    ("select sum(stage) from claim", "No function takes this: ‹sum(VARCHAR)›. There are: ", "Cast"),
    ("select stage, count(*) from claim", "‹stage› is neither grouped nor", "any_value(stage)"),
    ("select 'six'::int", "‹six› is no INT32.", "single quotes"),
    ("select date 'soon'", "‹soon› is no date.", "date '2022-12-30'"),
    ("select line_id from claim, position", "‹line_id› stands in several", "such as"),
    ("select 'abc", "A quotation mark opens and never closes.", "Close it"),
    ("select (1", "The statement ends too early.", "missing at its end"),
    ("select $day", "The statement asks for a value that was not given: day.", "-p NAME=VALUE"),
    ("select list_sum(range(2000000000))", "The query needs more memory", "aggregate"),
    ("select 1; select 2", "One statement at a time; these are 2.", "one after the other"),
    ("-- nothing", "There is no statement.", "Write one SELECT"),
    ("from read_csv('x.csv')", "The table function ‹read_csv› is not allowed here.", "as_of"),
    ("select getenv('HOME')", "The function ‹getenv› is not allowed here.", "show tables"),
    ("from 'x.csv'", "The table ‹x.csv› is not allowed here.", "show tables"),
    ("drop table claim", "Only reading is possible here: DROP is not allowed.", "Use a SELECT"),
    ("select (select stage from claim)", "The query fails: More than one row returned", "Mend"),
]  # fmt: skip
RAW = ("Error:", "SET ", "Possible solutions", "duckdb.org", "LINE ", "prepared", "'/")


@pytest.fixture
def console(made: Path) -> Iterator[Console]:
    with Console(made / "ledger.duckdb") as opened:
        yield opened


@pytest.mark.parametrize(("asked", "says", "hint"), CASES, ids=[case[0] for case in CASES])
def test_what_fails_is_told_with_what_to_do(
    asked: str, says: str, hint: str, console: Console
) -> None:
    with pytest.raises(QueryError) as caught:
        console.run(asked)
    assert caught.value.message.startswith(says)
    assert hint in caught.value.hint
    assert not [word for word in RAW if word in caught.value.message]


def test_the_place_is_marked_in_the_line_as_typed(aid: Run, ledger: Path) -> None:
    found = aid("sql", "select stage,\n  dono\nfrom claim")
    lines = found.err.splitlines()
    assert (found.code, found.out) == (1, "")
    assert lines[1:3] == ["    line 2:   dono", "              ^"]


def test_a_value_that_no_name_asks_for_is_named(aid: Run, ledger: Path) -> None:
    found = aid("sql", "select 1", "-p", "day=2022-12-30")
    assert found.err.splitlines()[0] == (
        "error: A value was given that the statement does not ask for: day."
    )
