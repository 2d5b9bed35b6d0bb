"""SQLModel sessions for single rows (decisions, a corrected announcement) inside a writing act.

The session borrows the writer's connection, so that its rows, the posting and the publication are
one transaction. SQLAlchemy takes 0.5 s to import: only commands that need it import this module.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from duckdb_sqlalchemy import ConnectionWrapper
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session


class _Borrowed(ConnectionWrapper):
    """A connection whose transaction belongs to `open_write`, not to the session."""

    def commit(self) -> None:
        """Left to the owner."""

    def rollback(self) -> None:
        """Left to the owner, who rolls back because the error goes on to it."""

    def close(self) -> None:
        """Left to the owner."""


@contextmanager
def session(con: duckdb.DuckDBPyConnection) -> Iterator[Session]:
    """A session on the open transaction; its rows are flushed when the block ends without error."""
    engine = create_engine("duckdb://", creator=lambda: _Borrowed(con), poolclass=StaticPool)
    with Session(engine) as opened:
        yield opened
        opened.flush()
        opened.commit()
