"""Rows that come again with other cells, under each rule of merging; and rows that look known."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import UsageError
from ledger.intake.effects import Alike
from ledger.intake.outcomes import Chosen, imported
from ledger.intake.progress import silent
from ledger.intake.records import RecordOptions, RecordReport, import_records
from ledger.store import open_read
from tests.blank import blank_ledger

NOW = datetime(2026, 11, 22, 12)
BEFORE = """\
id,delivered_on,donor,recipient,item,quantity,place
1,2026-01-02,Norway,Ukraine,generators,3,Kyiv region
2,2026-01-03,Norway,Ukraine,tents,n/a,
3,2026-01-04,Poland,Ukraine,blankets,100,
"""
AFTER = """\
id,delivered_on,donor,recipient,item,quantity,seen by
1,2026-01-02,Norway,Ukraine,generators,4,
2,2026-01-03,Norway,Ukraine,tents,20,inspector
3,2026-01-04,Poland,Ukraine,blankets,,
4,2026-01-05,Poland,Ukraine,buses,5,
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.duckdb"
    return blank_ledger(path, NOW)


def _import(ledger: Path, text: str, day: int = 0, **options: Any) -> RecordReport:
    path = ledger.with_name("in.csv")
    path.write_text(text, encoding="utf-8")
    chosen = RecordOptions(**{"publisher": "Road Agency", **options})
    return import_records(str(path), ledger, NOW + timedelta(days=day), chosen)


def _ask(ledger: Path, sql: str) -> list[Any]:
    with open_read(ledger) as con:
        return con.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("rule", "quantities", "changed"),
    [
        ("replace", [4, 20, None, 5], 3),
        ("replace-filled", [4, 20, 100, 5], 2),
        ("fill-blanks", [3, 20, 100, 5], 1),
    ],
)
def test_whose_cells_go_in(
    rule: str, quantities: list[int | None], changed: int, ledger: Path
) -> None:
    _import(ledger, BEFORE)
    report = _import(ledger, AFTER, day=1, merge=rule)
    assert report.receipt is not None
    assert report.receipt.announcements_changed == changed
    found = _ask(ledger, "select quantity_low from claim order by source_key")
    assert [row[0] for row in found] == quantities
    again = _import(ledger, AFTER, day=2, merge=rule)
    assert again.receipt is not None and again.receipt.is_noop


def test_a_merged_row_says_what_it_kept_and_its_cells_open(ledger: Path) -> None:
    _import(ledger, BEFORE)
    report = _import(ledger, AFTER, day=1, merge="fill-blanks")
    kept = {one["row"]: one["found"] for one in report.told() if one["code"] == "row-merged"}
    assert kept == {
        2: "The row keeps its earlier cells of ‹quantity›, ‹place›.",
        4: "The row keeps its earlier cells of ‹quantity›.",
    }
    told = "select a.text, c.evidence_text from claim c join announcement a using (announcement_id)"
    ((text, evidence),) = _ask(ledger, f"{told} where c.item_code = 'tent'")
    assert text.splitlines()[-2:] == ["quantity: 20", "seen by: inspector"]
    assert evidence == "item: tents\nquantity: 20"
    assert [(one.column, one.old, one.new) for one in report.effects.changes] == [
        ("quantity", "n/a", "20"), ("seen by", "", "inspector"),
    ]  # fmt: skip


def test_without_a_ledger_nothing_is_merged(tmp_path: Path) -> None:
    report = _import(tmp_path / "none.duckdb", BEFORE, merge="fill-blanks", dry_run=True)
    assert (report.recorded, report.told()) == (3, [])


def test_announcements_are_not_merged(ledger: Path) -> None:
    path = ledger.with_name("texts.csv")
    path.write_text("text\nNorway has delivered 3 generators to Ukraine.\n")
    chosen = Chosen(str(path), "announcements", "", "", "", "", "", "", "", "en", False, True, 1,
                    merge="fill-blanks")  # fmt: skip
    with pytest.raises(UsageError, match="--merge fill-blanks is for records"):
        imported(ledger, NOW, chosen, silent)


def test_rows_that_another_source_may_have_told_are_named_before_they_go_in(ledger: Path) -> None:
    _import(ledger, BEFORE)
    theirs = "".join(f"T{line}" if line[0].isdigit() else line for line in AFTER.splitlines(True))
    report = _import(ledger, theirs, publisher="Their Ministry", dry_run=True)
    # Norway's generators are 3 with one and 4 with the other, and an unstated number is like none.
    assert report.effects.alike_count == 0
    same = theirs.replace("generators,4", "generators,3").replace("01-02", "01-20")
    report = _import(ledger, same, publisher="Their Ministry", dry_run=True)
    assert report.effects.alike == (
        Alike("register:deliveries Their Ministry | T1", "Road Agency", "2026-01-02",
              "item: generators\nquantity: 3"),
    )  # fmt: skip
    late = same.replace("01-20", "03-20")
    assert _import(ledger, late, publisher="Their Ministry", dry_run=True).effects.alike == ()


def test_rows_of_one_register_and_a_new_version_of_a_row_are_not_alike(ledger: Path) -> None:
    _import(ledger, BEFORE)
    more = AFTER + "5,2026-01-02,Norway,Ukraine,generators,3,\n"
    assert _import(ledger, more, day=1, dry_run=True).effects.alike_count == 0


def test_a_page_that_tells_a_rows_number_is_named(ledger: Path) -> None:
    _import(ledger, BEFORE)
    path = ledger.with_name("texts.csv")
    path.write_text(
        "text,published_on,url\n"
        "Norway has delivered 3 generators to Ukraine.,2026-01-05,https://example.org/a\n"
    )
    chosen = Chosen(str(path), None, "", "", "", "", "", "", "", "en", False, True, 1)
    found = imported(ledger, NOW, chosen, silent).effects
    assert [one.source_key for one in found.alike] == ["https://example.org/a"]
