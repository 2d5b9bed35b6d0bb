"""Step 5: what the import would do to the ledger. Nothing is written yet."""

from __future__ import annotations

import streamlit as st

from ledger.dashboard import frame, html
from ledger.dashboard.importing import models
from ledger.dashboard.importing.work import Work, bound, buttons, lead, note, rehearsed
from ledger.intake.outcomes import Outcome
from validation.problems import show as shown
from validation.wording import counted

__all__ = ["show"]

_MERGES = {
    "": "become as the file has them",
    "replace-filled": "become as the file has them, and keep what they had where it has a blank",
    "fill-blanks": "keep what they had; only their blanks are filled from the file",
}
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
    _merging(work, outcome)
    _changes(outcome)
    _missing(outcome)
    _alike(outcome)
    buttons(work)


def _merging(work: Work, outcome: Outcome) -> None:
    """The rule for rows that come again, where there are any."""
    if outcome.columns_read is None or not (outcome.effects.changes or work.settings.merge):
        return
    st.radio(
        "Rows that were imported before and come with other cells",
        tuple(_MERGES), format_func=_MERGES.__getitem__,
        **bound(work, "merge", work.settings.merge),
    )  # fmt: skip


def _changes(outcome: Outcome) -> None:
    changes = outcome.effects.changes
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
    if not effects.missing_count:
        return
    frame.heading("Rows that this file no longer has", 2)
    count = counted(effects.missing_count, "row is", "rows are")
    note(f"{count} missing from this file that this publisher had before. What was imported stays "
         "as it is.")  # fmt: skip
    items = [html.tag("li", shown(one)) for one in effects.missing[:_MISSING]]
    st.html(html.tag("ul", *items, class_="al-list"))


def _alike(outcome: Outcome) -> None:
    effects = outcome.effects
    if not effects.alike_count:
        return
    frame.heading("What may stand already", 2)
    note(f"{models.rows_of(effects.alike_count)} may tell what another source has told. They go in "
         "as they are; what is then counted twice stands in Findings as possible-duplicate, where "
         "you can say that two are one.")  # fmt: skip
    rows = [
        [shown(one.source_key), shown(one.publisher), one.published_on, shown(one.evidence)]
        for one in effects.alike
    ]
    st.html(html.table("The first of them", ["Row", "Told by", "On", "In the words"], rows))
