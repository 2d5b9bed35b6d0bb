"""How a report is asked: its .sql file by name, its rows as a frozen class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from ledger.sql import statement

if TYPE_CHECKING:  # only the store may depend on the engine when the program runs
    from duckdb import DuckDBPyConnection

Reader: TypeAlias = "DuckDBPyConnection"
Row = TypeVar("Row")

FOREVER = datetime.max  # noqa: DTZ901  (the ledger keeps UTC without zone)


@cache
def columns(row_type: Any) -> tuple[str, ...]:
    """The fields of a row class, in order."""
    return tuple(field.name for field in fields(row_type))


def ask(con: Reader, name: str, row_type: Callable[..., Row], asked: dict[str, Any]) -> list[Row]:
    """The rows of one report; columns that the row class does not name are left aside."""
    result = con.execute(statement(f"reports/{name}"), asked)
    at = {column[0]: place for place, column in enumerate(result.description or ())}
    picks = [(column, at[column]) for column in columns(row_type)]
    return [row_type(**{c: row[i] for c, i in picks}) for row in result.fetchall()]
