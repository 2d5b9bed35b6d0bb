"""What the reports answer, on a small ledger whose sums can be done by hand."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from ledger import reports
from ledger.lens import Lens, to_query
from ledger.report_rows import Line
from ledger.report_rows.as_csv import lines_csv
from ledger.sql import statements
from ledger.store.read import connect_read
from tests.dashboard.ledger_file import write_empty, write_ledger

LEVELS = ("promised", "delivered", "installed", "outstanding", "overdue")
# item and donor: promised, delivered, installed, outstanding, overdue, states
EXPECTED = {
    ("generator", "DEU"): ("40", "15", "no report yet", "25", "25", ["overdue", "partly"]),
    ("generator", "NOR"): (
        "2", "2", "no report yet", "no pledge", "no pledge", ["unpledged"]),
    ("generator", "POL"): (
        "not stated", "no report yet", "no report yet", "not stated", "none", ["unstated"]),
    ("metal-detector", "GBR"): (
        "≥ 1,000", "no report yet", "not applicable", "≥ 1,000", "none", ["waiting", "disputed"]),
    ("eod-kit", "GBR"): (
        "100", "100", "not applicable", "no pledge", "no pledge", ["unpledged"]),
    ("bridge", "CZE"): ("18", "6", "4", "12", "none", ["partly", "unpledged"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    con = connect_read(write_ledger(tmp_path_factory.mktemp("ledger") / "small.duckdb"))
    yield con
    con.close()


def of(lines: list[Line]) -> set[tuple[str, str]]:
    return {(line.item_code, line.donor) for line in lines}


def bridge(con: duckdb.DuckDBPyConnection) -> str:
    return reports.positions(con, Lens(item=("bridge",)))[0].line_id


@pytest.mark.parametrize("key", EXPECTED, ids="-".join)
def test_line_shows_levels_and_states(con: duckdb.DuckDBPyConnection, key: tuple[str, str]) -> None:
    lines = {(line.item_code, line.donor): line for line in reports.positions(con, Lens())}
    assert lines.keys() == EXPECTED.keys()
    found = lines[key]
    assert (*(found.shown(name) for name in LEVELS), found.states) == EXPECTED[key]


@pytest.mark.parametrize(
    ("lens", "expected"),
    [
        (Lens(donor=("CZE",)), {("bridge", "CZE")}),
        (Lens(donor=("CZE", "NOR")), {("bridge", "CZE"), ("generator", "NOR")}),
        (Lens(item=("generator",), donor=("DEU",)), {("generator", "DEU")}),
        (Lens(recipient=("UKR",)), set(EXPECTED)),
        (Lens(place=("UA-63",)), {("bridge", "CZE"), ("generator", "DEU")}),
        (Lens(stage=("installed",)), {("bridge", "CZE")}),
        (Lens(status=("overdue",)), {("generator", "DEU")}),
        (Lens(status=("unstated",)), {("generator", "POL")}),
        (Lens(q="ZAKARPATTIA"), {("bridge", "CZE")}),
        (Lens(q="energy desk"), {("generator", "DEU"), ("generator", "POL")}),
        (Lens(q="100%' or 1=1 --"), set()),
    ],
    ids=lambda value: to_query(value) if isinstance(value, Lens) else "",
)
def test_filter_keeps_the_lines_that_match(
    con: duckdb.DuckDBPyConnection, lens: Lens, expected: set[tuple[str, str]]
) -> None:
    assert of(reports.positions(con, lens)) == expected


def test_item_filter_stands_for_its_descendants(con: duckdb.DuckDBPyConnection) -> None:
    parent = con.execute("select parent_code from item where item_code = 'bridge'").fetchone()
    assert parent is not None
    assert ("bridge", "CZE") in of(reports.positions(con, Lens(item=(parent[0],))))


def test_as_of_an_earlier_day_shows_what_had_happened_by_then(
    con: duckdb.DuckDBPyConnection,
) -> None:
    line = reports.positions(con, Lens(as_of=date(2022, 7, 1), donor=("DEU",)))[0]
    assert (line.shown("delivered"), line.shown("overdue")) == ("no report yet", "none")


def test_known_before_the_first_batch_shows_nothing(con: duckdb.DuckDBPyConnection) -> None:
    assert reports.positions(con, Lens(known=datetime(2023, 1, 1))) == []


def test_stored_positions_equal_those_computed_for_the_posted_day(
    con: duckdb.DuckDBPyConnection,
) -> None:
    posted = reports.facts(con).as_of
    assert reports.positions(con, Lens()) == reports.positions(con, Lens(as_of=posted))


def test_stored_records_equal_those_derived_for_the_same_knowledge(
    con: duckdb.DuckDBPyConnection,
) -> None:
    late = Lens(known=datetime(2999, 1, 1))
    assert reports.latest(con, Lens(), 99) == reports.latest(con, late, 99)
    assert reports.positions(con, Lens()) == reports.positions(con, late)
    line = bridge(con)
    assert reports.reports(con, Lens(), line) == reports.reports(con, late, line)
    assert reports.events(con, Lens(), line) == reports.events(con, late, line)


@pytest.mark.parametrize("by", ["item", "sector", "donor", "recipient", "unit"])
def test_totals_cover_every_line_once_whatever_the_grouping(
    con: duckdb.DuckDBPyConnection, by: str
) -> None:
    found = reports.totals(con, Lens(), by)
    assert sum(one.line_count for one in found) == len(EXPECTED)
    assert len({(one.code, one.unit) for one in found}) == len(found)


def test_one_open_bound_makes_the_sum_open_and_units_are_never_added(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = {one.unit: one.shown("promised") for one in reports.totals(con, Lens(), "unit")}
    assert found == {"C62": "≥ 1,060", "KT": "100"}


def test_headline_counts_lines_and_silent_pledges(con: duckdb.DuckDBPyConnection) -> None:
    head = reports.headline(con, Lens())
    assert (head.line_count, head.donor_count, head.overdue_line_count) == (6, 5, 1)
    assert (head.pledge_count, head.unstated_pledge_count, head.disputed_line_count) == (4, 1, 1)


def test_empty_view_names_the_filter_that_is_in_the_way(con: duckdb.DuckDBPyConnection) -> None:
    lens = Lens(donor=("CZE",), stage=("shipped",))
    assert reports.positions(con, lens) == []
    found = reports.relaxable(con, lens)
    assert [(one.filter_name, one.line_count) for one in found] == [("stage", 1)]


def test_place_of_a_set_is_from_nothing_to_all(con: duckdb.DuckDBPyConnection) -> None:
    found = {(one.place_code, one.stage): one for one in reports.places(con, Lens())}
    shared, alone = found["UA-74", "installed"], found["UA-63", "delivered"]
    assert (shared.quantity_low, shared.quantity_high) == (0, 4)
    assert (alone.quantity_low, alone.quantity_high) == (15, 15)
    assert found["", "delivered"].record_count >= 1  # what names no oblast is not dropped


def test_burn_up_ends_where_the_position_stands(con: duckdb.DuckDBPyConnection) -> None:
    for line in reports.positions(con, Lens()):
        last = reports.burn_up(con, Lens(), line.line_id)[-1]
        for name in ("promised", "delivered", "installed"):
            for side in ("low", "high"):
                assert getattr(last, f"{name}_{side}") == getattr(line, f"{name}_{side}")


def test_reports_quote_the_words_that_stand_in_the_text(con: duckdb.DuckDBPyConnection) -> None:
    found = reports.reports(con, Lens(), bridge(con))
    assert len(found) == 3
    for one in found:
        text = reports.announcement(con, Lens(), one.announcement_id)
        assert text is not None
        assert text.text[one.evidence_start : one.evidence_end] == one.evidence_text
        assert one.evidence_text in one.sentence


def test_every_event_of_a_line_has_its_reports(con: duckdb.DuckDBPyConnection) -> None:
    for line in reports.positions(con, Lens()):
        events = {one.record_id for one in reports.events(con, Lens(), line.line_id)}
        assert events == {one.record_id for one in reports.reports(con, Lens(), line.line_id)}


def test_announcements_are_searched_and_paged(con: duckdb.DuckDBPyConnection) -> None:
    assert [one.publisher for one in reports.announcements(con, Lens(), q="czech")] == [
        "The Guardian"
    ]
    first = reports.announcements(con, Lens(), limit=2)
    second = reports.announcements(con, Lens(), limit=2, offset=2)
    assert [one.match_count for one in first] == [5, 5]
    assert not {one.announcement_id for one in first} & {one.announcement_id for one in second}


def test_announcement_has_its_claims_in_order_and_what_was_not_read(
    con: duckdb.DuckDBPyConnection,
) -> None:
    row = reports.announcements(con, Lens(), q="Poland")[0]
    claims = reports.announcement_claims(con, Lens(), row.announcement_id)
    assert [one.donor for one in claims] == ["DEU", "POL"]
    assert len(reports.announcement_problems(con, Lens(), row.announcement_id)) == 1


def test_facets_count_lines(con: duckdb.DuckDBPyConnection) -> None:
    counts = {(one.filter_name, one.code): one.line_count for one in reports.facets(con, Lens())}
    assert counts["donor", "GBR"] == 2
    assert counts["item", "generator"] == 3


def test_findings_follow_the_lens(con: duckdb.DuckDBPyConnection) -> None:
    every = reports.findings(con, Lens())
    assert all(one.line_id == bridge(con) for one in reports.findings(con, Lens(donor=("CZE",))))
    assert len(reports.findings(con, Lens(donor=("CZE",)))) <= len(every)


def test_export_has_a_row_for_each_line_and_its_notes(con: duckdb.DuckDBPyConnection) -> None:
    lines = reports.positions(con, Lens())
    text = lines_csv(lines, reports.stamp(con, Lens()), ["=note"]).splitlines()
    assert len(text) == 1 + len(lines) + 1
    assert "promised_qualifier" in text[0]
    assert text[-1] == "# =note"


def test_empty_ledger_answers_every_question(tmp_path: Path) -> None:
    con = connect_read(write_empty(tmp_path / "empty.duckdb"))
    assert reports.positions(con, Lens()) == []
    assert reports.totals(con, Lens(), "item") == []
    assert reports.headline(con, Lens()).line_count == 0
    assert reports.facts(con).announcement_count == 0
    con.close()


def test_every_report_says_its_grain() -> None:
    folders = ("", "/frame", "/frame/stored", "/frame/derived", "/line")
    found = [one for folder in folders for one in statements(f"reports{folder}")]
    assert len(found) > 25
    for name, text in found:
        assert "Grain: " in text.split("\nselect")[0], name
