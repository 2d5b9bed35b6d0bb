"""An import in a thread of its own: it goes on when its reader looks away, and stops when told.

Streamlit ends the script of a page at its next word to the page, whatever the reader clicked: a
second click, another page, a closed window. So the script only watches, and what is clicked ends
the watching. Whoever comes back watches on. Knows no Streamlit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ledger.intake.progress import Progress, Step

__all__ = ["Going", "Run", "Stopped", "begin", "forget", "going"]

Result = TypeVar("Result")


class Stopped(Exception):  # noqa: N818  (it was asked for, and is no error)
    """The run ended because it was told to; nothing was written."""


class Run(Generic[Result]):
    """One act in a thread.

    Attributes:
        said: the last step that was told, and its number of rows; None before the first.
    """

    def __init__(self, act: Callable[[Progress], Result]) -> None:
        self.said: tuple[Step, int] | None = None
        self._stopping = threading.Event()
        self._end: Future[Result] = Future()
        # A server that ends does not wait: an import that is cut off leaves nothing half-written.
        threading.Thread(target=self._go, args=(act,), name="import", daemon=True).start()

    def stop(self) -> None:
        """End it at its next word; an act that has said its last goes on to its end."""
        self._stopping.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop; it may be too late."""
        return self._stopping.is_set()

    def ended(self, seconds: float) -> bool:
        """Whether it ends within that time."""
        try:
            self._end.exception(seconds)
        except TimeoutError:
            return False
        return True

    def result(self) -> Result:
        """What it gave, once it has ended.

        Raises:
            Stopped: it was stopped before anything was written.
            LedgerError: as the act.
        """
        return self._end.result()

    def then(self, act: Callable[[], None]) -> None:
        """Do something once it has ended well, in its own thread."""
        self._end.add_done_callback(lambda end: None if end.exception() else act())

    def _go(self, act: Callable[[Progress], Result]) -> None:
        try:
            self._end.set_result(act(self._tell))
        except Stopped as stopped:
            self._end.set_exception(stopped.with_traceback(None))  # its frames hold the whole file
        except BaseException as error:  # whoever asks for the result is told
            self._end.set_exception(error)

    def _tell(self, step: Step, rows: int) -> None:
        if self._stopping.is_set():
            raise Stopped
        self.said = (step, rows)


class Going(NamedTuple):
    """An import that goes on, or that failed unseen: its rows in all, and the editor's note."""

    run: Run[None]
    rows: int
    note: str


_going: dict[Path, Going] = {}
_door = threading.Lock()


def begin(folder: Path, act: Callable[[Progress], None], rows: int, note: str) -> None:
    """Import what is kept in a folder of the shelf, unless that goes on already."""
    with _door:
        before = _going.get(folder)
        if before is not None and not before.run.ended(0):
            return
        begun = _going[folder] = Going(Run(act), rows, note)
    begun.run.then(lambda: forget(folder, begun))  # the report is on the shelf


def going(folder: Path) -> Going | None:
    """The import of a folder that goes on, or that failed or was stopped unseen."""
    return _going.get(folder)


def forget(folder: Path, seen: Going) -> None:
    """Drop an import whose end was seen."""
    with _door:
        if _going.get(folder) is seen:
            del _going[folder]
