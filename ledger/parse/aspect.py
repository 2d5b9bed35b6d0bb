"""When, and whether a figure adds or states a level: windows, totals, "more"."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.parse.context import Context
from ledger.parse.scene import Scene, Thing
from ledger.parse.totals import is_total, total_signs
from ledger.parse.verbs import Group
from ledger.parse.windows import Window, chosen, windows
from ledger.parse.written_days import When

Held = tuple[date | None, date | None]


class Aspect(NamedTuple):
    """`reporting` is flow or total; `when` the time words used, None when inferred or absent.

    `signs` are those of a total, `options` all windows that were weighed.
    """

    reporting: str
    additional: str
    start: date | None
    end: date | None
    when: When | None
    signs: frozenset[str] = frozenset()
    options: tuple[Window, ...] = ()


UNSEEN = Aspect("flow", "unknown", None, None, None)
"""The aspect of a thing that became no claim and has no verb."""


def aspect(
    scene: Scene, thing: Thing, group: Group | None, stage: str, planned: bool,
    bounds: tuple[int, int], held: Held | None, held_total: bool, context: Context,
) -> Aspect:  # fmt: skip
    """Reporting and window of one thing; `held` is the window of what holds it, if anything."""
    signs = total_signs(scene, thing, group, stage, planned, bounds, context)
    if held is not None:
        signs |= {"held total" if held_total else "held flow"}
    whole = not planned and is_total(signs)
    promised = planned or stage in ("pledged", "cancelled")
    options = windows(scene, thing, group, promised, whole, bounds, held, context)
    window = chosen(options)
    more = "yes" if thing.more else "unknown"
    reporting = "total" if whole else "flow"
    return Aspect(reporting, more, window.start, window.end, window.when, signs, options)
