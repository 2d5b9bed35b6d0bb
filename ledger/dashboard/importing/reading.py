"""Step 2: how the file is read. Each finding can be changed, and the raw rows follow."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ledger.dashboard import filters, frame, html
from ledger.dashboard.importing.settings import KINDS
from ledger.dashboard.importing.work import Work, bound, buttons, note, seen, show_trouble, state
from ledger.errors import LedgerError
from ledger.intake.glimpse import Glimpse, Question
from validation.problems import show as shown
from validation.wording import counted

__all__ = ["question", "show"]

_ENCODINGS = ("", "utf-8", "utf-16", "cp1251", "cp1252", "latin-1")
_DELIMITERS = {"": "as found", ",": "comma ,", ";": "semicolon ;", "\t": "tab", "|": "bar |"}
_MARKS = {"": "as the column shows", ".": "point: 1.5", ",": "comma: 1,5"}
_ORDERS = {
    "": "as the cells show",
    "dmy": "day first: 31/12/2025",
    "mdy": "month first: 12/31/2025",
}
_CELLS = 12


def show(work: Work) -> None:
    """The findings and the first rows."""
    try:
        found: Glimpse | None = seen(work)
    except LedgerError as error:
        show_trouble(work, error)
        found = None
    _choices(work, found)
    if found is not None:
        for one in found.notes:
            note(f"{one.found} {one.fix}")
        for asked in found.questions:
            if not getattr(work.settings, asked.about):
                question(work, asked)
        _raw(found)
    buttons(work, may_go_on=found is not None)


def _choices(work: Work, found: Glimpse | None) -> None:
    told = work.settings
    is_table = found is None or bool(found.header.delimiter)
    left, middle, right = st.columns(3)
    with left:
        _select(
            work, "kind", ("", *KINDS), {"": f"as found: {found.kind}" if found else "find out"}
        )
        if found and found.sheets:
            _select(work, "sheet", ("", *found.sheets), {"": f"as found: {found.sheet}"})
        if is_table:
            encoding = found.survey.encoding if found else "find out"
            _select(work, "encoding", _ENCODINGS, {"": f"as found: {encoding}"})
    with middle:
        if is_table:
            mark = _DELIMITERS[found.header.delimiter] if found else "find out"
            _select(work, "delimiter", tuple(_DELIMITERS), {**_DELIMITERS, "": f"as found: {mark}"})
        if found is None or found.header.number:
            at = f" (found: {found.header.number})" if found else ""
            st.number_input(
                f"Header row, 0 to find it{at}", min_value=0, max_value=1000,
                **bound(work, "header_row", told.header_row),
            )  # fmt: skip
    with right:
        _select(work, "decimal_mark", tuple(_MARKS), _MARKS)
        _select(work, "date_order", tuple(_ORDERS), _ORDERS)


_TITLES = {
    "kind": "What its rows are", "sheet": "Sheet", "encoding": "Encoding", "delimiter": "Delimiter",
    "decimal_mark": "Decimal mark", "date_order": "Order of day and month",
}  # fmt: skip


def _select(work: Work, name: str, options: tuple[str, ...], labels: dict[str, str]) -> None:
    value = getattr(work.settings, name)
    st.selectbox(
        _TITLES[name], options if value in options else (*options, value),
        format_func=lambda one: labels.get(one, one), **bound(work, name, value),
    )  # fmt: skip


def question(work: Work, asked: Question) -> None:
    """What can be read in two ways, with a button for each."""
    value = filters.plain(shown(asked.value))
    is_date = asked.about == "date_order"
    more = f" ‹{filters.plain(shown(asked.sure))}› fits one order only." if asked.sure else ""
    with st.container(border=True):
        st.markdown(
            f"**Column {filters.plain(shown(asked.column))}: is ‹{value}› {asked.first} or "
            f"{asked.second}?** {asked.cell_count:,} of the first values can be read both "
            f"ways.{more}"
        )
        with st.container(horizontal=True):
            answers: tuple[tuple[str, Any], ...] = (
                (asked.first, "dmy" if is_date else ","), (asked.second, "mdy" if is_date else "."),
            )  # fmt: skip
            for label, answer in answers:
                st.button(
                    label, key=f"ask_{asked.about}_{asked.column}_{answer}",
                    on_click=_answer, args=(work, asked.about, answer),
                )  # fmt: skip


def _answer(work: Work, about: str, answer: str) -> None:
    state(work, **{about: answer})


def _raw(found: Glimpse) -> None:
    frame.heading("The first rows as they stand", 2)
    width = min(max(len(cells) for _, cells in found.raw), _CELLS)
    rows = []
    for number, cells in found.raw:
        told: list[object] = [shown(cell) for cell in [*cells, *[""] * width][:width]]
        if number == found.header.number:
            told = [html.tag("strong", cell) for cell in told]
        label = f"{number} header" if number == found.header.number else str(number)
        rows.append([label, *told])
    more = max(len(cells) for _, cells in found.raw) - width
    caption = "Numbered as in the file; the header of a plain table is row 1" + (
        f"; {counted(more, 'more column')} not shown" if more > 0 else ""
    )
    st.html(html.table(caption, ["Row", *map(_letter, range(width))], rows))


def _letter(place: int) -> str:
    return chr(65 + place)
