"""Step 6: the import itself, with two buttons and no hidden option; while it goes on, a third."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ledger.dashboard import filters, frame, snapshot
from ledger.dashboard.importing import models, running, shelf
from ledger.dashboard.importing import settings as stating
from ledger.dashboard.importing.models import Counts, rows_of
from ledger.dashboard.importing.running import Going, Stopped
from ledger.dashboard.importing.settings import Settings
from ledger.dashboard.importing.shelf import Held
from ledger.dashboard.importing.watching import watch
from ledger.dashboard.importing.work import (
    Work,
    buttons,
    go,
    lead,
    rehearsed,
    say_next,
    seen,
    words_of,
)
from ledger.errors import LedgerError, StorageError
from ledger.intake.outcomes import Chosen, Outcome, imported
from ledger.intake.progress import Progress, Step
from ledger.intake.rejects import write_rejects

__all__ = ["show"]

_STAYS = "You may leave this page: the import goes on, and its report will be here."
_CANCELLED = "The import was cancelled. Nothing was written."
_TOO_LATE = "The import was written before it could be cancelled. It can be undone below."


def show(work: Work) -> None:
    """The editor's note and the two buttons; or the import that goes on."""
    on_its_way = running.going(work.file.folder)
    if on_its_way is not None:
        _follow(work, on_its_way)
        return
    found = models.counts(rehearsed(work))
    lead(f"{rows_of(found.rows)}: {found.ready:,} ready, {found.aside:,} set aside. "
         "Everything goes in as one batch, or nothing does.")  # fmt: skip
    before = st.session_state.get("import_note_before")
    if before and before[0] == work.file.staged:
        st.session_state[_note_key(work)] = st.session_state.pop("import_note_before")[1]
    st.text_input(
        "Note for the batch", key=_note_key(work),
        placeholder="why this file, and where it is from",
        help="It stays with the batch, for whoever looks at it later.",
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            _aside_label(found), type="primary", key="import_aside", disabled=not found.ready,
            on_click=_begin, args=(work, found),
        )  # fmt: skip
        stop = bool(found.aside) and st.button(
            f"Import nothing until all {found.rows:,} are right", key="import_stop"
        )
    trouble = st.session_state.pop("import_refused", "")
    if trouble:
        st.error(filters.plain(trouble), icon=None)
    elif stop:
        _wait(found)
    buttons(work)


def _aside_label(found: Counts) -> str:
    label = f"Import {rows_of(found.ready)}"
    return f"{label}, set {found.aside:,} aside" if found.aside else label


def _wait(found: Counts) -> None:
    st.warning(
        f"Nothing was imported: {rows_of(found.aside)} cannot be. The step Check says what "
        "to repair. Then choose the corrected file.", icon=None,
    )  # fmt: skip
    st.button("Go to Check", on_click=go, args=("check",))


def _begin(work: Work, found: Counts) -> None:
    """Start the import; a second click finds it going on, or done."""
    note = st.session_state.get(_note_key(work), "").strip()
    held = shelf.find(snapshot.ledger_path(), work.file.staged)
    if held is None or held.path is None:
        return
    if not note:
        st.session_state["import_refused"] = (
            "Write a note for the batch first: one sentence is enough."
        )
        return
    try:
        told = stating.chosen(held, work.settings, seen(work), dry_run=False, note=note)
    except LedgerError as error:
        st.session_state["import_refused"] = words_of(work, error)
        return
    running.begin(held.folder, _act(held, work.settings, told), found.rows, note)


def _act(held: Held, settings: Settings, told: Chosen) -> Callable[[Progress], None]:
    """The import and the keeping of its report: nobody need be there when it ends."""
    ledger, now = snapshot.ledger_path(), frame.utc_now()

    def act(progress: Progress) -> None:
        outcome = imported(ledger, now, told, progress)
        try:
            _keep(held, settings, told.note, outcome)
        except OSError as error:
            batch = outcome.receipt.batch_id if outcome.receipt else ""
            raise StorageError(
                f"The file is imported as batch {batch}, but its report cannot be kept.",
                "The page Batches has the batch. Make room on the disk.",
            ) from error

    return act


def _keep(held: Held, settings: Settings, note: str, outcome: Outcome) -> None:
    if outcome.set_aside:
        write_rejects(held.rejects_path, outcome.names, outcome.rejected())
    else:
        held.rejects_path.unlink(missing_ok=True)
    name = held.path.name if held.path else ""
    shelf.finish(held, models.report_of(outcome, name, settings, note))


def _follow(work: Work, on_its_way: Going) -> None:
    """Watch the import to its end, and go where it leads."""
    run = on_its_way.run
    watch(run, st.empty(), lambda step, rows: _line(step, rows, on_its_way.rows), run.stop, _STAYS)
    try:
        run.result()
    except (Stopped, LedgerError) as why:
        _undone(work, on_its_way, why)
    except Exception:
        running.forget(work.file.folder, on_its_way)
        raise
    else:
        if run.is_stopping:
            say_next(_TOO_LATE)
        frame.switch_to_newest()
        go("report")
    st.rerun()


def _undone(work: Work, on_its_way: Going, why: Stopped | LedgerError) -> None:
    """Nothing was imported: say so, and keep the note for the next time."""
    # The field has not been on the page meanwhile, and what a widget showed goes with it.
    st.session_state["import_note_before"] = (work.file.staged, on_its_way.note)
    if isinstance(why, LedgerError):
        st.session_state["import_refused"] = words_of(work, why)
    else:
        say_next(_CANCELLED)
    # Only now: a click ends this script at its next word, and what is still kept is told then.
    running.forget(work.file.folder, on_its_way)
    if isinstance(why, Stopped):
        go("effect")


def _note_key(work: Work) -> str:
    return f"import_note_{work.file.staged}"


def _line(step: Step | None, rows: int, of_rows: int) -> str:
    if step is None:
        return "The file is being opened …"
    if step == "read":
        return f"{rows:,} of {rows_of(of_rows)} read; nothing is written yet …"
    if step == "write":
        return f"{rows_of(rows)} are being written; nothing counts before all is done …"
    if step == "post":
        return f"{rows_of(rows)}: figures are worked out; nothing counts before all is done …"
    return f"{rows_of(rows)} are being published; it is too late to cancel …"
