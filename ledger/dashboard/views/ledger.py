"""The ledger: every line in the lens, fifty a page, each leading to its sentences."""

from __future__ import annotations

import streamlit as st

from ledger.dashboard import export, frame, html, tables
from ledger.report_rows import Headline, Line

_PAGE = 50


def page() -> None:
    """The lines in the lens as a table with levels."""
    view = frame.begin("ledger")
    frame.heading("Ledger")
    head: Headline = view.ask("headline")
    if not head.line_count:
        export.relax(view)
        frame.end()
        return
    start = frame.place_in(head.line_count, _PAGE)
    lines: list[Line] = view.ask("positions", sort="late", limit=_PAGE, offset=start)
    caption = f"Lines {start + 1} to {start + len(lines)}"
    st.html(tables.line_table(view, lines, f"{caption} of {head.line_count:,}; overdue first"))
    export.menu(view, "/ledger", head.line_count)
    st.html(html.tag("p", "Each figure opens the line with the sentences behind it.",
                     class_="al-note"))  # fmt: skip
    frame.end()
