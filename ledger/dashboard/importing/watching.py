"""Watching an import or its rehearsal: a line with counts, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ledger.dashboard import html
from ledger.dashboard.importing.running import Run
from ledger.intake.progress import Step

__all__ = ["watch"]

_TICK = 0.25  # seconds; what the reader clicks meanwhile is heard at the next one


def watch(
    run: Run[Any],
    place: Any,
    line: Callable[[Step | None, int], str],
    cancel: Callable[[], None],
    aside: str = "",
) -> None:
    """Tell how far a run is until it ends; a click on anything ends the watching and not the run.

    Args:
        run: to watch.
        place: of the page, empty at first and at the end.
        line: says a step and its number of rows; None before the first.
        cancel: what the button does; the page runs anew then.
        aside: a remark below the line.
    """
    if run.ended(_TICK):
        return
    with place.container():
        told, button = st.empty(), st.empty()
        if aside:
            st.html(html.tag("p", aside, class_="al-note"))
        if not run.is_stopping:
            button.button("Cancel", key="import_cancel", on_click=cancel)
    while True:
        step, rows = run.said or (None, 0)
        said = "Stopping …" if run.is_stopping else line(step, rows)
        told.html(html.tag("p", said, class_="al-lead", role="status"))
        if step == "publish":
            button.empty()  # too late
        if run.ended(_TICK):
            break
    place.empty()
