"""Ask the questions of the home page once at the start, so that the first reader does not wait."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ledger.dashboard import snapshot
from ledger.dashboard.importing import shelf
from ledger.errors import LedgerError
from ledger.lens import Lens

_FIRST: tuple[tuple[str, dict[str, str]], ...] = (
    ("facets", {}),
    ("headline", {}),
    ("totals", {"by": "unit"}),
    ("totals", {"by": "item"}),
    ("positions", {}),
)


@asynccontextmanager
async def warmed(_app: object) -> AsyncIterator[None]:
    """The server's life; the warming goes on beside it and never stops it from starting."""
    threading.Thread(target=_ask_first, name="warm", daemon=True).start()
    yield


def _ask_first() -> None:
    import ledger.dashboard.charts  # noqa: F401, PLC0415  (half a second that nobody waits for)

    try:
        shelf.clean(snapshot.ledger_path())
        newest = snapshot.current()
        snapshot.facts(newest)
        for name, more in _FIRST:
            snapshot.ask(newest, name, Lens(), **more)
    except LedgerError:
        pass  # no ledger yet: the pages say so, with what to do
