"""What the steps share: the file in hand, moving between steps, the rehearsal of the import."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import streamlit as st

from ledger.dashboard import filters, frame, html, snapshot
from ledger.dashboard.frame import View
from ledger.dashboard.importing import settings as stating
from ledger.dashboard.importing import shelf
from ledger.dashboard.importing.running import Run
from ledger.dashboard.importing.settings import Settings
from ledger.dashboard.importing.shelf import Held
from ledger.dashboard.importing.steps import LABELS, Stand, neighbours
from ledger.dashboard.importing.watching import watch
from ledger.errors import LedgerError
from ledger.intake.glimpse import Glimpse, glimpse
from ledger.intake.headers import Layout
from ledger.intake.outcomes import Outcome, imported
from ledger.intake.progress import Step
from validation.wording import counted

__all__ = [
    "Work",
    "bound",
    "buttons",
    "go",
    "lead",
    "note",
    "rehearsed",
    "say_next",
    "seen",
    "show_trouble",
    "state",
    "words_of",
]


class Work(NamedTuple):
    """One upload on its way: the page's view, where the reader stands, the file, what is stated."""

    view: View
    stand: Stand
    held: Held | None
    settings: Settings

    @property
    def file(self) -> Held:
        """The upload, in the steps that have one."""
        assert self.held is not None, "steps after the first have a file"
        return self.held


def go(step: str, staged: str = "") -> None:
    """Put a step into the address; the next run shows it."""
    st.query_params["step"] = step
    if staged:
        st.query_params["staged"] = staged


def state(work: Work, **changes: Any) -> None:
    """Keep what was stated about the file."""
    held = shelf.find(snapshot.ledger_path(), work.file.staged)
    if held is not None:
        kept = replace(stating.of(held.settings), **changes)
        shelf.save(held, kept.as_json())


def bound(work: Work, name: str, value: object, field: str = "") -> dict[str, Any]:
    """The arguments that bind a widget to a setting: what it shows, and what it changes.

    Args:
        work: the file.
        name: of the setting; of one of its keys, with `field`.
        value: that it shows now.
        field: key within a setting that is a table.
    """
    # A key of its own in each step: a browser does not take over what another widget showed.
    key = f"import_{work.stand.step}_{work.file.staged}_{name}_{field}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return {"key": key, "on_change": _changed, "args": (work, name, field, key)}


def _changed(work: Work, name: str, field: str, key: str) -> None:
    value = st.session_state[key]
    if name == "day":
        value = value.isoformat() if value else ""
    if isinstance(value, str):
        value = value.strip()
    if field:
        held = shelf.find(snapshot.ledger_path(), work.file.staged)
        table = getattr(stating.of(held.settings if held else {}), name)
        value = {**table, field: value}
    state(work, **{name: value or (0 if name == "header_row" else value)})


def seen(work: Work) -> Glimpse:
    """The beginning of the file, as it is read now.

    Raises:
        LedgerError: it cannot be read so.
    """
    told = work.settings
    return _glimpse(str(work.file.path), told.encoding, told.sheet, told.layout, told.kind)


@lru_cache(maxsize=32)
def _glimpse(path: str, encoding: str, sheet: str, layout: Layout, kind: str) -> Glimpse:
    return glimpse(path, encoding, sheet, layout, kind)


def rehearsed(work: Work) -> Outcome:
    """The import tried out on the present snapshot; nothing is written.

    Raises:
        LedgerError: the file cannot be read so.
    """
    key = (work.file.staged, repr(work.settings), work.view.snapshot)
    kept = st.session_state.get("import_rehearsed")
    if kept is None or kept[0] != key:
        found = _rehearse(work)
        # What would be written is let go: a session keeps no more than what is wrong.
        aside = list(found.rejected())
        kept = (key, replace(found, rejected=lambda: aside))
        st.session_state["import_rehearsed"] = kept
    outcome: Outcome = kept[1]
    return outcome


def _rehearse(work: Work) -> Outcome:
    told = stating.chosen(work.file, work.settings, seen(work), dry_run=True)
    ledger, now = snapshot.ledger_path(), frame.utc_now()
    run = Run(lambda progress: imported(ledger, now, told, progress))
    try:
        watch(run, st.empty(), _tried, lambda: _give_up(run))
    except BaseException:  # the reader clicked or left: nobody waits for the answer any more
        run.stop()
        raise
    return run.result()


def _tried(step: Step | None, rows: int) -> str:
    told = f"{counted(rows, 'row')} tried out; nothing is written …"
    return told if step else "The file is being read …"


def _give_up(run: Run[Outcome]) -> None:
    run.stop()
    say_next("The trial was cancelled. Nothing was written.")
    go("map")


def say_next(text: str) -> None:
    """What the next page of the import says first, once."""
    st.session_state["import_said"] = text


def words_of(work: Work, error: LedgerError) -> str:
    """An operator's error in words, without the server's own paths and options."""
    here = f"{work.file.folder / 'input'}/"
    return " ".join(one for one in (error.message, error.hint) if one).replace(here, "")


def show_trouble(work: Work, error: LedgerError) -> None:
    """An operator's error where it happened."""
    st.error(filters.plain(words_of(work, error)), icon=None)


def buttons(work: Work, *, may_go_on: bool = True) -> None:
    """Back and on."""
    before, after = neighbours(work.stand.step)
    with st.container(horizontal=True):
        if before:
            st.button(f"Back: {LABELS[before]}", key="import_back", on_click=go, args=(before,))
        if after and may_go_on:
            st.button(
                f"Next: {LABELS[after]}", key="import_next", type="primary",
                on_click=go, args=(after,),
            )  # fmt: skip


def lead(text: object) -> None:
    """A sentence of the page's own, or of escaped pieces."""
    st.html(html.tag("p", text, class_="al-lead"))


def note(text: object) -> None:
    """A remark."""
    st.html(html.tag("p", text, class_="al-note"))
