"""A newcomer's file through the page Import, in a real browser: docs/import.md as it is typed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ledger.store.read import connect_read
from tests.browser.conftest import Serve, serious
from tests.dashboard.ledger_file import ATTACK, write_ledger

pytestmark = pytest.mark.browser

OWN = (
    "Export of our desk\n\n"
    "Von wem;Was;Wieviel;Datum;Link;Bemerkung\n"
    f"Norway;tents;1.200;03/04/2025;https://example.org/1;{ATTACK}\n"
    "Poland;tents;plenty;25/04/2025;https://example.org/2;=1+1\n"
    "Estonia;generators;7;26/04/2025;https://example.org/3;\n"
)
FIELDS = {  # the column Link is known by its name
    "Von wem": "donor: who gives", "Was": "item: what", "Wieviel": "quantity: how many",
    "Datum": "delivered on",
}  # fmt: skip


def settled(page: Page) -> None:
    page.locator(".al-foot").wait_for()
    still = re.compile("notRunning")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", still)


def step(page: Page, name: str) -> None:
    """Go to the next step and wait until it is there."""
    page.get_by_role("button", name=f"Next: {name}").click()
    expect(page.locator(".al-steps [aria-current]")).to_contain_text(name)
    settled(page)


def quantities(ledger: Path) -> list[int]:
    con = connect_read(ledger)
    rows = con.execute(
        "select quantity_low::int from claim where publisher = 'Own Desk' order by 1"
    ).fetchall()
    con.close()
    return [row[0] for row in rows]


def test_own_file_is_mapped_repaired_imported_undone_and_redone(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    ledger = write_ledger(tmp_path / "own.duckdb")
    file = tmp_path / "desk export.csv"
    file.write_text(OWN, encoding="utf-8")
    url = serve(ledger, AID_LEDGER_MAPPINGS=str(tmp_path / "mappings"))
    _import_own(page, url, file)
    assert page.title() != "owned"
    assert _width_at_320(page) <= 320
    assert serious(page) == []
    assert quantities(ledger) == [7, 1200]
    rejects = _download(page, tmp_path / "rejected.csv")
    assert "'=1+1" in rejects.read_text(encoding="utf-8")
    rejects.write_text(
        rejects.read_text(encoding="utf-8").replace("plenty", "12"), encoding="utf-8"
    )
    page.get_by_role("button", name="Import the corrected rows").click()
    page.locator("input[type=file]").set_input_files(rejects)
    expect(page.get_by_text("‹rejected.csv› is kept here")).to_be_visible()
    for name in ("Read", "Map", "Check", "Effect", "Commit"):
        step(page, name)
    page.get_by_role("textbox", name="Note for the batch").fill("mended")
    page.get_by_role("button", name="Import 1 row", exact=True).click()
    expect(page.get_by_text("Imported 1 row as batch B-0003.")).to_be_visible()
    assert quantities(ledger) == [7, 12, 1200]
    _take_back(page, "Undo", "B-0003 was undone by B-0004")
    assert quantities(ledger) == [7, 1200]
    _take_back(page, "Redo", "stands again by B-0005")
    assert quantities(ledger) == [7, 12, 1200]
    page.get_by_role("link", name="B-0003").click()
    expect(page.locator("h1")).to_have_text("Batch B-0003")
    expect(page.get_by_text("mended", exact=True)).to_be_visible()


def _import_own(page: Page, url: str, file: Path) -> None:
    """From Source to Report, with a page change and a reload on the way."""
    page.goto(f"{url}/import")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("‹desk export.csv› is kept here")).to_be_visible()
    page.get_by_text("Deliveries in columns").click()
    page.get_by_role("textbox", name="Publisher").fill("Own Desk")
    step(page, "Read")
    expect(page.locator(".al-table td strong").first).to_have_text("Von wem")
    page.get_by_role("button", name="1,200", exact=True).click()
    expect(page.get_by_text("both ways")).to_have_count(1)
    page.get_by_role("button", name="3 April 2025", exact=True).click()
    expect(page.get_by_text("both ways")).to_have_count(0)
    page.get_by_test_id("stTopNavLink").filter(has_text="Ledger").click()
    expect(page.locator("h1")).to_have_text("Ledger")
    page.get_by_test_id("stTopNavLink").filter(has_text="Import").click()
    expect(page.locator(".al-steps [aria-current]")).to_contain_text("Read")
    step(page, "Map")
    for done, (column, field) in enumerate(FIELDS.items(), 1):
        page.get_by_role("combobox", name=re.compile(f"column {column}")).click()
        page.get_by_role("option", name=field, exact=True).click()
        expect(page.get_by_text("chosen by hand", exact=True)).to_have_count(done)
        page.keyboard.press("Escape")  # a list that is still open would take the next click
        expect(page.get_by_role("listbox")).to_have_count(0)
        settled(page)
    page.get_by_role("textbox", name="All rows: recipient").fill("Ukraine")
    page.get_by_role("textbox", name="Keep this mapping").fill("own-desk")
    page.get_by_role("button", name="Keep the mapping").click()
    expect(page.get_by_text("Kept as ‹own-desk›")).to_be_visible()
    assert serious(page) == []
    step(page, "Check")
    expect(page.get_by_text("3 rows: 2 ready")).to_be_visible()
    expect(page.get_by_text("1 × number-unreadable")).to_be_visible()
    page.reload()
    expect(page.get_by_text("1 × number-unreadable")).to_be_visible()
    assert serious(page) == []
    step(page, "Effect")
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    expect(page.get_by_text("+ 2 new")).to_be_visible()
    step(page, "Commit")
    page.get_by_role("textbox", name="Note for the batch").fill("first try")
    page.get_by_role("button", name="Import 2 rows, set 1 aside").click()
    expect(page.get_by_text("Imported 2 rows as batch B-0002.")).to_be_visible()


def _width_at_320(page: Page) -> int:
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return int(width)


def _download(page: Page, to: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the 1 row with reasons").click()
    download.value.save_as(to)
    return to


def _take_back(page: Page, word: str, told: str) -> None:
    """Preview and do it."""
    page.get_by_role("button", name=f"{word} B-0003: show what would change").click()
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    page.get_by_role("button", name=f"{word} B-0003", exact=True).click()
    expect(page.get_by_text(told)).to_be_visible()


def test_reader_without_the_right_to_write_is_told_so(
    page: Page, serve: Serve, small: Path
) -> None:
    page.goto(f"{serve(small, AID_LEDGER_READ_ONLY='1')}/import")
    expect(page.get_by_text("This dashboard is open for reading only")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
