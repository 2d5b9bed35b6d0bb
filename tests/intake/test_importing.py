"""Whole files: every row is recorded or set aside with a reason, and can come back mended."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from ledger.errors import InputError
from ledger.intake import Options, Report, import_announcements
from ledger.intake.records import RecordOptions, import_records
from ledger.intake.rejects import NOTES, write_rejects
from ledger.store import open_read, open_write
from tests.blank import blank_ledger

NOW = datetime(2026, 11, 22, 12)
HEADER = ["published_on", "publisher", "title", "url", "text", "language", "slug"]
SIX = "The Czech Republic has handed over six temporary bridges to Ukraine."


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "ledger.duckdb"
    return blank_ledger(path, NOW)


@pytest.fixture
def ledger(empty: Path, tmp_path: Path) -> Path:
    for path in empty.parent.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path / "ledger.duckdb"


def _row(number: int, **cells: str) -> list[str]:
    row = {
        "published_on": "2022-12-30", "publisher": "P", "title": f"T{number}",
        "url": f"https://example.org/{number}", "language": "en", "slug": f"s{number}",
        "text": f"Poland has delivered {number + 2} generators to Ukraine.",
    } | cells  # fmt: skip
    return [row[name] for name in HEADER]


def _file(tmp_path: Path, *rows: list[str], name: str = "in.csv") -> str:
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADER, *rows])
    return str(path)


def _import(name: str, ledger: Path, **options: object) -> Report:
    return import_announcements(name, ledger, NOW, Options(**options))  # type: ignore[arg-type]


def _count(ledger: Path, relation: str) -> int:
    with open_read(ledger) as con:
        row = con.execute(f"select count(*) from {relation}").fetchone()
    return int(row[0]) if row else -1


BAD = [
    _row(1),
    _row(2, text=""),
    _row(3, published_on="31 June 2025"),
    _row(4)[:3],
    _row(5),
    _row(6, url="javascript:alert(1)"),
]


def test_good_rows_go_in_and_bad_ones_are_set_aside_with_their_cells(
    ledger: Path, tmp_path: Path
) -> None:
    report = _import(_file(tmp_path, *BAD), ledger)
    assert (report.row_count, len(report.rejected)) == (6, 4)
    assert report.receipt is not None
    assert (report.receipt.announcements_new, report.receipt.problems) == (2, 4)
    with open_read(ledger) as con:
        kept = con.execute("select row_number, code, raw from problem order by 1").fetchall()
    assert [(number, code) for number, code, _ in kept] == [
        (3, "text-empty"), (4, "date-unreadable"), (5, "cell-count"), (7, "link-unusable"),
    ]  # fmt: skip
    assert '"slug": "s3"' in kept[1][2]


def test_rejected_rows_come_back_mended_and_join(ledger: Path, tmp_path: Path) -> None:
    report = _import(_file(tmp_path, *BAD), ledger)
    rejects = tmp_path / "rejects.csv"
    assert write_rejects(rejects, report.columns.names, report.rejected) == 4
    with rejects.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == [*HEADER, *NOTES]
    assert [(row["_row"], row["_code"]) for row in rows][:2] == [
        ("3", "text-empty"), ("4", "date-unreadable"),
    ]  # fmt: skip
    assert "is not a date" in rows[1]["_message"]
    mended = {"text": SIX, "published_on": "2022-12-30", "url": "", "language": "en"}
    with rejects.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | mended for row in rows)
    again = _import(str(rejects), ledger)
    assert (len(again.rejected), _count(ledger, "announcement")) == (0, 6)


def test_the_same_file_again_writes_nothing_and_says_so(ledger: Path, tmp_path: Path) -> None:
    name = _file(tmp_path, *BAD)
    _import(name, ledger)
    again = _import(name, ledger)
    assert again.receipt is not None and again.receipt.is_noop
    assert again.receipt.batch_id == "B-0001"
    assert (_count(ledger, "batch"), _count(ledger, "problem")) == (1, 4)


def test_a_file_of_bad_rows_alone_is_kept_once(ledger: Path, tmp_path: Path) -> None:
    name = _file(tmp_path, _row(1, text=""))
    first, again = _import(name, ledger), _import(name, ledger)
    assert first.receipt is not None and not first.receipt.is_noop
    assert again.receipt is not None and again.receipt.is_noop
    assert _count(ledger, "problem") == 1


def test_stop_writes_nothing_if_a_row_is_bad(ledger: Path, tmp_path: Path) -> None:
    report = _import(_file(tmp_path, *BAD), ledger, stop_on_error=True)
    assert report.receipt is None
    assert (_count(ledger, "batch"), _count(ledger, "announcement")) == (0, 0)


def test_a_dry_run_counts_and_writes_nothing(ledger: Path, tmp_path: Path) -> None:
    report = _import(_file(tmp_path, *BAD), ledger, dry_run=True)
    assert report.receipt is not None
    assert (report.receipt.announcements_new, report.receipt.batch_id) == (2, "")
    assert _count(ledger, "batch") == 0


def test_repeated_rows_are_told_and_counted_once(ledger: Path, tmp_path: Path) -> None:
    report = _import(_file(tmp_path, _row(1), _row(2), _row(1)), ledger)
    assert (report.duplicates, _count(ledger, "announcement")) == (1, 2)
    (found,) = [one for one in report.problems if one.code == "row-duplicate"]
    assert (found.row, "row 2" in found.found) == (4, True)


def test_one_link_with_two_texts_is_told(ledger: Path, tmp_path: Path) -> None:
    report = _import(_file(tmp_path, _row(1), _row(1, text=SIX)), ledger)
    assert [one.code for one in report.problems if one.severity == "warning"] == ["source-repeated"]
    assert _count(ledger, "announcement") == 2


def test_several_processes_read_the_same_as_one(ledger: Path, tmp_path: Path) -> None:
    name = _file(tmp_path, *(_row(number) for number in range(450)), *BAD)
    one = _import(name, ledger, dry_run=True, jobs=1)
    two = _import(name, ledger, dry_run=True, jobs=2)
    assert two.receipt == one.receipt
    assert two.problems == one.problems


def test_progress_counts_the_rows(ledger: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int]] = []
    name = _file(tmp_path, *(_row(number) for number in range(450)))
    tell = lambda step, count: seen.append((step, count))  # noqa: E731
    import_announcements(name, ledger, NOW, Options(dry_run=True), tell)
    assert seen == [("read", 200), ("read", 400), ("read", 450)]


class _StoppedError(Exception):
    pass


@pytest.mark.parametrize("at", ["read", "write", "post", "publish"])
def test_an_import_that_is_stopped_at_any_step_writes_nothing(
    at: str, ledger: Path, tmp_path: Path
) -> None:
    def stop(step: str, count: int) -> None:
        if step == at:
            raise _StoppedError

    name = _file(tmp_path, *(_row(number) for number in range(3)))
    for import_file in (
        lambda: import_announcements(name, ledger, NOW, Options(), stop),
        lambda: import_records(_records_file(tmp_path), ledger, NOW, RecordOptions(), stop),
    ):
        with pytest.raises(_StoppedError):
            import_file()
        with open_write(ledger, NOW) as con:
            for table in ("announcement", "claim", "claim_entry", "batch", "problem"):
                assert con.execute(f"select count(*) from truth.{table}").fetchone() == (0,)


def _records_file(folder: Path) -> str:
    path = folder / "records.csv"
    path.write_text(
        "id,delivered_on,donor,recipient,item,quantity\n1,2026-01-02,Norway,Ukraine,generators,3\n"
    )
    return str(path)


def test_an_ambiguous_date_is_a_question_that_an_option_answers(
    ledger: Path, tmp_path: Path
) -> None:
    name = _file(tmp_path, _row(1, published_on="03/04/2022"))
    (entry,) = _import(name, ledger, dry_run=True).rejected
    assert "--date-order" in entry.problems[0].fix
    assert _import(name, ledger, dry_run=True, date_order="dmy").rejected == []


def test_windows_1251_is_guessed_and_told(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("text;published_on;title\nSix bridges;2022-12-30;Вінниця\n".encode("cp1251"))
    report = _import(str(path), ledger, dry_run=True)
    (guess,) = [one for one in report.problems if one.code == "encoding-guessed"]
    assert "Windows-1251" in guess.found and "Вінниця" in guess.found


def test_a_header_alone_is_refused(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no rows"):
        _import(_file(tmp_path), ledger)
