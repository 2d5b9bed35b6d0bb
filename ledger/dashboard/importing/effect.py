"""Step 5: what the import would do to the ledger. Nothing is written yet."""

from __future__ import annotations

import streamlit as st

from ledger.dashboard import frame, html
from ledger.dashboard.importing import models
from ledger.dashboard.importing.work import Work, buttons, lead, note, rehearsed
from ledger.intake.outcomes import Outcome
from validation.problems import show as shown
from validation.wording import counted

__all__ = ["show"]

_CHANGES = 100
_MISSING = 20


def show(work: Work) -> None:
    """The counts, the cells that change, the rows that are gone."""
    outcome = rehearsed(work)
    found = models.counts(outcome)
    lead(models.effect_sentence(found))
    receipt = outcome.receipt
    if receipt and receipt.is_noop:
        had = f" as batch {receipt.batch_id}" if receipt.batch_id else ""
        note(f"This was imported before{had}: nothing in it is new.")
    note("Nothing is written yet.")
    _changes(outcome)
    _missing(outcome)
    buttons(work)


def _changes(outcome: Outcome) -> None:
    changes = outcome.effects.changes if outcome.effects else ()
    if not changes:
        return
    frame.heading("Changed cells", 2)
    rows = [
        [shown(one.source_key), shown(one.column), shown(one.old), shown(one.new)]
        for one in changes[:_CHANGES]
    ]
    more = len(changes) - _CHANGES
    caption = "Old versions stay on file" + (
        f"; {counted(more, 'more cell changes', 'more cells change')}" if more > 0 else ""
    )
    st.html(html.table(caption, ["Row of the register", "Column", "Old", "New"], rows))


def _missing(outcome: Outcome) -> None:
    effects = outcome.effects
    if not effects or not effects.missing_count:
        return
    frame.heading("Rows that this file no longer has", 2)
    count = counted(effects.missing_count, "row is", "rows are")
    note(f"{count} missing from this file that this publisher had before. What was imported stays "
         "as it is.")  # fmt: skip
    items = [html.tag("li", shown(one)) for one in effects.missing[:_MISSING]]
    st.html(html.tag("ul", *items, class_="al-list"))
