"""When, and whether a figure adds or states a level: windows, totals, "more"."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from ledger.parse.context import Context
from ledger.parse.scene import Scene, Thing
from ledger.parse.subjects import clause
from ledger.parse.verbs import Group
from ledger.parse.written_days import When


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
    when = _since_event(scene, when, context.published)
    promised = planned or stage in ("pledged", "cancelled")
    total = not planned and _is_total(
        scene, thing, group, promised, when, (left, right), context.published
    )
    part_of_total = thing.such and thing.elliptic and context.last_total
    total = total or (part_of_total and not promised)
    more = "yes" if thing.more else "unknown"
    start, end = (when.start, when.end) if when else (None, None)
    if total and when is not None and when.cue == "day":
        start = None  # "yesterday we crossed 250 million": the day closes the count
    if total and end is None:
        end = context.published
    end = _so_far(start, end, promised, context.published)
    return Aspect("total" if total else "flow", more, start, end, when)


def _so_far(
    start: date | None, end: date | None, promised: bool, published: date | None
) -> date | None:
    """As in "this year it has sent": what is done in a running period is done up to the day."""
    if promised or start is None or end is None or published is None:
        return end
    return published if start <= published < end else end


def _distance(scene: Scene, thing: Thing, group: Group | None, when: When, anchor: int) -> int:
    """Tokens between a time and its anchor, and 40 for each wall between them."""
    left, right = min(when.i, anchor), max(when.i, anchor)
    start = when.j + 1 if anchor > when.i else left
    walls = max(0, bisect_left(scene.breaks, right) - bisect_left(scene.breaks, start))
    joined = any(scene.has(k, "and") for k in range(max(0, thing.i - 2), thing.i))
    walls += sum(
        1 for g in scene.groups
        if left < g.head < right and g is not group and not _governs(scene, g, group)
        and (g.tense == "gerund" and when.i > thing.i or joined and g.tense in _FINITE)
    )  # fmt: skip
    return right - left + 40 * walls


def _since_event(scene: Scene, when: When | None, published: date | None) -> When | None:
    """As in "Since the truce took effect on 19 January": the clause after since holds the day."""
    if when is None or when.cue in ("since", "until", "day"):
        return when
    for k in range(max(0, when.i - 9), when.i):
        cue = scene.has(k, "total")
        if cue is not None and cue.value == "since":
            return when._replace(cue="since", end=published)
    return when


def _when(
    scene: Scene, thing: Thing, group: Group | None, stage: str, planned: bool,
    published: date | None,
) -> When | None:  # fmt: skip
    """The nearest time that fits the stage: what is promised lies ahead, what is done behind."""
    ahead = planned or stage == "pledged"
    best: tuple[float, When] | None = None
    for when in scene.dates:
        if not _fits(when, ahead, published) or (ahead and _of_the_promise(scene, group, when)):
            continue
        anchors = (group.head, thing.j) if group else (thing.i, thing.j)
        far = min(_distance(scene, thing, group, when, anchor) for anchor in anchors)
        if far < (best[0] if best else 40):
            best = (far, when)
    return best[1] if best else None


def _of_the_promise(scene: Scene, group: Group | None, when: When) -> bool:
    """As in "voted on Monday to send", "that it pledged in May": the day it was promised on."""
    if group is None or when.cue in ("since", "until", "by"):
        return False
    if group.tense == "infinitive" and group.governor >= 0:
        over = scene.groups[group.governor]
        return over.tense in _FINITE and over.j <= when.i < group.i
    return (
        group.klass == "pledge"
        and group.tense in ("past", "perfect")
        and (not group.passive and group.j == when.i)
    )


_FINITE = frozenset({"past", "perfect", "present"})


def _governs(scene: Scene, over: Group, group: Group | None) -> bool:
    while group is not None and group.governor >= 0:
        group = scene.groups[group.governor]
        if group is over:
            return True
    return False


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
    scene: Scene, thing: Thing, group: Group | None, promised: bool, when: When | None,
    bounds: tuple[int, int], published: date | None,
) -> bool:  # fmt: skip
    """Whether the figure is a level reached and not an addition."""
    if thing.quantity is not None and (thing.quantity.total or brings_total(scene, thing)):
        return True
    begun = when is not None and when.cue == "since" and when.start
    if begun and (not published or begun <= published):
        return True
    if any(g.flag == "level" and g.j == thing.i for g in scene.groups):
        return True
    if thing.more:
        return False
    if not promised and _long_or_counted(scene, thing, group, when):
        return True
    return _cued(scene, thing, promised, bounds)


def brings_total(scene: Scene, thing: Thing) -> bool:
    """As in "This brings the total to 2,000": the words before the thing."""
    return any(hit.value == "brings" for hit in scene.hits_in(0, thing.i, "total"))


def _long_or_counted(scene: Scene, thing: Thing, group: Group | None, when: When | None) -> bool:
    """A window of a whole year or more, or "the 50 million doses that we have donated"."""
    if when is not None and when.start and when.end and (when.end - when.start).days >= _YEAR:
        return True  # "Last year it gave ten": all of that year, not ten more
    counted = group is not None and group.i >= thing.j
    return bool(counted and group and group.tense == "perfect" and not group.passive)


_YEAR = 364  # days from the first to the last of a calendar year


def _cued(scene: Scene, thing: Thing, promised: bool, bounds: tuple[int, int]) -> bool:
    if not scene.holds("total"):
        return False
    left, right = bounds
    following = (q.i for q in scene.quantities if q.i >= thing.j and q.low is not None)
    right = min(right, next(following, right))
    opening = range(min(4, left))
    for k in (*opening, *range(left, right)):
        cue = scene.has(k, "total")
        if cue is None or (promised and cue.value not in ("strong", "since", "brings")):
            continue
        if k >= thing.j and cue.value == "brings":
            return False  # the total is stated of what follows
        apart = any(cue.j <= q.i < thing.i and q.low is not None for q in scene.quantities)
        if k < thing.i and apart and k > 3:
            continue
        return True
    return False
