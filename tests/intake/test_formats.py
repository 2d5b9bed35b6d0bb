"""Workbooks, Parquet and JSON give the rows of the same CSV; messages name the rows one sees."""

import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ledger.errors import InputError, UsageError
from ledger.intake import Options, import_announcements
from ledger.intake.records import RecordOptions, RecordReport, import_records
from tests.intake.workbook import ods, xlsx

NOW = datetime(2026, 11, 22, 12)
HEAD = ["donor", "item", "quantity", "delivered_on"]
TABLE = [HEAD, ["Norway", "tents", 40, "2023-05-12"], ["Poland", "tents", 1.5, "2023-05-13"]]


def _parquet() -> bytes:
    out = io.BytesIO()
    columns = {
        "donor": ["Norway", "Poland"], "item": ["tents", "tents"],
        "quantity": [Decimal("40.0"), Decimal("1.5")],
        "delivered_on": [date(2023, 5, 12), date(2023, 5, 13)],
    }  # fmt: skip
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _objects() -> list[dict[str, object]]:
    return [dict(zip(HEAD, row, strict=True)) for row in TABLE[1:]]


FORMATS = {
    "xlsx": xlsx({"Notes": [["Aid of 2023"]], "Data": TABLE}),
    "xlsx with titles": xlsx({"Data": [["Aid"], [], ["of", 2023], [], *TABLE]}),
    "ods": ods(TABLE),
    "parquet": _parquet(),
    "json": json.dumps({"meta": {"count": 2}, "data": {"flows": _objects()}}).encode(),
    "json lines": "\n".join(map(json.dumps, _objects())).encode(),
}


def _import(content: bytes, tmp_path: Path, **options: object) -> RecordReport:
    path = tmp_path / "in.csv"  # the name says nothing: the bytes do
    path.write_bytes(content)
    chosen = RecordOptions(dry_run=True, publisher="P", **options)  # type: ignore[arg-type]
    return import_records(str(path), tmp_path / "none.duckdb", NOW, chosen)


@pytest.mark.parametrize("content", FORMATS.values(), ids=list(FORMATS))
def test_every_format_gives_the_same_rows(content: bytes, tmp_path: Path) -> None:
    report = _import(content, tmp_path)
    assert (report.row_count, report.recorded, set(report.names)) == (2, 2, set(HEAD))
    assert [one for one in report.told() if one["severity"] != "info"] == []


def test_rows_of_a_workbook_have_the_sheets_numbers(tmp_path: Path) -> None:
    rows = [["Aid"], [], *TABLE, [], ["Norway", "tents", "many", "2023-05-12"]]
    (found,) = [one for one in _import(xlsx({"D": rows}), tmp_path).told() if one["row"]]
    assert (found["row"], found["code"]) == (7, "number-unreadable")


def test_a_sheet_can_be_chosen_and_must_be_there(tmp_path: Path) -> None:
    book = xlsx({"A": TABLE, "B": [HEAD, ["Japan", "tents", 1, "2023"]]})
    assert _import(book, tmp_path).row_count == 2
    assert _import(book, tmp_path, sheet="B").row_count == 1
    with pytest.raises(UsageError, match="no sheet ‹C›"):
        _import(book, tmp_path, sheet="C")


def test_lists_in_json_are_columns_by_their_type(tmp_path: Path) -> None:
    places = [{"type": "Location", "name": "Ukraine"}, {"type": "Year", "name": "2023"}]
    objects = [{"donor": "Norway", "item": "tents", "to": places, "tags": ["a", "b"], "n": None}]
    report = _import(json.dumps(objects).encode(), tmp_path)
    assert report.names == ("donor", "item", "to[Location].name", "to[Year].name", "tags")


def test_numbers_in_json_keep_their_digits(tmp_path: Path) -> None:
    text = b'[{"donor": "Norway", "item": "tents", "amount": 0.1000000000000000055, "currency": 5}]'
    (found,) = [one for one in _import(text, tmp_path).told() if one["severity"] == "error"]
    assert "‹5› is no currency" in found["found"]


def test_announcements_come_from_a_workbook_too(tmp_path: Path) -> None:
    rows = [["published_on", "text"], ["2022-12-30", "Poland has delivered 5 tents to Ukraine."]]
    path = tmp_path / "in.xlsx"
    path.write_bytes(xlsx({"A": rows}))
    report = import_announcements(str(path), tmp_path / "none.duckdb", NOW, Options(dry_run=True))
    assert report.receipt is not None and report.receipt.announcements_new == 1


def test_a_file_that_is_empty_inside_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        _import(xlsx({"A": []}), tmp_path)
