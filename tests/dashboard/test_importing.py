"""The page Import: each step, resumed by its address; nothing is written before Commit."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ledger.dashboard import snapshot
from ledger.dashboard.importing import shelf
from ledger.store.read import connect_read
from tests.dashboard.ledger_file import ATTACK, write_empty
from tests.dashboard.test_pages import shown

OWN = (
    "Geberland;Was;Wieviel;Datum;Link\n"
    "Norway;tents;1200;03/04/2025;https://example.org/1\n"
    f"Poland;tents {ATTACK};plenty;25/04/2025;https://example.org/2\n"
    "Estonia;generators;7;26/04/2025;https://example.org/3\n"
)
FIELDS = {"Geberland": "donor", "Was": "item", "Wieviel": "quantity", "Datum": "delivered",
          "Link": "url"}  # fmt: skip
STATED: dict[str, Any] = {
    "kind": "deliveries", "publisher": "Own Desk", "fields": FIELDS, "date_order": "dmy",
    "constants": {"recipient": "Ukraine"},
}  # fmt: skip


@pytest.fixture
def ledger_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = write_empty(tmp_path / "own.duckdb")
    monkeypatch.setenv("AID_LEDGER", str(path))
    monkeypatch.setenv("AID_LEDGER_MAPPINGS", str(tmp_path / "mappings"))
    yield path
    snapshot.forget()


def put(ledger_at: Path, text: str = OWN, settings: dict[str, Any] | None = None) -> str:
    staged = shelf.put(ledger_at, "own file.csv", io.BytesIO(text.encode()))
    held = shelf.find(ledger_at, staged)
    assert held is not None
    if settings:
        shelf.save(held, settings)
    return staged


def opened(**query: str) -> AppTest:
    page = AppTest.from_string(
        "from ledger.dashboard.importing import page\npage.page()", default_timeout=30
    )
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def written(ledger_at: Path) -> list[Any]:
    con = connect_read(ledger_at)
    rows = con.execute("select batch_id, kind, note from truth.batch order by 1").fetchall()
    con.close()
    return rows


def test_upload_is_kept_at_once_and_named_by_its_content(ledger_at: Path) -> None:
    page = opened()
    assert "Up to 100 MB" in shown(page)
    page.file_uploader(key="import_file").upload("own file.csv", OWN.encode(), "text/csv").run()
    staged = page.query_params["staged"]
    held = shelf.find(ledger_at, staged)
    assert held and held.path and held.path.read_text(encoding="utf-8") == OWN
    assert "‹own file.csv› is kept here" in shown(page)


def test_pasted_text_is_kept_and_what_is_stated_survives_a_new_session(ledger_at: Path) -> None:
    page = opened()
    page.text_area(key="import_text").set_value(OWN).run()
    page.button[0].click().run()
    staged = page.query_params["staged"]
    page.text_input(key=f"import_source_{staged}_publisher_").set_value("Own Desk").run()
    again = opened(staged=staged, step="source")
    assert again.text_input(key=f"import_source_{staged}_publisher_").value == "Own Desk"


def test_read_shows_raw_rows_with_their_numbers_and_asks_what_is_ambiguous(
    ledger_at: Path,
) -> None:
    staged = put(ledger_at)
    page = opened(staged=staged, step="read")
    said = shown(page)
    assert "<td>1 header</td><td><strong>Geberland</strong></td>" in said
    assert "<td>2</td><td>Norway</td>" in said
    asked = "\n".join(one.value for one in page.markdown)
    assert "3 April 2025 or 4 March 2025" in asked
    page.button(key="ask_date_order_Datum_dmy").click().run()
    assert "3 April 2025 or" not in "\n".join(one.value for one in page.markdown)
    held = shelf.find(ledger_at, staged)
    assert held and held.settings["date_order"] == "dmy"


def test_what_is_read_can_be_changed(ledger_at: Path) -> None:
    staged = put(ledger_at)
    page = opened(staged=staged, step="read")
    page.selectbox(key=f"import_read_{staged}_delimiter_").set_value(",").run()
    assert "<strong>Geberland;Was;Wieviel;Datum;Link</strong>" in shown(page)
    page.number_input(key=f"import_read_{staged}_header_row_").set_value(99).run()
    assert "There is no header in row 99" in shown(page).replace("\\", "")
    page.number_input(key=f"import_read_{staged}_header_row_").set_value(2).run()
    assert "<td>2 header</td>" in shown(page)


def test_columns_are_mapped_and_the_mapping_is_offered_again(
    ledger_at: Path, tmp_path: Path
) -> None:
    staged = put(ledger_at, settings={"kind": "deliveries"})
    page = opened(staged=staged, step="map")
    assert "Nothing says yet who gives what" in shown(page).replace("\\", "")
    for column, field in FIELDS.items():
        page.selectbox(key=f"import_map_{staged}_fields_{column}").set_value(field).run()
    assert not page.warning
    page.text_input(key="import_keep").set_value("own-desk")
    next(one for one in page.button if one.label == "Keep the mapping").click().run()
    assert (tmp_path / "mappings" / "own-desk.toml").exists()
    other = put(ledger_at, OWN.replace("1200", "1300"))
    assert "the mapping ‹own-desk› fits" in shown(opened(staged=other, step="map"))
    held = shelf.find(ledger_at, other)
    assert held and "Norway</td><td>" not in shown(opened(staged=other, step="check"))


def test_check_groups_what_is_wrong_and_writes_nothing(ledger_at: Path) -> None:
    page = opened(staged=put(ledger_at, settings=STATED), step="check")
    said = shown(page)
    assert "3 rows: 2 ready" in said and "1 cannot be imported" in said
    assert "1 × number-unreadable" in said and "row 3" in said
    assert ATTACK not in said
    assert written(ledger_at) == []


def test_value_is_repaired_in_all_its_rows_and_taken_back(ledger_at: Path) -> None:
    staged = put(ledger_at, settings=STATED)
    page = opened(staged=staged, step="check")
    key = f"import_repair_{staged}_quantity_plenty"
    page.text_input(key=key).set_value("~12").run()
    assert "3 rows: 3 ready" in shown(page)
    assert "‹plenty› means ‹~12›" in shown(page)
    page.button(key="unrepair_quantity_plenty").click().run()
    assert "3 rows: 2 ready" in shown(page)


def test_order_that_is_not_stated_is_asked_in_check_too(ledger_at: Path) -> None:
    told = {key: value for key, value in STATED.items() if key != "date_order"}
    page = opened(staged=put(ledger_at, settings=told), step="check")
    assert "two readings fit 1 different date" in shown(page).replace("\\", "")
    page.button(key="ask_date_order_Datum_dmy").click().run()
    assert "3 rows: 2 ready" in shown(page)


def test_effect_says_what_would_change_and_that_nothing_is_written(ledger_at: Path) -> None:
    said = shown(opened(staged=put(ledger_at, settings=STATED), step="effect"))
    assert (
        "+ 2 new · 0 changed · 0 unchanged · 0 repeated · 0 possible duplicates · 1 set aside"
        in said
    )
    assert "Nothing is written yet." in said


def test_effect_asks_whose_cells_go_in_of_rows_that_come_again(ledger_at: Path) -> None:
    head = "id,delivered_on,donor,recipient,item,quantity\n"
    committed(ledger_at, head + "1,2026-01-02,Norway,Ukraine,tents,5\n", {"publisher": "Us"})
    staged = put(
        ledger_at, head + "1,2026-01-02,Norway,Ukraine,tents,8\n", settings={"publisher": "Us"}
    )
    page = opened(staged=staged, step="effect")
    assert "+ 0 new · 1 changed" in shown(page) and "<td>5</td><td>8</td>" in shown(page)
    page.radio(key=f"import_effect_{staged}_merge_").set_value("fill-blanks").run()
    assert "+ 0 new · 0 changed · 1 unchanged" in shown(page)


def committed(ledger_at: Path, text: str = OWN, settings: dict[str, Any] | None = None) -> AppTest:
    staged = put(ledger_at, text, settings or STATED)
    page = opened(staged=staged, step="commit")
    page.text_input(key=f"import_note_{staged}").set_value("from the desk").run()
    return page.button(key="import_aside").click().run()


def test_commit_wants_a_note_and_names_both_counts_on_its_buttons(ledger_at: Path) -> None:
    page = opened(staged=put(ledger_at, settings=STATED), step="commit")
    assert page.button(key="import_aside").label == "Import 2 rows, set 1 aside"
    assert page.button(key="import_stop").label == "Import nothing until all 3 are right"
    page.button(key="import_aside").click().run()
    assert "Write a note" in shown(page)
    page.button(key="import_stop").click().run()
    assert "Nothing was imported: 1 row cannot be." in shown(page)
    assert written(ledger_at) == []


def test_report_gives_rejects_that_come_back_and_undo_and_redo(ledger_at: Path) -> None:
    page = committed(ledger_at)
    assert page.query_params["step"] == "report"
    assert "Imported 2 rows as batch B-0001. 1 row set aside." in shown(page)
    assert written(ledger_at) == [("B-0001", "import", "from the desk")]
    held = shelf.find(ledger_at, page.query_params["staged"])
    assert held and held.path is None
    assert "plenty" in held.rejects_path.read_text(encoding="utf-8")
    for word, batch in (("Undo", "B-0002"), ("Redo", "B-0003")):
        page.button(key="undo_preview").click().run()
        assert "Nothing is written yet." in shown(page)
        assert page.button(key="undo_do").label == f"{word} B-0001"
        page.button(key="undo_do").click().run()
        assert written(ledger_at)[-1][:2] == (batch, "undo")
        assert batch in shown(page)


def test_corrected_rows_go_in_as_their_file_did(ledger_at: Path) -> None:
    page = committed(ledger_at)
    done = page.query_params["staged"]
    held = shelf.find(ledger_at, done)
    assert held is not None
    mended = held.rejects_path.read_text(encoding="utf-8").replace("plenty", "12")
    again = opened(like=done)
    again.file_uploader(key="import_file").upload("rejected.csv", mended.encode(), "text/csv")
    again.run()
    staged = again.query_params["staged"]
    assert "+ 1 new" in shown(opened(staged=staged, step="effect"))


def test_reader_without_the_right_to_write_is_offered_nothing(
    ledger_at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AID_LEDGER_READ_ONLY", "1")
    page = opened(staged=put(ledger_at, settings=STATED), step="commit")
    assert "open for reading only" in shown(page)
    assert not page.button and not page.get("file_uploader")


def test_announcements_are_mapped_and_imported_too(ledger_at: Path) -> None:
    text = "Meldung,Tag\nNorway has delivered 40 generators to Ukraine.,2024-02-01\n"
    staged = put(ledger_at, text, {"kind": "announcements", "publisher": "Own Desk"})
    page = opened(staged=staged, step="map")
    for column, field in (("Meldung", "text"), ("Tag", "published_on")):
        page.selectbox(key=f"import_map_{staged}_fields_{column}").set_value(field).run()
    assert "1 row: 1 ready" in shown(opened(staged=staged, step="check"))


def test_downloads_are_harmless_to_a_spreadsheet(ledger_at: Path) -> None:
    from ledger.dashboard.importing import models

    one = dict.fromkeys(("row", "column", "code", "severity", "found", "expected", "fix"), "=1+1")
    rows = list(csv.DictReader(io.StringIO(models.problems_csv([one]))))
    assert set(rows[0].values()) == {"'=1+1"}
    assert json.loads(json.dumps(one))["row"] == "=1+1"
