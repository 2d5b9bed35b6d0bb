"""Any file as a header and numbered rows of text cells, whatever it is written in.

Text with delimiters, workbooks (XLSX, XLS, ODS), JSON, JSON Lines and Parquet are told apart by
their first bytes, never by their names. Numbers of rows are those that the user sees: of a workbook
the sheet's own, of JSON the place of the object, of Parquet the place of the row.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, TextIO

from ledger.intake.bulk import read_bulk
from ledger.intake.files import Survey, input_bytes, opened_text, survey
from ledger.intake.grid import Grid, grid_of
from ledger.intake.headers import Header, Layout
from ledger.intake.table import Row, read_header, rows
from validation.problems import Problem, problem

__all__ = ["Incoming", "incoming", "read_grid"]

Known = Callable[[str], bool]
_BLOCK = 1 << 20
_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"


class Incoming(NamedTuple):
    """A file that is open for reading.

    Attributes:
        survey: what it is; of other files than text, `encoding` says the format.
        header: its columns.
        rows: its records below the header, to be read once.
        notes: what was found about the file; more is added while the rows are read.
        text: of a file with delimiters; None for any other.
    """

    survey: Survey
    header: Header
    rows: Iterator[Row]
    notes: list[Problem]
    text: TextIO | None = None


@contextmanager
def incoming(
    name: str,
    encoding: str,
    known: Known,
    sheet: str = "",
    layout: Layout = Layout(),  # noqa: B008  (a constant)
) -> Iterator[Incoming]:
    """Open a file; `name` is "-" for standard input.

    Args:
        name: as the user gave it.
        encoding: of a text, as the user states it; "" to find out.
        known: whether a name is one of a column that we look for.
        sheet: of a workbook; "" for the first that fits.
        layout: of a text or a sheet, as the user states it.

    Raises:
        InputError: it cannot be read at all.
        UsageError: there is no such encoding or sheet.
    """
    with input_bytes(name) as handle:
        head = handle.read(_BLOCK)
        handle.seek(0)
        if head.startswith((_ZIP, _OLE, _PARQUET)):
            is_parquet = head.startswith(_PARQUET)
            yield _binary(handle, name, known, sheet, layout, is_parquet)
            return
        found = survey(handle, name, encoding)
        with opened_text(handle, found) as text:
            if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
                from ledger.intake.objects import read_objects

                header, records, form = read_objects(text, name)
                kind = found._replace(encoding=f"{found.encoding} {form}")
                yield _incoming(kind, header, records)
            else:
                header = read_header(text, name, known, layout)
                yield _incoming(found, header, rows(text, header, name))._replace(text=text)


def read_grid(opened: Incoming, name: str) -> Grid:
    """All rows of a file that is open as columns, instead of one by one.

    Raises:
        InputError: a quotation mark never closes, so that the rest cannot be told apart.
    """
    if opened.text is None:
        return grid_of(opened.header, opened.rows)
    grid, repeated = read_bulk(opened.text, opened.header, name)
    opened.notes.extend(problem("header-repeated", row=number) for number in repeated)
    return grid


def _binary(
    handle: BinaryIO, name: str, known: Known, sheet: str, layout: Layout, is_parquet: bool
) -> Incoming:
    digest, size = hashlib.sha256(), 0
    while block := handle.read(_BLOCK):
        digest.update(block)
        size += len(block)
    handle.seek(0)
    if is_parquet:
        from ledger.intake.parquet import read_parquet

        header, records = read_parquet(handle, name)
        form = "Parquet"
    else:
        from ledger.intake.workbooks import read_workbook

        header, records, form = read_workbook(handle, name, known, sheet, layout.header_row)
    return _incoming(Survey(name, form, digest.hexdigest(), size, ()), header, records)


def _incoming(found: Survey, header: Header, records: Iterator[Row]) -> Incoming:
    notes = list(found.problems)
    if header.preamble:
        notes.append(problem("preamble", value=header.preamble, header_row=header.number))
    return Incoming(found, header, _unrepeated(records, header, notes), notes)


def _unrepeated(records: Iterator[Row], header: Header, notes: list[Problem]) -> Iterator[Row]:
    """The rows without those that repeat the header, as in files that were put together."""
    for row in records:
        if row.cells == header.names and header.number:
            notes.append(problem("header-repeated", row=row.number))
        else:
            yield row
