"""Which part of the book must be posted anew: the accounts that something touched."""

from collections.abc import Iterable
from datetime import date

import duckdb

from ledger.sql import statement


def lay_scope(
    con: duckdb.DuckDBPyConnection, touched: Iterable[str], before: date, as_of: date
) -> bool:
    """Put the touched accounts before all others on this connection.

    False when they are so many that posting everything is quicker; nothing is laid then.

    Args:
        con: an open ledger, in a transaction.
        touched: ids of claims.
        before: day of the last posting.
        as_of: day of this one.
    """
    con.execute(statement("scope/account"), {"claims": sorted(set(touched))})
    if before != as_of:
        con.execute(statement("scope/day"), {"before": before, "after": as_of})
    count, is_large = _size(con)
    while not is_large:
        con.execute(statement("scope/ruled"))
        grown, is_large = _size(con)
        if grown == count:
            break
        count = grown
    if is_large:
        return False
    con.execute(statement("scope/claim"))
    return True


def _size(con: duckdb.DuckDBPyConnection) -> tuple[int, bool]:
    found = con.execute(statement("scope/size")).fetchone()
    return (int(found[0]), bool(found[1])) if found else (0, False)
