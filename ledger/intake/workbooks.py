"""Workbooks (XLSX, XLS, ODS) as rows of text: what a cell shows, with all digits that it holds.

Of formulas the value counts that was stored with them. Dates are written as ISO says, whole numbers
without a point, and an error in a cell stays the words that it shows.
"""

import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from ledger.errors import InputError, UsageError
from ledger.intake.files import refuse
from ledger.intake.headers import DEPTH, Header, choose_header
from ledger.intake.table import Row, sized_row

__all__ = ["UNPACKED_LIMIT", "read_workbook", "sheet_names"]

UNPACKED_LIMIT = 2_000_000_000  # bytes; a sheet full to its last row takes about one
_RATIO = 200  # a sheet of numbers packs to a tenth; what packs to a two-hundredth is a trap
_SMALL = 50_000_000
_COLUMNS = 16_384


def read_workbook(
    handle: BinaryIO, name: str, known: Callable[[str], bool], sheet: str, header_row: int = 0
) -> tuple[Header, Iterator[Row], str]:
    """The header and rows of one sheet, and what the file is in words.

    Args:
        handle: seekable, at the beginning.
        name: for messages.
        known: whether a name is one of a column that we look for.
        sheet: its name; "" for the one with the most known columns, the first of several.
        header_row: as the user states it, see `headers.Layout`.

    Raises:
        InputError: no workbook, damaged, locked by a password, or it would unpack to too much.
        UsageError: it has no sheet of that name.
    """
    book = _book(handle, name)
    if sheet and sheet not in book.sheet_names:
        raise UsageError(
            f"{name} has no sheet ‹{sheet}›.", f"It has {', '.join(book.sheet_names)}."
        )
    asked = [sheet] if sheet else book.sheet_names
    found = [_opened(book, one, name, known, header_row) for one in asked]
    fitting = [one for one in found if one is not None]
    if not fitting:
        raise refuse("file-empty", path=name)
    score, header, chosen = max(fitting, key=lambda one: one[0])
    return header, _rows(chosen, header, name), f"workbook, sheet ‹{chosen.name}›"


def sheet_names(handle: BinaryIO, name: str) -> tuple[str, ...]:
    """The sheets of a workbook, in its order.

    Raises:
        InputError: see `read_workbook`.
    """
    return tuple(_book(handle, name).sheet_names)


def _book(handle: BinaryIO, name: str) -> CalamineWorkbook:
    _require_modest(handle, name)
    try:
        return CalamineWorkbook.from_object(handle)
    except PasswordError:
        raise refuse("workbook-locked", path=name) from None
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(name, str(error)) from error


def _opened(
    book: CalamineWorkbook, sheet: str, name: str, known: Callable[[str], bool], header_row: int
) -> tuple[int, Header, CalamineSheet] | None:
    try:
        found = book.get_sheet_by_name(sheet)
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(name, str(error)) from error
    first = list(islice(_records(found), DEPTH))
    try:
        header = choose_header(first, known, "", header_row)
    except UsageError:
        if len(book.sheet_names) == 1:
            raise
        header = None  # another sheet may have something there
    return (sum(map(known, header.names)), header, found) if header else None


def _rows(sheet: CalamineSheet, header: Header, name: str) -> Iterator[Row]:
    for number, cells in _records(sheet):
        if number > header.last:
            yield sized_row(number, cells, header)


def _records(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Number in the sheet and cells of the rows that are not empty."""
    # The rows begin where the sheet does: empty ones above are not given.
    first = (sheet.start or (0, 0))[0] + 1
    for number, cells in enumerate(sheet.iter_rows(), first):
        written = [_text(cell) for cell in cells[:_COLUMNS]]
        if any(cell.strip() for cell in written):
            yield number, written


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) else ""


def _require_modest(handle: BinaryIO, name: str) -> None:
    """Refuse what would unpack to more than memory holds."""
    try:
        with zipfile.ZipFile(handle) as packed:
            size = sum(one.file_size for one in packed.infolist())
            held = sum(one.compress_size for one in packed.infolist())
    except zipfile.BadZipFile:
        handle.seek(0)
        return  # an old XLS is no zip; a damaged one is found by the reader
    handle.seek(0)
    if size > UNPACKED_LIMIT or (size > _SMALL and size > held * _RATIO):
        raise refuse("workbook-bomb", path=name, value=f"{size:,}")


def _damaged(name: str, why: str) -> InputError:
    return refuse("workbook-damaged", path=name, value=why)
