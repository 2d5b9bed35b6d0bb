"""When: which of the times of a sentence is meant of a thing, or none of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ledger.parse.context import Context
from ledger.parse.scene import Scene, Thing
from ledger.parse.verbs import Group
from ledger.parse.weights import total, weights
from ledger.parse.written_days import When, a_year_on, day_of_event

_LONG = 300  # days
_FINITE = frozenset({"past", "perfect", "present"})


class Window(NamedTuple):
    """From and to, both days included, None where open; `when` is None where no words say so."""

    start: date | None
    end: date | None
    when: When | None
    signs: frozenset[str]


def windows(
    scene: Scene, thing: Thing, group: Group | None, promised: bool, is_total: bool,
    bounds: tuple[int, int], held: tuple[date | None, date | None] | None, context: Context,
) -> tuple[Window, ...]:  # fmt: skip
    """Every window that may be meant: no time, the day of publication, each time, what holds it."""
    kind = "total" if is_total else "promised" if promised else "done"
    none = Window(None, context.published if is_total else None, None,
                  frozenset({"none", f"none {kind}"}))  # fmt: skip
    found = [none]
    if is_total and context.published is not None:
        found.append(Window(None, None, None, frozenset({"open", f"open {kind}"})))
    if held is not None and held != (None, None):
        found.append(Window(*held, None, frozenset({"held", f"held {kind}"})))
    times = [_since_event(scene, when, context) for when in scene.dates]
    times = [when for when in times if not when.event or when.start]
    if promised:
        times = [_due(scene, when, group, context.published) for when in times]
    far = [_distance(scene, thing, group, when) for when in times]
    for when, steps in zip(times, far, strict=True):
        seen = frozenset(
            _signs(scene, thing, group, when, steps, steps == min(far), kind, bounds, context)
        )
        found.append(Window(*_bounds(when, kind, context.published), when, seen))
    return tuple(found)


def chosen(found: tuple[Window, ...]) -> Window:
    """The window with the highest sum; the first of equal ones."""
    values = weights("windows")
    return max(found, key=lambda window: total(window.signs, values))


def _signs(
    scene: Scene, thing: Thing, group: Group | None, when: When, steps: int, nearest: bool,
    kind: str, bounds: tuple[int, int], context: Context,
) -> Iterator[str]:  # fmt: skip
    cue = when.cue or "bare"
    yield f"time {kind}"
    yield f"{cue} {kind}"
    yield f"{'nearest' if nearest else 'farther'} {kind}"
    yield "near" if steps <= 4 else "middling" if steps <= 12 else "far" if steps < 40 else "walled"
    yield "in clause" if bounds[0] <= when.i < bounds[1] else "out of clause"
    yield f"ahead {kind}" if _is_ahead(when, context.published) else f"behind {kind}"
    if when.start and when.end and (when.end - when.start).days >= _LONG:
        yield f"long {kind}"
    if when.start == when.end == context.published and when.start is not None:
        yield f"today {kind}"
    if _of_the_promise(group, when):
        yield "of the promise"
    if when.i >= thing.j:
        yield "after thing"
    if when.i <= 2:
        yield "opens"
    if thing.such and thing.elliptic:
        yield f"{cue} of a part"
    if any(min(when.i, thing.i) < g.head < max(when.i, thing.i) and g is not group
           and g.tense in _FINITE for g in scene.groups):  # fmt: skip
        yield f"{cue} of another verb"


def _is_ahead(when: When, published: date | None) -> bool:
    if when.future or published is None:
        return when.future
    return (
        when.start is not None
        and when.start > published
        or (when.start is None and when.end is not None and when.end > published)
    )


def _bounds(when: When, kind: str, published: date | None) -> tuple[date | None, date | None]:
    """The window that a time means: what is done in a running period is done up to the day."""
    start, end = when.start, when.end
    if kind == "total" and when.cue == "day":
        start = None  # "yesterday we crossed 250 million": the day closes the count
    if kind == "total" and end is None:
        end = published
    if kind != "promised" and start and end and published and start <= published < end:
        end = published
    return start, end


def _distance(scene: Scene, thing: Thing, group: Group | None, when: When) -> int:
    """Tokens between a time and its thing or verb, and 40 for each wall between them."""
    anchors = (group.head, thing.j) if group else (thing.i, thing.j)
    return min(_steps(scene, thing, group, when, anchor) for anchor in anchors)


def _steps(scene: Scene, thing: Thing, group: Group | None, when: When, anchor: int) -> int:
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


def _governs(scene: Scene, over: Group, group: Group | None) -> bool:
    while group is not None and group.governor >= 0:
        group = scene.groups[group.governor]
        if group is over:
            return True
    return False


def _since_event(scene: Scene, when: When, context: Context) -> When:
    """As in "Since the truce took effect on 19 January": the clause after since holds the day."""
    published = context.published
    if when.event:
        told = (*context.crisis, *context.title_recipients, *context.theme_gets, context.country,
                *context.recipients.codes)  # fmt: skip
        day = day_of_event(when.event, told) if when.cue == "since" else None
        return when._replace(start=day, end=published if day else None)
    if when.cue in ("since", "until", "day"):
        return when
    for k in range(max(0, when.i - 9), when.i):
        cue = scene.has(k, "total")
        if cue is not None and cue.value == "since" and not _has_own(scene, k, when):
            return when._replace(cue="since", end=published)
    return when


def _has_own(scene: Scene, k: int, when: When) -> bool:
    """As in "since 2021, of which 10 came in May": the since at token k has a time of its own."""
    other = next((one for one in scene.dates if k <= one.i < when.i), None)
    return other is not None and any(
        scene.tokens[x].text in ",;" or scene.has(x, "rel") for x in range(other.j, when.i)
    )


def _due(scene: Scene, when: When, group: Group | None, published: date | None) -> When:
    """As in "will send tents by 31 March": no promise is due before it is made."""
    if not (when.yearless and published and when.end and when.end < published):
        return when
    if not _is_ahead_of(scene, when, group):
        return when
    start = published if when.cue == "until" else when.start and a_year_on(when.start)
    return when._replace(start=start, end=a_year_on(when.end))


_AHEAD = frozenset({"future", "infinitive"})


def _is_ahead_of(scene: Scene, when: When, group: Group | None) -> bool:
    """Whether the verb says that the time is still to come."""
    if group is None:
        return False
    if when.cue == "until" and group.klass in ("pledge", "intend", "await"):
        return True
    behind = range(group.j, when.i)
    return (
        group.tense in _AHEAD
        and len(behind) > 0
        and not any(scene.tokens[k].text in ".;:" for k in behind)
    )


def _of_the_promise(group: Group | None, when: When) -> bool:
    """As in "that it pledged in May": the day it was promised on, not the one it will come."""
    if group is None or when.cue in ("since", "until", "by"):
        return False
    return (
        group.klass == "pledge"
        and group.tense in ("past", "perfect")
        and (not group.passive and group.j == when.i)
    )
