"""The dashboard in a real browser, as a reader uses it."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ledger import reports
from ledger.lens import Lens
from ledger.report_rows import Line
from ledger.store.read import connect_read
from tests.browser.conftest import Serve, serious
from tests.dashboard.ledger_file import write_ledger

pytestmark = pytest.mark.browser

PAGES = {
    "": "Pledged, delivered, installed",
    "ledger": "Ledger",
    "findings": "Findings",
    "announcements": "Announcements",
    "import": "Import a file",
    "add": "Add an announcement",
    "batches": "Batches",
}
TITLES = ("Overview", "Ledger", "Findings", "Announcements", "Import", "Add", "Batches")
TEXT = (
    "Estonia has delivered 7 generators to Ukraine. <img src=x onerror=\"document.title='owned'\">"
)


@pytest.fixture(scope="module")
def lines(small: Path) -> list[Line]:
    con = connect_read(small)
    found = reports.positions(con, Lens())
    con.close()
    return found


def line_of(lines: list[Line], item: str, donor: str) -> Line:
    return next(line for line in lines if (line.item_code, line.donor) == (item, donor))


def open_page(page: Page, address: str) -> None:
    """Open an address and wait until the page has said its last sentence and drawn its charts."""
    page.goto(address)
    page.locator(".al-foot").wait_for()
    still = re.compile("notRunning")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", still)
    page.wait_for_function(
        "[...document.querySelectorAll('[data-testid=stVegaLiteChart]')]"
        ".every(one => !one.checkVisibility() || one.querySelector('svg, canvas'))"
    )


def addresses(lines: list[Line], small: Path) -> Iterator[str]:
    con = connect_read(small)
    yield from PAGES
    yield f"line?id={line_of(lines, 'bridge', 'CZE').line_id}"
    yield f"line?id={line_of(lines, 'metal-detector', 'GBR').line_id}"
    yield f"announcements?id={reports.announcements(con, Lens(), q='Czech')[0].announcement_id}"
    yield "batches?batch=B-0001"
    yield "?donor=Nowhere"
    yield "?donor=CZE&stage=shipped"
    con.close()


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_its_one_heading_and_title(page: Page, small_url: str, path: str) -> None:
    open_page(page, f"{small_url}/{path}")
    expect(page.locator("h1")).to_have_text(PAGES[path])
    expect(page).to_have_title(re.compile("|".join(TITLES)))


def test_figures_of_the_home_page_equal_the_sql(page: Page, small_url: str, small: Path) -> None:
    con = connect_read(small)
    total = reports.totals(con, Lens(), "unit")[0]
    head = reports.headline(con, Lens())
    con.close()
    open_page(page, small_url)
    for key in ("promised", "delivered", "installed"):
        expect(page.locator(f"#figure-{key} b")).to_have_text(total.shown(key))
    expect(page.locator("#figure-overdue b")).to_have_text(str(head.overdue_line_count))
    expect(page.locator("#figure-disputed b")).to_have_text(str(head.disputed_line_count))


@pytest.mark.parametrize(
    ("query", "lens"),
    [
        ("donor=CZE", Lens(donor=("CZE",))),
        ("item=generator&donor=DEU&donor=NOR", Lens(item=("generator",), donor=("DEU", "NOR"))),
        ("asof=2022-07-01", Lens(as_of=date(2022, 7, 1))),
        ("status=overdue&q=hospital", Lens(status=("overdue",), q="hospital")),
    ],
)
def test_deep_link_gives_the_view_that_the_sql_gives(
    page: Page, small_url: str, small: Path, query: str, lens: Lens
) -> None:
    con = connect_read(small)
    expected = {line.line_id for line in reports.positions(con, lens)}
    con.close()
    open_page(page, f"{small_url}/ledger?{query}")
    rows = page.locator(".al-table tbody tr")
    expect(rows).to_have_count(len(expected))
    links = rows.locator("td:first-child a").evaluate_all("all => all.map(one => one.href)")
    assert {re.search(r"id=(L-\w+)", link)[1] for link in links} == expected  # type: ignore[index]
    assert page.url.endswith(f"/ledger?{query}")
    page.reload()
    expect(rows).to_have_count(len(expected))


def test_link_that_asks_for_what_is_not_there_is_answered(page: Page, small_url: str) -> None:
    open_page(page, f"{small_url}/?donor=Nowhere")
    expect(page.get_by_test_id("stAlert")).to_contain_text(
        "The link asks for donor 'Nowhere', which is not in this snapshot. Showing all donors."
    )


def test_figure_opens_down_to_its_sentence_and_back_works(page: Page, small_url: str) -> None:
    open_page(page, small_url)
    page.locator("#figure-installed").click()
    expect(page.locator("h1")).to_have_text("Ledger")
    page.locator(".al-table tbody tr").first.locator("a").first.click()
    expect(page.locator("h1")).to_have_text("Czechia → Ukraine · bridge")
    marks = page.locator("blockquote mark")
    expect(marks.first).to_have_text("A further twelve are to follow in 2023")
    page.get_by_role("link", name="see it in the announcement").first.click()
    expect(page.locator("h1")).to_have_text("Detectors and bridges for Ukraine")
    expect(page.locator(".al-text mark")).to_have_count(5)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Czechia → Ukraine · bridge")


def test_filters_are_set_by_hand_kept_over_pages_and_taken_off(page: Page, small_url: str) -> None:
    open_page(page, small_url)
    page.get_by_role("combobox", name=re.compile("Donor")).click()
    page.get_by_role("option", name=re.compile("Czechia")).click()
    expect(page).to_have_url(re.compile(r"\?donor=CZE$"))
    expect(page.locator("#figure-promised b")).to_have_text("18")
    page.keyboard.press("Escape")
    page.get_by_test_id("stTopNavLink").filter(has_text="Ledger").click()
    expect(page.locator("h1")).to_have_text("Ledger")
    expect(page.locator(".al-table tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/ledger\?donor=CZE$"))
    page.get_by_role("button", name="Donor: Czechia").click()
    expect(page.locator(".al-table tbody tr")).to_have_count(6)
    expect(page).to_have_url(re.compile(r"/ledger$"))


def test_csv_holds_what_the_screen_holds(page: Page, small_url: str) -> None:
    open_page(page, f"{small_url}/ledger?item=generator")
    page.get_by_role("button", name="Export and cite").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="This view (CSV, 3 rows)").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    data = [row for row in rows if not row["line_id"].startswith("#")]
    assert {row["donor"]: row["promised_low"] for row in data} == {
        "DEU": "40", "NOR": "2", "POL": "",
    }  # fmt: skip
    assert len(rows) == 3 + 2


def test_charts_are_drawn_with_words_for_those_who_do_not_see_them(
    page: Page, small_url: str
) -> None:
    open_page(page, small_url)
    for words in ("Bullet rows of 4 items", "Step lines from 2022-12-30"):
        chart = page.locator(f"[aria-label^='{words}']")
        expect(chart.locator("svg, canvas").first).to_be_visible()


def test_added_announcement_is_seen_before_and_found_after(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    url = serve(write_ledger(tmp_path / "own.duckdb"))
    open_page(page, f"{url}/add")
    page.get_by_label("Text of the announcement").fill(TEXT)
    page.get_by_label("Publisher").fill("Desk of <b>bold</b>")
    page.get_by_label("Title").fill("Seven generators")
    page.get_by_label("Link").fill("https://example.org/seven")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator(".al-text mark").first).to_contain_text("7 generators")
    expect(page.locator(".al-text")).to_contain_text("<img src=x onerror=")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("Recorded as batch B-0002")
    page.get_by_role("link", name=re.compile("^Line L-")).first.click()
    expect(page.locator("h1")).to_have_text("Estonia → Ukraine · generator")
    expect(page.locator("blockquote mark").first).to_contain_text("7 generators")
    open_page(page, f"{url}/announcements")
    expect(page.get_by_role("link", name="Seven generators")).to_be_visible()
    expect(page.locator("b, strong").filter(has_text="bold")).to_have_count(0)
    assert page.title() != "owned"


def test_batch_is_found_undone_and_redone(page: Page, serve: Serve, tmp_path: Path) -> None:
    open_page(page, serve(write_ledger(tmp_path / "own.duckdb")))
    page.get_by_test_id("stTopNavLink").filter(has_text="Batches").click()
    page.get_by_role("link", name="B-0001").click()
    expect(page.locator("h1")).to_have_text("Batch B-0001")
    undone = "B-0001 was undone by B-0002"
    for word, told in (("Undo", undone), ("Redo", f"{undone} and stands again by B-0003.")):
        page.get_by_role("button", name=f"{word} B-0001: show what would change").click()
        expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
        expect(page.get_by_role("cell", name="generator, Germany → Ukraine").first).to_be_visible()
        assert serious(page) == []
        page.get_by_role("button", name=f"{word} B-0001", exact=True).click()
        expect(page.get_by_text(told)).to_be_visible()
    page.get_by_role("link", name="B-0003").click()
    expect(page.locator("h1")).to_have_text("Batch B-0003")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Batch B-0001")


def test_text_of_a_source_is_shown_and_never_run(
    page: Page, small_url: str, lines: list[Line]
) -> None:
    for path in ("", "announcements", f"line?id={line_of(lines, 'generator', 'NOR').line_id}"):
        open_page(page, f"{small_url}/{path}")
        expect(page.get_by_text("<img src=x", exact=False).first).to_be_visible()
        expect(page.locator("img[src='x']")).to_have_count(0)
        assert page.title() != "owned"


def test_empty_ledger_says_what_to_do(page: Page, empty_url: str) -> None:
    page.goto(empty_url)
    expect(page.locator(".al-lead")).to_contain_text("The ledger is empty.")
    page.get_by_role("link", name="Paste an announcement").click()
    expect(page.locator("h1")).to_have_text("Add an announcement")


def test_empty_ledger_is_filled_with_the_samples_by_one_button(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    page.goto(serve(tmp_path / "none.duckdb"))
    page.get_by_role("button", name="Load sample data").click()
    expect(page.locator("h1")).to_have_text("Pledged, delivered, installed")
    expect(page.locator(".al-strip")).to_contain_text("76 announcements")


def test_open_dashboard_and_the_command_line_do_not_wait_for_each_other(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    path = write_ledger(tmp_path / "shared.duckdb")
    address = serve(path)
    open_page(page, address)
    command = str(Path(sys.executable).parent / "aid-ledger")
    done = subprocess.run(
        [command, "add", "-", "--ledger", str(path), "--url", "https://example.org/new"],
        input=TEXT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page.get_by_test_id("stTopNavLink").filter(has_text="Announcements").click()
    expect(page.get_by_text("A new snapshot")).to_be_visible()
    page.get_by_role("button", name="Switch").click()
    expect(page.locator(".al-strip")).to_contain_text("6 announcements")


def test_reader_without_the_right_to_write_sees_no_form(
    page: Page, serve: Serve, small: Path
) -> None:
    open_page(page, serve(small, AID_LEDGER_READ_ONLY="1"))
    expect(page.get_by_test_id("stTopNavLink").filter(has_text="Ledger")).to_be_visible()
    expect(page.get_by_test_id("stTopNavLink").filter(has_text="Add")).to_have_count(0)


def test_no_page_has_a_serious_barrier(
    page: Page, small_url: str, lines: list[Line], small: Path
) -> None:
    found = {}
    for path in addresses(lines, small):
        open_page(page, f"{small_url}/{path}")
        found[path] = serious(page)
    assert found == dict.fromkeys(found, [])


def test_no_page_scrolls_sideways_at_320_pixels(
    page: Page, small_url: str, lines: list[Line], small: Path
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for path in addresses(lines, small):
        open_page(page, f"{small_url}/{path}")
        wide[path] = page.evaluate(
            "Math.max(document.documentElement.scrollWidth,"
            " document.querySelector('[data-testid=stMain]').scrollWidth)"
        )
    assert {path: width for path, width in wide.items() if width > 320} == {}
