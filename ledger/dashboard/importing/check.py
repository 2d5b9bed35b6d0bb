"""Step 4: what is wrong, by what repairs it, and all of it as a table and as files."""

from __future__ import annotations

import streamlit as st

from ledger.dashboard import filters, frame, html
from ledger.dashboard.html import Markup
from ledger.dashboard.importing import models
from ledger.dashboard.importing.reading import question
from ledger.dashboard.importing.repairs import Repairable, repairable
from ledger.dashboard.importing.work import (
    Work,
    buttons,
    lead,
    note,
    rehearsed,
    seen,
    show_trouble,
    state,
)
from ledger.errors import LedgerError
from ledger.intake.outcomes import Outcome
from validation.problems import show as shown
from validation.wording import counted

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
        _repairs(work, repairable(outcome))
        _table(outcome.problems)
        _downloads(outcome)
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
    told = [head, *examples, f"expected: {one['expected']}", f"→ {one['fix']}"]
    return html.tag("li", html.join(told, Markup("<br>")))


def _repairs(work: Work, values: list[Repairable]) -> None:
    """A field for each value that a word could repair; the check runs anew when one is given."""
    told = work.settings.repairs
    if values:
        frame.heading("Repair a value in all its rows", 2)
        note("Say what a value means, such as 12 or ~50. The cell as it was written stays on file, "
             "and a mapping that is kept keeps the repair.")  # fmt: skip
    for one in values:
        label = (
            f"{shown(one.column)}: ‹{shown(one.value)}› in {models.rows_of(one.row_count)} means"
        )
        key = f"import_repair_{work.file.staged}_{one.field}_{one.value}"
        st.text_input(filters.plain(label), key=key, on_change=_repair, args=(work, one, key))
    given = [(field, word, text) for field, table in told.items() for word, text in table.items()]
    for field, word, text in given:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(html.tag("p", f"{field}: ‹{shown(word)}› means ‹{shown(text)}›"))
            st.button("Take back", key=f"unrepair_{field}_{word}", on_click=_take_back,
                      args=(work, field, word))  # fmt: skip


def _repair(work: Work, one: Repairable, key: str) -> None:
    text = st.session_state[key].strip()
    if text:
        table = {**work.settings.repairs.get(one.field, {}), one.value: text}
        state(work, repairs={**work.settings.repairs, one.field: table})


def _take_back(work: Work, field: str, word: str) -> None:
    rest = {one: text for one, text in work.settings.repairs[field].items() if one != word}
    others = {name: table for name, table in work.settings.repairs.items() if name != field}
    state(work, repairs={**others, field: rest} if rest else others)


def _table(problems: list[dict[str, object]]) -> None:
    levels = list(dict.fromkeys(str(one["severity"]) for one in problems))
    chosen = st.multiselect("Levels", levels, key="import_levels", placeholder="all")
    listed = [one for one in problems if not chosen or one["severity"] in chosen]
    rows = [
        [one["row"] or "file", shown(one["column"] or ""), one["found"], one["fix"], one["code"]]
        for one in listed[:_TABLE]
    ]
    caption = counted(len(listed), "problem") + (
        f"; the first {_TABLE} are shown, the files below have all" if len(listed) > _TABLE else ""
    )
    st.html(html.table(caption, ["Row", "Column", "Found", "What to do", "Code"], rows))


def _downloads(outcome: Outcome) -> None:
    """Made when they are asked for: there may be a problem in every row."""
    with st.container(horizontal=True):
        st.download_button(
            "All problems (CSV)", lambda: models.problems_csv(outcome.problems),
            file_name="problems.csv", mime="text/csv", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "All problems (JSON)", lambda: models.problems_json(outcome),
            file_name="problems.json", mime="application/json", on_click="ignore",
        )  # fmt: skip
