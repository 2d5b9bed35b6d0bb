"""The findings: what the ledger cannot reconcile, by kind, each leading to its line."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from ledger.dashboard import frame, html, tables
from ledger.dashboard.frame import View
from ledger.report_rows import Finding
from validation.wording import counted

_PAGE = 50


def page() -> None:
    """The findings of the lines in the lens, the serious first, of one kind or of all."""
    view = frame.begin("findings")
    frame.heading("Findings")
    found: list[Finding] = view.ask("findings")
    st.html(
        html.tag(
            "p",
            "What the announcements say and cannot all be true, what is late, and what has no "
            "pledge behind it. Nothing here is corrected or averaged away.",
            class_="al-lead",
        )
    )
    # Findings are made at each posting; the filter for a past day does not reach them.
    note = f"As the ledger was posted for {view.facts.as_of:%Y-%m-%d}, with all that is known."
    st.html(html.tag("p", note, class_="al-note"))
    if found:
        _list(view, found)
    else:
        st.html(html.tag("p", "No findings for the lines in view."))
    frame.end()


def _list(view: View, found: list[Finding]) -> None:
    counts = Counter(one.code for one in found)
    kinds = list(dict.fromkeys(one.code for one in found))
    kind = st.selectbox("Kind", ["all", *kinds], key="kind", bind="query-params")
    chosen = [one for one in found if kind in ("all", one.code)]
    start = frame.place_in(len(chosen), _PAGE)
    all_kinds = counted(len(chosen), "finding")
    of_kind = all_kinds if kind == "all" else f"{counts[kind]:,} of this kind"
    st.html(html.tag("p", f"{of_kind}, contradictions and late promises first", class_="al-note"))
    st.html(tables.finding_list(view, chosen[start : start + _PAGE]))
