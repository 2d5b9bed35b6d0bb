"""Step 1: the file or pasted text, what it is and whose. The bytes are kept at once."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import streamlit as st

from ledger.dashboard import filters, html, snapshot
from ledger.dashboard.importing import settings as stating
from ledger.dashboard.importing import shelf
from ledger.dashboard.importing.settings import KINDS, Settings
from ledger.dashboard.importing.work import Work, bound, buttons, go, lead, note
from ledger.errors import LedgerError
from validation.datafiles import data_folder
from validation.wording import counted

__all__ = ["show"]

_LIMITS = (
    f"Up to {shelf.LIMIT_MB} MB: CSV with any delimiter, XLSX, XLS, ODS, JSON, JSON Lines, "
    "Parquet. Larger files go in with the command line: aid-ledger import FILE."
)
_KIND_LABELS = {
    "": "Find out by its columns",
    "announcements": "Announcements: texts to be read",
    "pledges": "Pledges in columns",
    "deliveries": "Deliveries in columns",
}


def show(work: Work) -> None:
    """The file and what is known about it."""
    if work.held:
        _show_held(work)
        return
    like = st.query_params.get("like", "")
    if like:
        note("What you stated about the earlier file is used again for this one.")
    lead("Choose a file or paste its text. It is kept beside the ledger at once, and nothing is "
         "recorded before the step Commit.")  # fmt: skip
    note(_LIMITS)
    trouble = st.session_state.pop("import_trouble", "")
    if trouble:
        st.error(filters.plain(trouble), icon=None)
    st.file_uploader(
        "File", key="import_file", max_upload_size=shelf.LIMIT_MB, on_change=_upload, args=(like,)
    )
    with st.expander("Or paste the text of a table"):
        st.text_area("Text of the table, with its header", key="import_text", height=160)
        st.button("Use this text", on_click=_paste, args=(like,))
    note(html.join(["One announcement as plain text? ", html.link("add", "Paste it on Add"), "."]))
    _templates()


def _show_held(work: Work) -> None:
    held = work.file
    size = held.path.stat().st_size if held.path else 0
    lead(f"‹{held.path.name if held.path else ''}› is kept here ({counted(size, 'byte')}). "
         "Nothing is recorded yet.")  # fmt: skip
    told = work.settings
    st.radio(
        "What are its rows?", ["", *KINDS], format_func=_KIND_LABELS.__getitem__,
        **bound(work, "kind", told.kind),
    )  # fmt: skip
    st.text_input("Publisher, of rows that name none", **bound(work, "publisher", told.publisher))
    st.text_input("Link, of rows that give none", placeholder="https://…",
                  **bound(work, "url", told.url))  # fmt: skip
    st.date_input(
        "Published on, of rows that give no day", format="YYYY-MM-DD", value=None,
        min_value=date(1990, 1, 1), max_value=date(2100, 1, 1),
        **bound(work, "day", date.fromisoformat(told.day) if told.day else None),
    )  # fmt: skip
    buttons(work)
    st.button("Choose another file", on_click=_leave)


def _templates() -> None:
    note("A file of your own to begin with, with example rows:")
    with st.container(horizontal=True):
        for kind in KINDS:
            path = data_folder() / "mappings" / "templates" / f"{kind}.csv"
            st.download_button(
                f"Template: {kind}", path.read_bytes(), file_name=path.name, mime="text/csv",
                on_click="ignore",
            )  # fmt: skip


def _leave() -> None:
    st.session_state.pop("import_stand", None)
    st.query_params.clear()


def _upload(like: str) -> None:
    given: Any = st.session_state.get("import_file")
    if given is not None:
        _keep(given.name, given, like)


def _paste(like: str) -> None:
    text = st.session_state.get("import_text", "")
    _keep("pasted.csv", io.BytesIO(text.encode()), like)


def _keep(name: str, data: Any, like: str) -> None:
    """Put the bytes on the shelf, with what was stated about the file they correct, if any."""
    ledger = snapshot.ledger_path()
    try:
        staged = shelf.put(ledger, name, data)
    except LedgerError as error:
        st.session_state["import_trouble"] = f"{error.message} {error.hint}"
        return
    held, before = shelf.find(ledger, staged), shelf.find(ledger, like)
    if held and before and not held.settings:
        shelf.save(held, _as_before(stating.of(before.settings)).as_json())
    st.query_params.pop("like", None)
    go("source", staged)


def _as_before(told: Settings) -> Settings:
    """What holds for the corrected rows too: they come as UTF-8 with commas and one header."""
    from dataclasses import replace

    return replace(told, encoding="", delimiter="", header_row=0, sheet="")
