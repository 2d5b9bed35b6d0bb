"""When, and whether a figure adds or states a level: windows, totals, "more"."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.parse.context import Context
from ledger.parse.dates import When
from ledger.parse.roles import clause
from ledger.parse.things import Scene, Thing
from ledger.parse.verbs import Group


class Aspect(NamedTuple):
    """`reporting` is flow or total; `when` the time words used, None when inferred or absent."""

    reporting: str
    additional: str
    start: date | None
    end: date | None
    when: When | None


def aspect(
    scene: Scene, thing: Thing, group: Group | None, stage: str, planned: bool, context: Context
) -> Aspect:
    """Reporting and window of one thing."""
    left, right = clause(scene, group, thing)
    when = _when(scene, thing, group, stage, planned, context.published)
    total = _is_total(scene, thing, group, stage, planned, when, left, right)
    more = "yes" if thing.more else "unknown"
    start, end = (when.start, when.end) if when else (None, None)
    if total and end is None:
        end = context.published
    return Aspect("total" if total else "flow", more, start, end, when)


def _when(
    scene: Scene, thing: Thing, group: Group | None, stage: str, planned: bool,
    published: date | None,
) -> When | None:  # fmt: skip
    """The nearest time that fits the stage: what is promised lies ahead, what is done behind."""
    ahead = planned or stage == "pledged"
    best: tuple[float, When] | None = None
    for when in scene.dates:
        if not _fits(when, ahead, published):
            continue
        anchor = group.head if group else thing.i
        distance = min(abs(when.i - anchor), abs(when.i - thing.j))
        left, right = min(when.i, anchor), max(when.i, anchor)
        walls = sum(1 for k in range(left, right) if _wall(scene, k, when))
        walls += sum(
            1 for g in scene.groups
            if left < g.head < right and g is not group and g.tense in ("past", "perfect", "present")
            and not _governs(scene, g, group)
        )  # fmt: skip
        if distance + 40 * walls < (best[0] if best else 40):
            best = (distance + 40 * walls, when)
    return best[1] if best else None


def _governs(scene: Scene, over: Group, group: Group | None) -> bool:
    while group is not None and group.governor >= 0:
        group = scene.groups[group.governor]
        if group is over:
            return True
    return False


def _wall(scene: Scene, k: int, when: When) -> bool:
    return not when.i <= k < when.j and (
        scene.tokens[k].text in ";:" or scene.has(k, "sub") is not None
    )


def _fits(when: When, ahead: bool, published: date | None) -> bool:
    if published is None:
        return True
    if ahead:
        return (
            when.cue == "since"
            or when.end is None
            or when.end >= published
            and (when.cue != "day" or when.future)
        )
    return not when.future and (when.start is None or when.start <= published)


def _is_total(
    scene: Scene, thing: Thing, group: Group | None, stage: str, planned: bool,
    when: When | None, left: int, right: int,
) -> bool:  # fmt: skip
    if thing.quantity is not None and (thing.quantity.total or any(
        "total" in here and here["total"].row.startswith("total.bring")
        for here in scene.hits[: thing.i]
    )):
        return True
    if when is not None and when.cue == "since" and not planned:
        return True
    if group is not None and group.base == "reach" and thing.elliptic:
        return True
    if planned or stage in ("pledged", "cancelled"):
        return any(scene.has(k, "total") and scene.has(k, "total").row in _STRONG  # type: ignore[union-attr]
                   for k in range(left, right))  # fmt: skip
    if when is not None and when.start and when.end and (when.end - when.start).days > 400:
        return True
    if (
        thing.j < len(scene.tokens)
        and group is not None
        and group.i >= thing.j
        and (group.tense == "perfect" and not group.passive)
    ):
        return True  # "the 50 million doses that we have donated"
    for k in range(left, right):
        cue = scene.has(k, "total")
        if cue is None:
            continue
        if k >= thing.j and cue.row.startswith("total.bring"):
            return False  # the total is stated of what follows
        return True
    return False


_STRONG = frozenset(
    "total.since total.to-date total.so-far total.in-total total.a-total-of total.total total.overall".split()
)
