"""Step 6: the import itself, with two buttons and no hidden option."""

from __future__ import annotations

import streamlit as st

from ledger.dashboard import frame
from ledger.dashboard.importing import models, shelf
from ledger.dashboard.importing.work import Work, buttons, go, lead, rehearsed, run
from ledger.intake.outcomes import Outcome
from ledger.intake.rejects import write_rejects

__all__ = ["show"]


def show(work: Work) -> None:
    """The two buttons and the editor's note; the import runs below them."""
    found = models.counts(rehearsed(work))
    lead(f"{models.rows_of(found.rows)}: {found.ready:,} ready, {found.aside:,} set aside. "
         "Everything goes in as one batch, or nothing does.")  # fmt: skip
    told = st.text_input(
        "Note for the batch", key="import_note", placeholder="why this file, and where it is from",
        help="It stays with the batch, for whoever looks at it later.",
    )  # fmt: skip
    with st.container(horizontal=True):
        aside = st.button(
            _aside_label(found), type="primary", key="import_aside", disabled=not found.ready
        )
        stop = bool(found.aside) and st.button(
            f"Import nothing until all {found.rows:,} are right", key="import_stop"
        )
    if aside and not told.strip():
        st.error("Write a note for the batch first: one sentence is enough.", icon=None)
    elif aside:
        _commit(work, told.strip())
    elif stop:
        _wait(work, found)
    buttons(work)


def _aside_label(found: models.Counts) -> str:
    label = f"Import {models.rows_of(found.ready)}"
    return f"{label}, set {found.aside:,} aside" if found.aside else label


def _wait(work: Work, found: models.Counts) -> None:
    st.warning(
        f"Nothing was imported: {models.rows_of(found.aside)} cannot be. The step Check says what "
        "to repair. Then choose the corrected file.", icon=None,
    )  # fmt: skip
    st.button("Go to Check", on_click=go, args=("check",))


def _commit(work: Work, told: str) -> None:
    """Import, keep the report and the rows set aside, and go to the report."""
    place = st.empty()
    outcome = run(work, place, dry_run=False, note=told)
    # No word to the page before the report is kept: a second click would end this run there.
    if outcome.set_aside:
        write_rejects(work.file.rejects_path, outcome.names, outcome.rejected())
    else:
        work.file.rejects_path.unlink(missing_ok=True)
    shelf.finish(work.file, _report(work, outcome, told))
    frame.switch_to_newest()
    go("report")
    st.rerun()


def _report(work: Work, outcome: Outcome, told: str) -> dict[str, object]:
    name = work.file.path.name if work.file.path else ""
    return models.report_of(outcome, name, work.settings, told)
