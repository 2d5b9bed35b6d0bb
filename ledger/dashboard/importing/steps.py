"""The seven steps and where a reader stands, from the address alone. Knows no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

from ledger.dashboard.importing.shelf import Held

__all__ = ["LABELS", "STEPS", "Stand", "neighbours", "stand"]

LABELS = {
    "source": "Source",
    "read": "Read",
    "map": "Map",
    "check": "Check",
    "effect": "Effect",
    "commit": "Commit",
    "report": "Report",
}
STEPS = tuple(LABELS)
_GONE = (
    "The upload that the link names is no longer here: uploads are kept for a day. "
    "Choose the file again."
)
_DONE = "This file has been imported; here is what became of it."


class Stand(NamedTuple):
    """Where a reader stands: the step to show, those that can be opened, and what to say first."""

    step: str
    open_steps: tuple[str, ...]
    notice: str = ""


def stand(step: str, staged: str, held: Held | None) -> Stand:
    """The step to show for an address.

    >>> stand("check", "", None)
    Stand(step='source', open_steps=('source',), notice='')
    """
    if staged and (held is None or (held.path is None and held.report is None)):
        return Stand("source", ("source",), _GONE)
    if held is None:
        return Stand("source", ("source",))
    if held.path is None:
        notice = _DONE if step in STEPS[:-1] else ""
        return Stand("report", ("report",), notice)
    told = "" if step in ("", *STEPS) else f"The link asks for the step '{step}'. There is none."
    is_open = step in STEPS[:-1]
    return Stand(step if is_open else "source", STEPS[:-1], told)


def neighbours(step: str) -> tuple[str, str]:
    """The steps before and after; "" at the ends. The report comes of the commit alone.

    >>> neighbours("source"), neighbours("commit")
    (('', 'read'), ('effect', ''))
    """
    at = STEPS.index(step)
    before = STEPS[at - 1] if 0 < at < len(STEPS) - 1 else ""
    after = STEPS[at + 1] if at < len(STEPS) - 2 else ""
    return before, after
