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
    claims = sorted(set(touched))
    if _single(con, "scope/is_whole", touched=len(claims)):
        return False
    con.execute(statement("scope/account"), {"claims": claims})
    if before != as_of:
        con.execute(statement("scope/day"), {"before": before, "after": as_of})
    count = 0
    while (grown := _single(con, "scope/accounts")) > count:
        count = grown
        con.execute(statement("scope/ruled"))
    con.execute(statement("scope/claim"))
    if _single(con, "scope/is_large"):
        con.execute(statement("scope/forget"))
        return False
    con.execute(statement("scope/entry"))
    return True


def _single(con: duckdb.DuckDBPyConnection, name: str, **values: int) -> int:
    found = con.execute(statement(name), values).fetchone()
    return int(found[0]) if found else 0
