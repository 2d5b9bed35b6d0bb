"""The page /import: which step, for which upload, and the way between them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ledger.dashboard import filters, frame, html, snapshot
from ledger.dashboard.html import Markup
from ledger.dashboard.importing import (
    check,
    commit,
    effect,
    mapping,
    reading,
    report,
    running,
    settings,
    shelf,
    source,
)
from ledger.dashboard.importing.steps import LABELS, STEPS, stand
from ledger.dashboard.importing.work import Work, lead, show_trouble
from ledger.errors import LedgerError

_SHOWN = {
    "source": source.show,
    "read": reading.show,
    "map": mapping.show,
    "check": check.show,
    "effect": effect.show,
    "commit": commit.show,
    "report": report.show,
}
_READ_ONLY = (
    "This dashboard is open for reading only, so nothing can be imported here. "
    "Whoever keeps the ledger imports with the command line, or serves it without --read-only."
)


def page() -> None:
    """The step that the address names."""
    view = frame.begin("import", with_filters=False, may_be_empty=True)
    frame.heading("Import a file")
    if not frame.may_write():
        lead(_READ_ONLY)
        frame.end()
        return
    _resume()
    staged = st.query_params.get("staged", "")
    held = shelf.find(snapshot.ledger_path(), staged) if staged else None
    at = stand(st.query_params.get("step", ""), staged, held)
    usable = held if held and (held.path or held.report) else None
    work = Work(view, at, usable, settings.of(usable.settings if usable else {}))
    st.session_state["import_stand"] = (staged, at.step)
    st.html(_way(work))
    for told in (at.notice, st.session_state.pop("import_said", "")):
        if told:
            st.info(filters.plain(told), icon=None)
    body = _place(work)
    frame.end()  # what takes long is watched last, below and above nothing old
    with body:
        try:
            _SHOWN[at.step](work)
        except LedgerError as error:
            if held is None:
                raise
            show_trouble(work, error)


def _place(work: Work) -> Any:
    """A place of its own for each step, and for an import that goes on.

    What another step drew would else stay, and could be clicked, until this one has drawn its last.
    """
    is_going = work.stand.step == "commit" and running.going(work.file.folder)
    mine = "going" if is_going else work.stand.step
    places = {name: st.container() if name == mine else st.empty() for name in (*STEPS, "going")}
    return places[mine]


def _resume() -> None:
    """The navigation bar drops the query: go on where this reader was."""
    kept = st.session_state.get("import_stand")
    if kept and kept[0] and not {"step", "staged"} & set(st.query_params):
        st.query_params.update({"staged": kept[0], "step": kept[1]})


def _way(work: Work) -> Markup:
    """The seven steps in order; those that can be opened are links."""
    items = []
    for number, (step, label) in enumerate(LABELS.items(), 1):
        told = f"{number} {label}"
        if step == work.stand.step:
            items.append(html.tag("li", told, aria_current="step"))
        elif work.held and step in work.stand.open_steps:
            href = f"import?staged={work.held.staged}&step={step}"
            items.append(html.tag("li", html.link(href, told)))
        else:
            items.append(html.tag("li", told))
    return html.tag("nav", html.tag("ol", *items, class_="al-steps"), aria_label="Steps")
