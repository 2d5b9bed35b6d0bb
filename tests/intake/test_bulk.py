"""Reading by columns gives what reading by rows gives: the same cells, numbers and problems."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.bulk import read_bulk
from ledger.intake.grid import ROW, Grid, grid_of
from ledger.intake.table import read_header, rows

HEAD = "donor,item,quantity\n"
CELLS = st.text(alphabet='ab ",;\n\r#1ü\t', max_size=6)


def _by_rows(text: str) -> Grid | str:
    source = io.StringIO(text, newline="")
    try:
        header = read_header(source, "x", "donor".__eq__)
        found = (row for row in rows(source, header, "x") if row.cells != header.names)
        return grid_of(header, found)
    except InputError as error:
        return error.message


def _by_columns(text: str) -> Grid | str:
    source = io.StringIO(text, newline="")
    try:
        return read_bulk(source, read_header(source, "x", "donor".__eq__), "x")[0]
    except InputError as error:
        return error.message


def _same(text: str) -> None:
    one, other = _by_rows(text), _by_columns(text)
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    assert one.cells.equals(other.cells), (one.cells, other.cells)
    assert one.broken == other.broken
    assert one.names == other.names


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6))
def test_what_csv_writes_is_read_the_same(table: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    _same(HEAD + out.getvalue())


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet='ab,"\n\r 1', max_size=40))
@example('a"b,c,d\n')
@example('"a""b",c,d\r\n\r\n,,\nx,y\n')
@example("a,b,c\rd,e,f\r")
@example('a,b,"c\n')
@example("a,b,c,,\n")
def test_whatever_stands_in_a_file_is_read_the_same(text: str) -> None:
    _same(HEAD + text)


@pytest.mark.parametrize("size", [1, 3, 20_000])
def test_bad_records_are_numbered_as_csv_numbers_them(size: int) -> None:
    lines = [f'Norway,"tent\n{i}",{i}\n' for i in range(size)]
    lines.insert(size // 2, "too,few\n")
    lines.insert(0, 'x,"y"z,1\n')
    grid = _by_columns(HEAD + "".join(lines))
    assert isinstance(grid, Grid)
    assert [row.number for row in grid.broken] == [2, size // 2 + 3]
    assert grid.cells.height == size
    assert grid.cells[ROW][-1] == size + 3 if size > 1 else True
