"""Taking a batch back and bringing it back: what would change is shown before it is changed.

The same on every page that shows a batch. How a batch stands is asked of the newest copy, not of
the one that the reader looks at: what is pressed here meets the ledger as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ledger.dashboard import filters, frame, html, snapshot, words
from ledger.dashboard.frame import View
from ledger.errors import LedgerError
from ledger.intake.deciding import Change, Decided
from ledger.intake.undoing import undo, undo_chain
from ledger.numbers import shown_level
from validation.problems import show as printable
from validation.wording import counted

__all__ = ["undo_section"]

_FIGURES = 20
_READ_ONLY = (
    "This dashboard is open for reading only, so no batch can be taken back or brought back here. "
    "Whoever keeps the ledger does it with the command line (aid-ledger undo), or serves it "
    "without --read-only."
)


def undo_section(view: View, batch: str, page: str) -> None:
    """The buttons Undo or Redo behind a preview, or why there are none.

    Args:
        view: of the page.
        batch: its id.
        page: name of the page, for the reason that is kept with the act.
    """
    if not frame.may_write():
        frame.heading("Taking it back", 2)
        _note(_READ_ONLY)
        return
    try:
        _section(view, batch, page)
    except LedgerError as error:
        st.error(filters.plain(f"{error.message} {error.hint}"), icon=None)


def _section(view: View, batch: str, page: str) -> None:
    chain = undo_chain(snapshot.ledger_path(), batch)
    is_undone = len(chain) % 2 == 0
    word, target = ("Redo", chain[1]) if is_undone else ("Undo", batch)
    frame.heading("Bringing it back" if is_undone else "Taking it back", 2)
    if is_undone:
        _note(f"{batch} was undone by {chain[-1]}. Nothing was deleted.")
    elif len(chain) > 1:
        _note(f"{batch} was undone by {chain[-2]} and stands again by {chain[-1]}.")
    trouble = st.session_state.pop("undo_trouble", "")
    if trouble:
        st.error(filters.plain(trouble), icon=None)
    # Of this batch as it stands: a preview of another one, or from before, is none.
    seen = (batch, len(chain))
    if st.session_state.get("undo_seen") != seen:
        st.button(f"{word} {batch}: show what would change", key="undo_preview",
                  on_click=_see, args=(seen,))  # fmt: skip
        return
    _preview(view, undo(snapshot.ledger_path(), target, frame.utc_now(), dry_run=True))
    with st.container(horizontal=True):
        st.button(f"{word} {batch}", key="undo_do", type="primary",
                  on_click=_act, args=(target, f"{word} on the page {page}"))  # fmt: skip
        st.button("Leave it", key="undo_leave", on_click=_see, args=(None,))


def _preview(view: View, done: Decided) -> None:
    notes = (html.tag("li", printable(one)) for one in done.notes)
    st.html(html.tag("ul", *notes, class_="al-list"))
    _note(f"{counted(len(done.changes), 'figure')} would change. Nothing is written yet.")
    if done.changes:
        st.html(_figures(done.changes, view.ask("labels")))


def _figures(changes: Sequence[Change], names: Mapping[tuple[str, str], str]) -> html.Markup:
    more = len(changes) - _FIGURES
    caption = "Before and after" + (
        f"; {counted(more, 'more figure changes', 'more figures change')}" if more > 0 else ""
    )
    rows = [
        [
            f"{one.item_label}, {_parties(one.donor, names)} → {_parties(one.recipient, names)}",
            words.unit(names.get(("unit", one.unit), one.unit)), one.level.capitalize(),
            shown_level(one.level, one.low_before, one.high_before, one.said_before)
            if one.was_there else "no line",
            shown_level(one.level, one.low_after, one.high_after, one.said_after)
            if one.is_there else "no line",
        ]
        for one in changes[:_FIGURES]
    ]  # fmt: skip
    return html.table(caption, ["Line", "Unit", "Level", "Before", "After"], rows, numeric=2)


def _parties(codes: str, names: Mapping[tuple[str, str], str]) -> str:
    told = [names.get(("party", code), code) for code in codes.split("+")]
    return " and ".join(told) if codes else "nobody named"


def _see(which: tuple[str, int] | None) -> None:
    st.session_state["undo_seen"] = which


def _act(target: str, why: str) -> None:
    try:
        undo(snapshot.ledger_path(), target, frame.utc_now(), who="dashboard", why=why)
    except LedgerError as error:
        st.session_state["undo_trouble"] = f"{error.message} {error.hint}"
    _see(None)
    frame.switch_to_newest()


def _note(text: str) -> None:
    st.html(html.tag("p", text, class_="al-note"))
