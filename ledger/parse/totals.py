"""Whether a figure adds to what was there or states the level reached: signs and their weights."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.parse.context import Context
from ledger.parse.scene import Scene, Thing
from ledger.parse.verbs import Group
from ledger.parse.weights import probability, weights
from ledger.parse.written_days import When

_YEAR = 364  # days from the first to the last of a calendar year


def is_total(signs: frozenset[str]) -> bool:
    """Whether a figure with some signs is a level reached and not an addition."""
    return probability(signs, weights("totals")) >= 0.5


def total_signs(
    scene: Scene, thing: Thing, group: Group | None, stage: str, planned: bool,
    bounds: tuple[int, int], context: Context,
) -> frozenset[str]:  # fmt: skip
    """What speaks for and against a total."""
    promised = planned or stage in ("pledged", "cancelled")
    return frozenset(
        {
            *_of_figure(scene, thing, context),
            *_of_cues(scene, thing, bounds, promised),
            *_of_verb(group, thing, stage, promised),
            *_of_times(scene, bounds, promised, context),
        }
    )


def brings_total(scene: Scene, thing: Thing) -> bool:
    """As in "This brings the total to 2,000": the words before the thing."""
    return any(hit.value == "brings" for hit in scene.hits_in(0, thing.i, "total"))


def _of_figure(scene: Scene, thing: Thing, context: Context) -> Iterator[str]:
    figure = thing.quantity
    if figure is None:
        yield "named"
    elif figure.total:
        yield "total figure"
    if figure is not None:
        yield f"figure {figure.qualifier}"
    if thing.money:
        yield "money"
    if thing.more:
        yield "more"
    if thing.such and thing.elliptic:
        yield "part of total" if context.last_total else "part"
    if brings_total(scene, thing):
        yield "brings"
    if any(g.flag == "level" and g.j == thing.i for g in scene.groups):
        yield "level reached"
    if context.beside != ((), ()):
        yield "beside total" if context.last_total else "beside flow"


def _of_cues(scene: Scene, thing: Thing, bounds: tuple[int, int], promised: bool) -> Iterator[str]:
    """Words such as "so far" in the clause, at its opening, or elsewhere in the sentence."""
    if not scene.holds("total"):
        return
    left, right = bounds
    rest = next((q.i for q in scene.quantities if q.i >= thing.j and q.low is not None), right)
    for hit in scene.hits_in(0, len(scene.tokens), "total"):
        if left <= hit.i < min(right, rest) or hit.i < 4:
            where = "before" if hit.i < thing.i else "behind"
        else:
            where = "elsewhere"
        when = "promised" if promised else "done"
        yield f"cue {hit.value} {where}"
        yield f"cue {when} {'elsewhere' if where == 'elsewhere' else 'near'}"


def _of_verb(group: Group | None, thing: Thing, stage: str, promised: bool) -> Iterator[str]:
    yield f"stage {stage}"
    if group is None:
        yield "no verb"
        return
    tense = "promised" if promised else group.tense
    yield f"tense {tense}"
    if group.passive:
        yield f"passive {tense}"
    if group.i >= thing.j:
        yield f"relative {tense}" if not group.passive else "verb behind"


def _of_times(
    scene: Scene, bounds: tuple[int, int], promised: bool, context: Context
) -> Iterator[str]:
    """Times of the clause: since, a whole year, a day."""
    done = "promised" if promised else "done"
    found = [when for when in scene.dates if bounds[0] <= when.i < bounds[1]]
    for when in found:
        if when.cue == "since" and _is_past(when, context):
            yield f"since {done}"
        elif when.start and when.end and (when.end - when.start).days >= _YEAR:
            yield f"year {done}"
        elif when.start and when.end and (when.end - when.start).days > 6:
            yield f"span {done}"
        elif when.cue == "day" or (when.start and when.start == when.end):
            yield f"day {done}"
        if when.cue == "until":
            yield f"until {done}"
    if not found:
        yield f"no time {done}"


def _is_past(when: When, context: Context) -> bool:
    return when.start is not None and (context.published is None or when.start <= context.published)
