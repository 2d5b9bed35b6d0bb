"""The pages as pages: what they say for a small ledger, an empty one and none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import ledger.dashboard
from ledger.dashboard import errors, html, snapshot
from ledger.errors import LedgerBusyError
from ledger.lens import Lens
from tests.dashboard.ledger_file import write_empty, write_ledger

SCRIPT = Path(ledger.dashboard.__file__).with_name("script.py")
VIEWS = ("overview", "ledger", "announcements", "line", "add")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ledger(tmp_path_factory.mktemp("pages") / "small.duckdb")


@pytest.fixture(autouse=True, scope="module")
def _closed_after() -> Iterator[None]:
    yield
    snapshot.forget()


def shown(page: AppTest) -> str:
    """Everything that the page says in HTML of ours, and in Streamlit's notices."""
    assert not page.exception, page.exception
    pieces = [str(one.proto.body) for one in page.get("html")]
    pieces += [
        one.value for kind in ("warning", "error", "info", "success") for one in page.get(kind)
    ]
    return "\n".join(pieces)


def opened(view: str, ledger_at: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("AID_LEDGER", str(ledger_at))
    page = AppTest.from_string(
        f"from ledger.dashboard.views import {view}\n{view}.page()", default_timeout=30
    )
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def line_of(ledger_at: Path, item: str, donor: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("AID_LEDGER", str(ledger_at))
    lines: Any = snapshot.ask(snapshot.current(), "positions", Lens(item=(item,), donor=(donor,)))
    return str(lines[0].line_id)


def test_overview_says_what_was_promised_came_and_stands(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shown(opened("overview", small, monkeypatch))
    assert (
        "As of 1 March 2023 the ledger holds promises of at least 1,060 items of 3 kinds; 23 are "
        "reported delivered, 4 reported installed. 1 line is in other units, which are never added "
        "to these. 1 line is past the due date. "
        "No quantity is given by 1 of 4 pledges." in said
    )


def test_script_lists_the_pages_and_runs_the_home_page(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AID_LEDGER", str(small))
    assert "Pledged, delivered, installed" in shown(AppTest.from_file(SCRIPT).run(timeout=30))


def test_filter_in_the_address_narrows_the_page_and_fills_the_widget(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("ledger", small, monkeypatch, donor="CZE")
    assert "Lines 1 to 1 of 1" in shown(page)
    assert page.multiselect(key="filter_donor").value == ["CZE"]


def test_widget_writes_codes_into_the_address(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened("ledger", small, monkeypatch)
    page.multiselect(key="filter_donor").set_value(["GBR", "NOR"]).run()
    assert page.query_params["donor"] == ["GBR", "NOR"]
    assert "of 3;" in shown(page)
    page.multiselect(key="filter_donor").set_value([]).run()
    assert "donor" not in page.query_params


def test_chip_takes_its_filter_off_and_leaves_the_others(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("ledger", small, monkeypatch, donor="GBR", stage="pledged")
    page.button(key="chip_stage_pledged").click().run()
    assert "stage" not in page.query_params
    assert "donor" in page.query_params
    assert page.multiselect(key="filter_donor").value == ["GBR"]


def test_overview_names_the_item_where_it_is_one(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shown(opened("overview", small, monkeypatch, item="bridge"))
    assert "the ledger holds promises of 18 items (bridge); 6 are reported delivered" in said
    assert "18</b><span>items (bridge) promised" in said
    assert "in other units" not in said


def test_empty_view_offers_to_leave_out_the_filter_in_the_way(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("overview", small, monkeypatch, donor="CZE", stage="shipped")
    assert "No lines match. 1 matches without Stage: Shipped." in shown(page)
    page.button(key="relax_stage").click().run()
    assert "6 are reported delivered" in shown(page)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"donor": "Nowhere"}, "The link asks for donor 'Nowhere', which is not in this snapshot."),
        ({"asof": "soon"}, "The link asks for as of 'soon', which is not a day written"),
    ],
)
def test_parameter_that_cannot_be_followed_is_told(
    small: Path, monkeypatch: pytest.MonkeyPatch, query: dict[str, str], told: str
) -> None:
    said = shown(opened("overview", small, monkeypatch, **query)).replace("\\", "")
    assert told in said


def test_line_shows_events_with_the_words_marked_in_their_sentence(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = line_of(small, "bridge", "CZE", monkeypatch)
    said = shown(opened("line", small, monkeypatch, id=line))
    assert "Czechia → Ukraine · bridge" in said
    assert (
        'Six temporary Czech bridges have come since July; <mark class="al-claim">four of them '
        "stand in Zakarpattia, Kharkiv and Chernihiv</mark>." in said
    )
    assert 'href="https://example.org/live/30"' in said


def test_line_explains_its_figures_step_by_step_as_the_command_does(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = line_of(small, "bridge", "CZE", monkeypatch)
    said = shown(opened("line", small, monkeypatch, id=line))
    found = snapshot.ask(snapshot.current(), "explain", Lens(), subject=line)
    points = [point for section in found.sections for point in section.points]
    assert len(points) > 20
    for point in points:
        assert html.text(point.text) in said
    assert "Policy: cautious" in said


def test_explanation_of_hostile_sources_is_escaped(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = line_of(small, "generator", "NOR", monkeypatch)
    said = shown(opened("line", small, monkeypatch, id=line))
    assert "delivered 2; the report with which the record begins" in said
    assert "<img" not in said and "javascript:" not in said


def test_reports_that_differ_stand_side_by_side_with_what_counts_and_why(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = line_of(small, "metal-detector", "GBR", monkeypatch)
    said = shown(opened("line", small, monkeypatch, id=line))
    assert "Example Ministry: pledged 1,000; The Guardian: delivered ≥ 1,000" in said
    assert "it counts as pledged, the lowest stage that is claimed" in said
    assert "It counts as promised until the recipient or a later report confirms more." in said
    assert "No delivery has been reported" not in said


def test_promise_without_a_report_of_delivery_is_not_called_undelivered(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = line_of(small, "generator", "POL", monkeypatch)
    said = shown(opened("line", small, monkeypatch, id=line))
    assert "That is not the same as &#x27;not delivered&#x27;." in said


def test_line_that_is_not_there_is_told_with_a_way_on(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shown(opened("line", small, monkeypatch, id="L-nothing"))
    assert "line &#x27;L-nothing&#x27;, which is not in this snapshot" in said
    assert 'href="ledger"' in said


def test_findings_are_listed_by_kind_with_a_way_to_their_line(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("findings", small, monkeypatch)
    assert "Germany to Ukraine, generator: 25 outstanding, promised by 31 August 2022" in shown(
        page
    )
    page.selectbox(key="kind").set_value("rival-stages").run()
    said = shown(page)
    assert "of this kind" in said
    assert "Germany" not in said
    assert said.count("open the line") == said.count("<li>")


def test_findings_follow_the_filters(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(opened("findings", small, monkeypatch, donor="DEU"))
    assert "Germany to Ukraine, generator: 25 outstanding, promised by 31 August 2022" in said
    assert "Czechia" not in said


def test_announcement_shows_its_claims_numbered_and_what_was_not_read(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = shown(opened("announcements", small, monkeypatch, words="Poland"))
    start = listed.index("id=A-") + 3
    said = shown(opened("announcements", small, monkeypatch, id=listed[start : start + 18]))
    assert '<mark class="al-claim">40 generators by the end of August 2022</mark><sup>' in said
    assert "Problems" in said
    assert "quantity not stated" not in said.split("What was read")[0]


def test_hostile_text_is_only_ever_text(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = line_of(small, "generator", "NOR", monkeypatch)
    for view, query in (("overview", {}), ("announcements", {}), ("line", {"id": line})):
        said = shown(opened(view, small, monkeypatch, **query))
        assert "&lt;img src=x" in said
        assert "<img" not in said
        assert "javascript:" not in said


def test_add_shows_the_claims_before_it_writes_and_the_result_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_ledger(tmp_path / "own.duckdb")
    page = opened("add", own, monkeypatch)
    page.text_area(key="add_text").set_value("Estonia has delivered 7 generators to Ukraine.")
    page.text_input(key="add_publisher").set_value("Desk")
    page.text_input(key="add_title").set_value("Seven generators")
    page = submit(page, "Read")
    assert "<mark" in shown(page)
    assert facts(own).announcement_count == 5
    page = submit(page, "Record")
    assert "Recorded as batch B-0002: 1 claim," in shown(page)
    assert facts(own).announcement_count == 6
    assert shown(opened("line", own, monkeypatch, id=line_of(own, "generator", "EST", monkeypatch)))


def test_claim_that_was_unticked_is_kept_and_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_ledger(tmp_path / "own.duckdb")
    page = opened("add", own, monkeypatch)
    page.text_area(key="add_text").set_value("Estonia has delivered 7 generators to Ukraine.")
    page = submit(page, "Read")
    page.checkbox[0].uncheck()
    shown(submit(page, "Record"))
    claims = snapshot.ask(snapshot.current(), "facets", Lens())
    assert not [one for one in claims if one.code == "EST"]


def test_text_that_cannot_be_read_is_told_beside_the_form(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = submit(opened("add", small, monkeypatch), "Read")
    assert page.error
    assert not [one for one in page.button if one.label == "Record"]


@pytest.mark.parametrize("view", ["overview", "ledger", "findings", "announcements", "line"])
def test_empty_ledger_says_so_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    said = shown(opened(view, write_empty(tmp_path / "empty.duckdb"), monkeypatch))
    assert "The ledger is empty. Load the sample data to look around, or import your" in said
    assert 'href="add"' in said


def test_empty_ledger_of_a_reader_offers_no_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AID_LEDGER_READ_ONLY", "1")
    said = shown(opened("overview", write_empty(tmp_path / "empty.duckdb"), monkeypatch))
    assert "The ledger is empty." in said
    assert 'href="add"' not in said


def test_ledger_that_is_not_there_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(opened("overview", tmp_path / "none.duckdb", monkeypatch))
    assert "There is no ledger at" in said


def test_newer_snapshot_is_offered_and_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_ledger(tmp_path / "own.duckdb")
    page = opened("overview", own, monkeypatch)
    submit(read(opened("add", own, monkeypatch), "Estonia has delivered 7 generators."), "Record")
    page.run()
    assert "You are looking at 2023-03-01 09:30" in shown(page)
    assert "5 announcements" in shown(page)
    [one for one in page.button if one.label == "Switch"][0].click().run()
    assert "6 announcements" in shown(page)


def test_newer_snapshot_is_offered_to_who_looks_at_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_empty(tmp_path / "own.duckdb")
    page = opened("add", own, monkeypatch)
    assert "empty · rev" in shown(page)
    submit(read(opened("add", own, monkeypatch), "Estonia has delivered 7 generators."), "Record")
    page.run()
    assert "You are looking at empty, rev" in shown(page)


def test_trouble_with_the_ledger_is_told_and_a_bug_only_numbered(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(errors.st, "error", told.append)
    monkeypatch.setattr(errors.st, "code", lambda hint, **_: told.append(hint))
    assert errors.show_error(LedgerBusyError("It is busy.", "Wait."))
    assert errors.show_error(ValueError("secret path"))
    assert told[:2] == ["It is busy.", "Wait."]
    assert told[2].startswith("Something failed on our side (error id ")
    assert "secret" not in told[2]
    assert "secret path" in caplog.text


def read(page: AppTest, text: str) -> AppTest:
    page.text_area(key="add_text").set_value(text)
    return submit(page, "Read")


def submit(page: AppTest, label: str) -> AppTest:
    [button] = [one for one in page.button if one.label == label]
    return button.click().run()


def facts(ledger_at: Path) -> Any:
    return snapshot.facts(snapshot.current())
