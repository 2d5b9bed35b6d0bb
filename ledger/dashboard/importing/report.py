"""Step 7: what became of the file, the rows set aside, undo and redo."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ledger.dashboard import filters, frame, html, snapshot
from ledger.dashboard.importing import models
from ledger.dashboard.importing.work import Work, lead, note
from ledger.errors import LedgerError
from ledger.intake.undoing import undo, undo_chain
from validation.problems import show as shown

__all__ = ["show"]


def show(work: Work) -> None:
    """The batch, its rejects, and taking it back or bringing it back."""
    told = work.file.report or {}
    found = models.Counts(**told["counts"])
    batch = str(told["batch"])
    if told["is_noop"]:
        had = f" as batch {batch}" if batch else ""
        lead(f"This exact file was imported before{had}. Nothing in it is new.")
    else:
        aside = f" {models.rows_of(found.aside)} set aside." if found.aside else ""
        lead(f"Imported {models.rows_of(found.ready)} as batch {batch}.{aside}")
    st.html(_facts(told, found))
    if found.aside:
        _rejects(work, found)
    if batch:
        _undoing(batch)
    st.button("Import another file", on_click=_leave)


def _facts(told: dict[str, Any], found: models.Counts) -> html.Markup:
    rows = (
        ("File", shown(told["name"])), ("Content (SHA-256)", told["sha256"]),
        ("Read by", shown(told["read_by"])),
        ("Effect", models.effect_sentence(found)),
        ("Claims", f"{told['claims']:,} new; {told['problems']:,} problems kept with the batch"),
        ("Note", told["note"]),
    )  # fmt: skip
    pairs = [piece for name, text in rows for piece in (html.tag("dt", name), html.tag("dd", text))]
    return html.tag("dl", *pairs, class_="al-def")


def _rejects(work: Work, found: models.Counts) -> None:
    frame.heading("The rows that were set aside", 2)
    note("They are in their own columns, with a reason each. Correct them in that file and import "
         "it: columns that begin with _ are ignored, and the rows take the places that they would "
         "have had.")  # fmt: skip
    with st.container(horizontal=True):
        st.download_button(
            f"Download the {models.rows_of(found.aside)} with reasons",
            work.file.rejects_path.read_bytes(), file_name="rejected.csv", mime="text/csv",
            on_click="ignore",
        )  # fmt: skip
        st.button("Import the corrected rows", on_click=_again, args=(work.file.staged,))


def _undoing(batch: str) -> None:
    chain = undo_chain(snapshot.ledger_path(), batch)
    is_undone = len(chain) % 2 == 0
    word, target = ("Redo", chain[1]) if is_undone else ("Undo", batch)
    frame.heading("Taking it back" if not is_undone else "Bringing it back", 2)
    if is_undone:
        note(f"{batch} was undone by {chain[-1]}. Nothing was deleted.")
    elif len(chain) > 1:
        note(f"{batch} was undone by {chain[-2]} and stands again by {chain[-1]}.")
    trouble = st.session_state.pop("import_undo_trouble", "")
    if trouble:
        st.error(filters.plain(trouble), icon=None)
    shown_for = (target, len(chain))
    if st.session_state.get("import_undo") != shown_for:
        st.button(f"{word} {batch}: show what would change", key="import_preview",
                  on_click=_preview, args=(shown_for,))  # fmt: skip
        return
    done = undo(snapshot.ledger_path(), target, frame.utc_now(), who="dashboard", dry_run=True)
    st.html(html.tag("ul", *(html.tag("li", shown(one)) for one in done.notes), class_="al-list"))
    note(f"{len(done.changes):,} figures would change. Nothing is written yet.")
    with st.container(horizontal=True):
        st.button(f"{word} {batch}", key="import_undo_do", type="primary",
                  on_click=_act, args=(target, word))  # fmt: skip
        st.button("Leave it", on_click=_preview, args=(None,))


def _preview(which: tuple[str, int] | None) -> None:
    st.session_state["import_undo"] = which


def _act(target: str, word: str) -> None:
    why = f"{word} on the page Import"
    try:
        undo(snapshot.ledger_path(), target, frame.utc_now(), who="dashboard", why=why)
    except LedgerError as error:
        st.session_state["import_undo_trouble"] = f"{error.message} {error.hint}"
    _preview(None)
    frame.switch_to_newest()


def _again(staged: str) -> None:
    st.session_state.pop("import_stand", None)
    st.query_params.clear()
    st.query_params["like"] = staged


def _leave() -> None:
    st.session_state.pop("import_stand", None)
    st.query_params.clear()
