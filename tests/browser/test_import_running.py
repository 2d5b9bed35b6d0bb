"""An import that goes on while its reader looks, cancels, clicks twice or walks away.

The server's imports wait at a gate (gated_app.py) which the test opens, so that each click falls
where it is meant to fall, on any machine.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ledger.store.read import connect_read
from tests.browser.conftest import Serve, serious
from tests.dashboard.ledger_file import write_ledger

pytestmark = pytest.mark.browser

APP = Path(__file__).with_name("gated_app.py")
ROWS = 450
HEAD = "donor,recipient,item,quantity,delivered,url,publisher\n"


class Desk:
    """A server with a gate, its ledger, and a file to import."""

    def __init__(self, serve: Serve, folder: Path, at: str) -> None:
        self.ledger = write_ledger(folder / "own.duckdb")
        self.gate = folder / "gate"
        os.mkfifo(self.gate)
        self.file = folder / "many.csv"
        self.file.write_text(
            HEAD + "".join(
                f"Norway,Ukraine,tents,{n},2023-01-02,https://example.org/{n},Desk\n"
                for n in range(1, ROWS + 1)
            )
        )  # fmt: skip
        self.url = serve(self.ledger, app=APP, GATE=str(self.gate), GATE_AT=at)

    def open_gate(self) -> None:
        """Let the import go on; waits until it is there."""
        self.gate.open("w").close()

    def batches(self) -> list[tuple[str, str]]:
        con = connect_read(self.ledger)
        rows = con.execute("select batch_id, note from truth.batch order by 1").fetchall()
        con.close()
        return rows

    def texts(self) -> int:
        con = connect_read(self.ledger)
        (count,) = con.execute("select count(*) from truth.announcement").fetchone() or (0,)
        con.close()
        return int(count)


@pytest.fixture
def desk(serve: Serve, tmp_path: Path) -> Callable[[str], Desk]:
    return lambda at: Desk(serve, tmp_path, at)


def to_commit(page: Page, desk: Desk) -> None:
    """Choose the file and go straight to the step Commit."""
    page.goto(f"{desk.url}/import")
    page.locator("input[type=file]").set_input_files(desk.file)
    expect(page.get_by_text("‹many.csv› is kept here")).to_be_visible()
    page.goto(page.url.replace("step=source", "step=commit"))
    page.get_by_role("textbox", name="Note for the batch").fill("from the desk")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"Import {ROWS} rows")).to_be_enabled()


def start(page: Page) -> None:
    page.get_by_role("button", name=f"Import {ROWS} rows").click()


def at_step(page: Page, name: str) -> None:
    expect(page.locator(".al-steps [aria-current]")).to_contain_text(name)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("read", f"of {ROWS} rows read; nothing is written yet"),
        ("write", f"{ROWS} rows are being written"),
        ("post", "figures are worked out; nothing counts before all is done"),
    ],
)
def test_import_is_cancelled_at_any_step_and_nothing_is_written(
    page: Page, desk: Callable[[str], Desk], at: str, told: str
) -> None:
    here = desk(f"import:{at}")
    to_commit(page, here)
    start(page)
    expect(page.get_by_role("status")).to_contain_text(told)
    assert serious(page) == []
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("status")).to_have_text("Stopping …")
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    here.open_gate()
    expect(page.get_by_text("The import was cancelled. Nothing was written.")).to_be_visible()
    at_step(page, "Effect")
    expect(page.get_by_text(f"+ {ROWS} new")).to_be_visible()
    assert (here.batches(), here.texts()) == ([("B-0001", "")], 5)
    page.get_by_role("button", name="Next: Commit").click()
    at_step(page, "Commit")
    expect(page.get_by_role("textbox", name="Note for the batch")).to_have_value("from the desk")
    start(page)
    expect(page.get_by_text(f"Imported {ROWS} rows as batch B-0002.")).to_be_visible()
    assert here.texts() == 5 + ROWS


def test_last_step_offers_no_cancelling(page: Page, desk: Callable[[str], Desk]) -> None:
    here = desk("import:publish")
    to_commit(page, here)
    start(page)
    expect(page.get_by_role("status")).to_contain_text("it is too late to cancel")
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    here.open_gate()
    expect(page.get_by_text(f"Imported {ROWS} rows as batch B-0002.")).to_be_visible()


def posting(page: Page, desk: Callable[[str], Desk]) -> Desk:
    """A desk whose import waits while its figures are worked out."""
    here = desk("import:post")
    to_commit(page, here)
    start(page)
    expect(page.get_by_role("status")).to_contain_text("figures are worked out")
    return here


def test_two_clicks_make_one_batch(page: Page, desk: Callable[[str], Desk]) -> None:
    here = desk("import:post")
    to_commit(page, here)
    page.get_by_role("button", name=f"Import {ROWS} rows").dblclick()
    expect(page.get_by_role("status")).to_contain_text("figures are worked out")
    expect(page.get_by_role("button", name=f"Import {ROWS} rows")).to_have_count(0)
    here.open_gate()
    expect(page.get_by_text(f"Imported {ROWS} rows as batch B-0002.")).to_be_visible()
    assert here.batches() == [("B-0001", ""), ("B-0002", "from the desk")]


def test_reader_who_leaves_and_comes_back_watches_on(
    page: Page, desk: Callable[[str], Desk]
) -> None:
    here = posting(page, desk)
    page.get_by_test_id("stTopNavLink").filter(has_text="Ledger").click()
    expect(page.locator("h1")).to_have_text("Ledger")
    page.get_by_test_id("stTopNavLink").filter(has_text="Import").click()
    expect(page.get_by_role("status")).to_contain_text("figures are worked out")
    here.open_gate()
    expect(page.get_by_text(f"Imported {ROWS} rows as batch B-0002.")).to_be_visible()


def test_import_of_a_closed_window_ends_and_its_report_is_found(
    page: Page, desk: Callable[[str], Desk]
) -> None:
    here = posting(page, desk)
    address = page.url
    page.goto("about:blank")
    here.open_gate()
    page.goto(address)
    expect(page.get_by_text(f"Imported {ROWS} rows as batch B-0002.")).to_be_visible()
    assert here.batches() == [("B-0001", ""), ("B-0002", "from the desk")]


def test_rehearsal_is_cancelled_and_can_be_taken_up_again(
    page: Page, desk: Callable[[str], Desk]
) -> None:
    here = desk("rehearsal:read")
    page.goto(f"{here.url}/import")
    page.locator("input[type=file]").set_input_files(here.file)
    expect(page.get_by_text("‹many.csv› is kept here")).to_be_visible()
    page.goto(page.url.replace("step=source", "step=check"))
    expect(page.get_by_role("status")).to_have_text(re.compile("^[0-9,]+ rows tried out"))
    assert serious(page) == []
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("The trial was cancelled. Nothing was written.")).to_be_visible()
    at_step(page, "Map")
    here.open_gate()
    page.get_by_role("button", name="Next: Check").click()
    expect(page.get_by_text(f"{ROWS} rows: {ROWS} ready")).to_be_visible()
    assert here.batches() == [("B-0001", "")]
