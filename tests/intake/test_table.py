"""Rows of a delimited file: numbered as Python's csv numbers them, and none swallowed."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.announcements import is_known
from ledger.intake.table import Row, read_header, rows


def _rows(text: str) -> list[Row]:
    source = io.StringIO(text, newline="")
    return list(rows(source, read_header(source, "x.csv", is_known), "x.csv"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_known_names(delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerow(["Text", "Published on", "Notes, of ours; all"])
    header = read_header(out, "x", is_known)
    assert header.delimiter == delimiter
    assert header.names == ("Text", "Published on", "Notes, of ours; all")


def test_empty_lines_count_and_are_passed_over() -> None:
    found = _rows('\ntext,date\n\na,"b\nc"\n,\nd,e\n')
    assert [(row.number, row.cells) for row in found] == [(4, ("a", "b\nc")), (6, ("d", "e"))]


def test_wrong_cell_counts_are_named_and_their_cells_kept() -> None:
    few, many, padded = _rows("text,date\na\nb,c,d\ne,f,,\n")
    assert few.problem and few.problem.row == 2 and few.cells == ("a",)
    assert many.problem and "3 cells; the header has 2" in many.problem.found
    assert padded.problem is None and padded.cells == ("e", "f")


def test_a_quotation_mark_inside_a_quoted_cell_sets_only_its_row_aside() -> None:
    good, bad, after = _rows('text,date\na,b\n"c"d,e\nf,g\n')
    assert bad.problem and bad.problem.code == "quote-misplaced"
    assert bad.cells == ('"c"d,e\n',)
    assert (good.number, bad.number, after.number, after.cells) == (2, 3, 4, ("f", "g"))


def test_an_unclosed_quotation_mark_stops_and_names_row_and_column() -> None:
    with pytest.raises(InputError) as caught:
        _rows('text,date\na,b\nc,"T-72,250\nd,e\n')
    assert "row 3" in caught.value.message
    assert "column date" in caught.value.message
    assert '‹"T-72,250' in caught.value.message


def test_an_unclosed_quotation_mark_in_the_header_is_no_empty_file() -> None:
    with pytest.raises(InputError, match="x.csv, row 1: a quotation mark opens"):
        _rows('"text,date\na,b\n')
    with pytest.raises(InputError, match="is empty"):
        _rows("\n \n")


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), min_size=1, max_size=12))
def test_what_csv_writes_comes_back_cell_by_cell(table: list[list[str]]) -> None:
    # csv itself cannot write a lone carriage return or line feed apart from a line end it reads.
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["text", "date"], *table])
    wanted = [
        (number, tuple(cells))
        for number, cells in enumerate(csv.reader(io.StringIO(out.getvalue(), newline="")), 1)
        if number > 1 and any(cell.strip() for cell in cells)
    ]
    assert [(row.number, row.cells) for row in _rows(out.getvalue())] == wanted


@settings(deadline=None)
@given(st.text(alphabet='a,"\n;\r', max_size=40))
def test_no_file_breaks_the_reader(text: str) -> None:
    try:
        found = _rows("text,date\n" + text)
    except InputError:
        return
    assert all(row.problem or len(row.cells) == 2 for row in found)
    assert [row.number for row in found] == sorted({row.number for row in found})
