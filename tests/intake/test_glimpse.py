"""The beginning of a file, what a person says of its shape, and what leaves and comes back."""

import csv
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError, UsageError
from ledger.intake.announcements import Entry
from ledger.intake.columns import chosen_mapping
from ledger.intake.glimpse import Glimpse, glimpse
from ledger.intake.guarding import guarded, unguarded
from ledger.intake.headers import Layout
from ledger.intake.importing import Options, import_announcements
from ledger.intake.incoming import incoming, read_grid
from ledger.intake.mapping import load_mapping
from ledger.intake.mapping_text import as_toml
from ledger.intake.matching import is_column
from ledger.intake.records import RecordOptions, import_records
from ledger.intake.rejects import write_rejects
from ledger.intake.undoing import undo, undo_chain
from ledger.store import open_read
from tests.blank import blank_ledger
from tests.intake.workbook import xlsx

NOW = datetime(2026, 11, 22, 12)
OWN = (
    "Export of our desk\n\n"
    "Geberland;Was;Wieviel;Datum\n"
    "Norway;tents;1.200;03/04/2025\n"
    "Poland;tents;2.500;25/04/2025\n"
)
FIELDS = {"Geberland": "donor", "Was": "item", "Wieviel": "quantity", "Datum": "delivered"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.duckdb"
    return blank_ledger(path, NOW)


def file_of(folder: Path, text: str, name: str = "in.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def seen(folder: Path, text: str, layout: Layout = Layout()) -> Glimpse:  # noqa: B008
    return glimpse(file_of(folder, text), layout=layout)


def test_rows_are_shown_from_the_first_with_their_numbers(tmp_path: Path) -> None:
    found = seen(tmp_path, OWN)
    assert [number for number, _ in found.raw] == [1, 3, 4, 5]
    assert (found.header.number, found.header.delimiter) == (3, ";")
    assert found.samples["Geberland"] == ("Norway", "Poland")
    assert (found.kind, found.mapping) == ("pledges", "")


def test_what_can_be_read_in_two_ways_is_asked(tmp_path: Path) -> None:
    mark, order = seen(tmp_path, OWN).questions
    assert (mark.about, mark.column, mark.cell_count) == ("decimal_mark", "Wieviel", 2)
    assert (mark.first, mark.second) == ("1,200", "1.2")
    assert order[:4] == ("date_order", "Datum", 1, "03/04/2025")
    assert (order.first, order.second, order.sure) == ("3 April 2025", "4 March 2025", "25/04/2025")
    assert seen(tmp_path, OWN.replace("03/04", "13/04").replace("1.2", "0.2")).questions == ()


def test_header_and_delimiter_are_what_the_user_says(tmp_path: Path) -> None:
    found = seen(tmp_path, OWN, Layout(",", 4))
    assert found.names == ("Norway;tents;1.200;03/04/2025",)
    with pytest.raises(UsageError, match="There is no header in row 2"):
        seen(tmp_path, OWN, Layout("", 2))


def test_of_a_workbook_the_sheets_are_named(tmp_path: Path) -> None:
    book = {"Notes": [["about", "this"]], "Data": [["donor", "item"], ["Norway", "tents"]]}
    (tmp_path / "in.xlsx").write_bytes(xlsx(book))
    found = glimpse(str(tmp_path / "in.xlsx"))
    assert (found.sheets, found.sheet) == (("Notes", "Data"), "Data")
    assert glimpse(str(tmp_path / "in.xlsx"), sheet="Notes").names == ("about", "this")


def test_known_shapes_and_announcements_are_told(tmp_path: Path) -> None:
    template = seen(tmp_path, "donor,recipient,item,quantity,delivered_on,stage\nNorway,,a,1,,\n")
    assert (template.kind, template.mapping) == ("deliveries", "deliveries")
    assert seen(tmp_path, "text,published\nNorway gave 4 tents.,2024-01-01\n").kind == (
        "announcements"
    )


def test_what_cannot_be_read_is_an_error_as_in_an_import(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        seen(tmp_path, 'a,b\n"x,1\n')


def test_a_mapping_by_hand_reads_the_file(ledger: Path, tmp_path: Path) -> None:
    mapping = chosen_mapping(FIELDS, {"recipient": "Ukraine", "unit": ""}, "deliveries")
    assert mapping is not None
    name = file_of(tmp_path, as_toml(mapping), "own.toml")
    assert load_mapping(name).claims[0].constants == {"recipient": "Ukraine", "stage": "delivered"}
    options = RecordOptions(
        mapping=name, choices=RecordOptions().choices._replace(date_order="dmy", decimal_mark=","),
        layout=Layout(";", 3), note="by hand",
    )  # fmt: skip
    report = import_records(file_of(tmp_path, OWN), ledger, NOW, options)
    assert (report.recorded, report.set_aside) == (2, 0)
    with open_read(ledger) as con:
        assert con.execute("select note from truth.batch").fetchall() == [("by hand",)]
        assert con.execute("select sum(quantity_low)::int from claim").fetchall() == [(3700,)]


def test_a_mapping_by_hand_needs_a_party_and_a_thing() -> None:
    assert chosen_mapping({"Was": "item"}, {}, "pledges") is None
    assert chosen_mapping({"Was": "item"}, {"donor": "Norway"}, "pledges") is not None
    assert chosen_mapping({"Was": ""}, {"donor": "Norway"}, "pledges") is None


def test_columns_of_announcements_are_what_the_user_says(ledger: Path, tmp_path: Path) -> None:
    name = file_of(tmp_path, "Meldung,text\nNorway has delivered 40 tents to Ukraine.,x\n")
    options = Options(
        fields={"Meldung": "text", "text": ""},
        defaults={"published_on": "2024-02-01", "publisher": "Desk"}, jobs=1,
    )  # fmt: skip
    report = import_announcements(name, ledger, NOW, options)
    assert (len(report.rejected), report.columns.unused) == (0, ("text",))
    with open_read(ledger) as con:
        rows = con.execute("select publisher, published_on::text from truth.announcement")
        assert rows.fetchall() == [("Desk", "2024-02-01")]


@given(st.text(alphabet="'=+-@\t\r a1"))
def test_a_guarded_cell_comes_back_to_the_letter(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_rows_that_were_set_aside_come_back_to_the_letter(tmp_path: Path) -> None:
    cells = ("=1+1", "'-5", "'plain", "-")
    rejects = tmp_path / "rejects.csv"
    write_rejects(rejects, ("a", "b", "c", "d"), [Entry(2, cells, None, ())])
    with rejects.open(encoding="utf-8", newline="") as lines:
        assert tuple(list(csv.reader(lines))[1][:4]) == ("'=1+1", "''-5", "'plain", "'-")
    with incoming(str(rejects), "", is_column) as opened:
        grid = read_grid(opened, str(rejects))
    assert grid.cells.row(0)[1:] == cells


def test_the_chain_of_undoings_says_whether_a_batch_stands(ledger: Path, tmp_path: Path) -> None:
    import_records(file_of(tmp_path, "donor,item\nNorway,tents\n"), ledger, NOW, RecordOptions())
    assert undo_chain(ledger, "B-0001") == ["B-0001"]
    undo(ledger, "B-0001", NOW)
    assert undo_chain(ledger, "B-0001") == ["B-0001", "B-0002"]
    undo(ledger, "B-0002", NOW)
    assert undo_chain(ledger, "B-0001") == ["B-0001", "B-0002", "B-0003"]
    with pytest.raises(UsageError):
        undo_chain(ledger, "B-0009")
