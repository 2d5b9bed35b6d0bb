"""Step 4: what is wrong, by what repairs it, and all of it as a table and as files."""

from __future__ import annotations

import streamlit as st

from ledger.dashboard import frame, html
from ledger.dashboard.html import Markup
from ledger.dashboard.importing import models
from ledger.dashboard.importing.reading import question
from ledger.dashboard.importing.work import (
    Work,
    buttons,
    lead,
    note,
    rehearsed,
    seen,
    show_trouble,
)
from ledger.errors import LedgerError
from validation.problems import show as shown

__all__ = ["show"]

_TABLE = 200  # problems in the table; the files have all


def show(work: Work) -> None:
    """Summary, groups, table, downloads."""
    try:
        outcome = rehearsed(work)
    except LedgerError as error:
        show_trouble(work, error)
        for asked in seen(work).questions:
            if not getattr(work.settings, asked.about):
                question(work, asked)
        buttons(work, may_go_on=False)
        return
    found = models.counts(outcome)
    lead(models.summary(found))
    if not outcome.problems:
        note("Nothing is wrong with any row.")
    else:
        _groups(outcome.problems)
        _table(outcome.problems)
        _downloads(models.problems_csv(outcome.problems), models.problems_json(outcome))
    buttons(work)


def _groups(problems: list[dict[str, object]]) -> None:
    frame.heading("What to repair, biggest first", 2)
    items = [_group(one) for one in models.group_rows(problems)]
    st.html(html.tag("ul", *items, class_="al-list"))


def _group(one: dict[str, object]) -> Markup:
    column = f" · column {shown(one['column'])}" if one["column"] else ""
    head = html.join([
        html.tag("span", one["severity"], class_=f"al-badge al-badge-{one['severity']}"),
        html.tag("strong", f"{one['count']} × {one['code']}"), f"{column} · {one['where']}",
    ])  # fmt: skip
    examples = one["examples"] if isinstance(one["examples"], list) else []
    return html.tag(
        "li", html.join([head, *examples, html.join(["→ ", one["fix"]])], Markup("<br>"))
    )


def _table(problems: list[dict[str, object]]) -> None:
    levels = list(dict.fromkeys(str(one["severity"]) for one in problems))
    chosen = st.multiselect("Levels", levels, key="import_levels", placeholder="all")
    listed = [one for one in problems if not chosen or one["severity"] in chosen]
    rows = [
        [one["row"] or "file", shown(one["column"] or ""), one["found"], one["fix"], one["code"]]
        for one in listed[:_TABLE]
    ]
    caption = f"{len(listed):,} problems" + (
        f"; the first {_TABLE} are shown, the files below have all" if len(listed) > _TABLE else ""
    )
    st.html(html.table(caption, ["Row", "Column", "Found", "What to do", "Code"], rows))


def _downloads(as_csv: str, as_json: str) -> None:
    with st.container(horizontal=True):
        st.download_button("All problems (CSV)", as_csv, file_name="problems.csv",
                           mime="text/csv", on_click="ignore")  # fmt: skip
        st.download_button("All problems (JSON)", as_json, file_name="problems.json",
                           mime="application/json", on_click="ignore")  # fmt: skip
