"""Step 7: what became of the file, the rows set aside, undo and redo."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ledger.dashboard import frame, html
from ledger.dashboard.importing import models
from ledger.dashboard.importing.work import Work, lead, note
from ledger.dashboard.undoing import undo_section
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
    st.html(_facts(work, told, found))
    if found.aside:
        _rejects(work, found)
    if batch:
        undo_section(work.view, batch, "Import")
    st.button("Import another file", on_click=_leave)


def _facts(work: Work, told: dict[str, Any], found: models.Counts) -> html.Markup:
    batch = str(told["batch"])
    rows = (
        ("Batch", html.link(work.view.href("batches", batch=batch), batch) if batch else "none"),
        ("File", shown(told["name"])), ("Content (SHA-256)", told["sha256"]),
        ("Read by", shown(told["read_by"])),
        ("Effect", models.effect_sentence(found)),
        ("Claims", f"{told['claims']:,} new"),
        ("Problems", f"{told['problems']:,}, kept with the batch"),
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


def _again(staged: str) -> None:
    st.session_state.pop("import_stand", None)
    st.query_params.clear()
    st.query_params["like"] = staged


def _leave() -> None:
    st.session_state.pop("import_stand", None)
    st.query_params.clear()
