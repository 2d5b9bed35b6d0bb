"""The only user of duckdb's files: open, lock, migrate, append, publish, read.

`orm` (SQLModel sessions) and `console` (the sandbox) are imported by their users, since they cost
time that a plain read should not pay.
"""

from ledger.store.append import append
from ledger.store.files import LedgerFiles, locked
from ledger.store.migrate import migrate, replace_views
from ledger.store.publish import publish
from ledger.store.read import connect_read, open_read, snapshot_key
from ledger.store.write import open_write

__all__ = [
    "LedgerFiles",
    "append",
    "connect_read",
    "locked",
    "migrate",
    "open_read",
    "open_write",
    "publish",
    "replace_views",
    "snapshot_key",
]
