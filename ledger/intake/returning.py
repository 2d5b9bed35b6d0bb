"""Rows that were set aside and come back: what our notes say, and which import they belong to."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from ledger.sql import statement

if TYPE_CHECKING:
    import duckdb

__all__ = ["Returned", "part_of", "returned_of"]

Returned = tuple[int, str]
"""The number that a row had when it was set aside, and a code of what was wrong with it."""


def returned_of(row: str, codes: str) -> Iterator[Returned]:
    """What our notes on a row say; nothing where they were taken out.

    >>> list(returned_of("3", "item-missing date-unreadable"))
    [(3, 'item-missing'), (3, 'date-unreadable')]
    """
    if row.strip().isdecimal():
        yield from ((int(row), code) for code in codes.split())


def part_of(
    con: "duckdb.DuckDBPyConnection", returned: Sequence[Returned], names: Sequence[str]
) -> str:
    """The batch that set aside the rows that come back; "" where they are not known.

    Args:
        con: an open ledger.
        returned: what the notes of the file say.
        names: the columns of the file, without the notes.
    """
    if not returned:
        return ""
    rows, codes = zip(*returned, strict=True)
    con.register("incoming_return", pa.table({"row_number": rows, "code": codes}))
    try:
        found = con.execute(statement("intake/part_of"), {"names": list(names)}).fetchone()
    finally:
        con.unregister("incoming_return")
    return str(found[0]) if found else ""
