"""What stands in the ledger after recording: once, by version, with rulings."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import LedgerMissingError
from ledger.intake import Note, draft, preview, record
from ledger.intake.recording import Receipt
from ledger.intake.stage import ANNOUNCEMENT, CLAIM, PROBLEM, Drafted, stage
from ledger.parse import Source
from ledger.store import open_read
from tests.blank import blank_ledger

NOW = datetime(2026, 11, 22, 12)
SIX = "The Czech Republic has handed over six temporary bridges to Ukraine."
FOUR = "Poland has delivered four generators to Ukraine."
PAGE = "https://example.org/page"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.duckdb"
    return blank_ledger(path, NOW)


def _source(text: str, day: int = 1, url: str = PAGE, language: str = "en") -> Source:
    return Source(text, date(2022, 12, day), "P", "T", url, language)


def _record(ledger: Path, *sources: Source, name: str = "h", minute: int = 0) -> Receipt:
    now = NOW + timedelta(minutes=minute)
    return record(ledger, [draft(one, now) for one in sources], Note("add", "-", name), now)


def _rows(ledger: Path, sql: str) -> list[Any]:
    with open_read(ledger) as con:
        return con.execute(sql).fetchall()


def _standing(ledger: Path) -> set[str]:
    return {item for (item,) in _rows(ledger, "select item_code from claim")}


def _dump(ledger: Path) -> list[Any]:
    tables = ("batch", "announcement", "claim", "claim_entry", "decision", "problem")
    return [_rows(ledger, f"select * from truth.{table} order by all") for table in tables]


def test_an_announcement_is_recorded_with_its_claims_and_its_batch(ledger: Path) -> None:
    receipt = _record(ledger, _source(SIX))
    assert receipt == Receipt("B-0001", 1, 0, 1, 0, 0, is_noop=False)
    assert _rows(ledger, "select stage, quantity_low, evidence_text from claim") == [
        ("delivered", 6, "has handed over six temporary bridges")
    ]
    assert _rows(ledger, "select announcement_count, claim_count, problem_count from batch") == [
        (1, 1, 0)
    ]


def test_the_same_input_again_writes_nothing_and_says_which_batch_had_it(ledger: Path) -> None:
    _record(ledger, _source(SIX))
    before = _dump(ledger)
    again = _record(ledger, _source(SIX), minute=5)
    assert (again.is_noop, again.batch_id, again.announcements_known) == (True, "B-0001", 1)
    assert _dump(ledger) == before


def test_known_texts_in_another_input_write_nothing_either(ledger: Path) -> None:
    _record(ledger, _source(SIX), name="one")
    assert _record(ledger, _source(SIX), name="other", minute=5).is_noop


def test_a_changed_text_drops_what_no_longer_stands_and_holds_what_is_new(ledger: Path) -> None:
    _record(ledger, _source(f"{SIX} {FOUR}"))
    receipt = _record(ledger, _source(SIX, day=2), name="h2", minute=5)
    assert (receipt.announcements_new, receipt.claims_new, receipt.claims_dropped) == (1, 0, 1)
    assert _standing(ledger) == {"bridge"}
    assert _rows(ledger, "select count(*) from truth.claim") == [(2,)]  # nothing is deleted
    back = _record(ledger, _source(f"{FOUR} {SIX}", day=3), name="h3", minute=9)
    assert (back.claims_new, back.claims_dropped) == (1, 0)
    assert _standing(ledger) == {"bridge", "generator"}


def test_yesterdays_answer_stays_answerable(ledger: Path) -> None:
    _record(ledger, _source(f"{SIX} {FOUR}"))
    _record(ledger, _source(SIX, day=2), name="h2", minute=5)
    then = "from claim_as_of(timestamp '2026-11-22 12:01:00') select count(*)"
    assert _rows(ledger, then) == [(2,)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "later version first"])
def test_of_two_versions_the_one_published_last_counts(
    ledger: Path, order: tuple[int, int]
) -> None:
    versions = [_source(SIX, day=1), _source(FOUR, day=2)]
    for minute, which in enumerate(order):
        _record(ledger, versions[which], name=f"h{which}", minute=minute)
    assert _standing(ledger) == {"generator"}
    for minute, which in enumerate(order, 10):
        assert _record(ledger, versions[which], name=f"h{which}", minute=minute).is_noop


def test_versions_in_one_input_leave_one_standing(ledger: Path) -> None:
    _record(ledger, _source(FOUR, day=2), _source(SIX, day=1))
    assert _standing(ledger) == {"generator"}
    assert _rows(ledger, "select count(*) from announcement") == [(2,)]


def test_two_sources_with_the_same_words_are_two_reports(ledger: Path) -> None:
    _record(ledger, _source(SIX), _source(SIX, url="https://example.org/other"))
    assert _rows(ledger, "select report_count, origin_count from delivery") == [(2, 1)]


def test_a_sentence_that_stands_twice_in_a_text_is_one_claim(ledger: Path) -> None:
    assert _record(ledger, _source(f"{SIX} {SIX}")).claims_new == 1


def test_batches_are_numbered_in_the_order_of_recording(ledger: Path) -> None:
    first = _record(ledger, _source(SIX), name="one")
    second = _record(ledger, _source(FOUR, url=""), name="two", minute=1)
    assert (first.batch_id, second.batch_id) == ("B-0001", "B-0002")
    assert _rows(ledger, "select list(entry_no order by entry_no) from truth.claim_entry") == [
        ([1, 2],)
    ]


def test_what_a_person_ticked_becomes_rulings_once(ledger: Path) -> None:
    drafted = draft(_source(f"{SIX} {FOUR}"), NOW)
    yes, no = (str(claim["claim_id"]) for claim in drafted.claims)
    note = Note("add", "-", "h")
    record(ledger, [drafted], note, NOW, accepted=[yes], rejected=[no], who="ann")
    rulings = "select decision_id, kind, subject_id, who from truth.decision order by all"
    assert _rows(ledger, rulings) == [
        ("D-00000001", "accept", yes, "ann"),
        ("D-00000002", "reject", no, "ann"),
    ]
    assert _rows(ledger, "select status from claim order by status") == [
        ("counted",), ("rejected",),
    ]  # fmt: skip
    assert record(ledger, [drafted], note, NOW, accepted=[yes], rejected=[no]).is_noop
    changed = record(ledger, [drafted], note, NOW, accepted=[no])
    assert not changed.is_noop
    assert _rows(ledger, "select distinct status from claim") == [("counted",)]


def test_a_text_without_aid_is_recorded_as_read(ledger: Path) -> None:
    receipt = _record(ledger, _source("The weather was fine in Prague."))
    assert (receipt.announcements_new, receipt.claims_new, receipt.problems) == (1, 0, 1)
    assert _rows(ledger, "select code from problem") == [("no-claim",)]


def test_a_language_without_rules_keeps_its_text(ledger: Path) -> None:
    _record(ledger, _source("Czechy przekazały Ukrainie sześć mostów.", language="pl"))
    question = "from problem p join announcement a using (announcement_id) select p.code, a.text"
    kept = _rows(ledger, question)
    assert kept == [("language-unread", "Czechy przekazały Ukrainie sześć mostów.")]


@pytest.mark.parametrize("text", [SIX, f"{SIX} {FOUR}"], ids=["the same text", "a changed one"])
def test_a_text_that_nobody_could_read_drops_no_claim_of_its_page(ledger: Path, text: str) -> None:
    _record(ledger, _source(SIX))
    assert _record(ledger, _source(text, 2, language="xx"), name="x", minute=1).claims_dropped == 0
    assert _standing(ledger) == {"bridge"}
    # Given in a language that is read, it is the page's newest version.
    _record(ledger, _source(text, 2), name="y", minute=2)
    assert _standing(ledger) == ({"bridge"} if text == SIX else {"bridge", "generator"})


def test_a_preview_says_what_recording_would_do_and_writes_nothing(ledger: Path) -> None:
    staged = stage([Drafted(draft(_source(SIX), NOW))], NOW)
    before = _dump(ledger)
    seen = preview(ledger, staged, Note("add", "-", "h"))
    assert _dump(ledger) == before
    done = _record(ledger, _source(SIX))
    assert (seen.announcements_new, seen.claims_new) == (done.announcements_new, done.claims_new)
    assert preview(ledger, staged, Note("add", "-", "h")).batch_id == "B-0001"


def test_without_a_ledger_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissingError):
        _record(tmp_path / "none.duckdb", _source(SIX))
    assert not (tmp_path / "none.duckdb").exists()


def test_a_claim_that_breaks_its_contract_is_a_problem_and_no_claim(ledger: Path) -> None:
    drafted = draft(_source(f"{SIX} {FOUR}"), NOW)
    drafted.claims[0]["qualifier"] = "roughly"
    receipt = record(ledger, [drafted], Note("add", "-", "h"), NOW)
    assert (receipt.claims_new, receipt.problems) == (1, 1)
    (found,) = _rows(ledger, "select code, found, span_start from problem")
    assert found[0] == "claim-contract"
    assert "has handed over six temporary bridges" in found[1]


def test_a_number_beyond_the_ledger_is_a_problem_and_no_claim() -> None:
    drafted = draft(_source("Poland has delivered " + "9" * 25 + " generators to Ukraine."), NOW)
    assert drafted.claims == ()
    assert "number-too-large" in {one.code for one in drafted.problems} or drafted.problems


MONEY = [
    ("Slovakia gave €671 million to Ukraine.", (671_000_000, 671_000_000)),
    ("Norway gave more than $3 million to Ukraine.", (3_000_000, None)),
    ("Britain has pledged up to £20 million to Moldova.", (None, 20_000_000)),
]


@pytest.mark.parametrize(("text", "bounds"), MONEY, ids=[case[0] for case in MONEY])
def test_money_keeps_its_bounds(text: str, bounds: tuple[int | None, int | None]) -> None:
    (claim,) = draft(_source(text), NOW).claims
    assert (claim["amount_low"], claim["amount_high"]) == bounds


def test_a_future_date_and_a_nameless_source_are_told() -> None:
    found = draft(Source(SIX, date(2027, 1, 1)), NOW).problems
    assert {one.code for one in found} == {"date-future", "source-unnamed"}


@pytest.mark.parametrize(
    ("table", "schema", "late"),
    [
        ("announcement", ANNOUNCEMENT, {"batch_id"}),
        ("claim", CLAIM, set()),
        ("problem", PROBLEM, {"problem_id", "batch_id"}),
    ],
    ids=["announcement", "claim", "problem"],
)
def test_what_is_staged_has_the_columns_and_types_of_the_tables(
    ledger: Path, table: str, schema: Any, late: set[str]
) -> None:
    with open_read(ledger) as con:
        stored = con.sql(f"from truth.{table}").to_arrow_table().schema
    assert set(stored.names) - set(schema.names) == late
    assert {name: str(schema.field(name).type) for name in schema.names} == {
        name: str(stored.field(name).type).replace("<l:", "<item:") for name in schema.names
    }


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(tmp_path: Path) -> Iterator[None]:
    yield
    left = {path.name for path in tmp_path.iterdir()}
    assert left <= {"ledger.duckdb", "ledger.lock", "ledger.read.duckdb"}
