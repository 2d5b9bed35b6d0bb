"""Which verb or noun speaks about which thing: the cheapest link wins, blockers included."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.parse.scene import Scene, Thing
from ledger.parse.stages import INHERITS
from ledger.parse.verbs import Group

_SUBJECT_CLASSES = frozenset({"arrive", "depart"})


_LIMIT = 5.9


_REACH = 70  # tokens; beyond, distance alone is too dear


_WEAK = {"intend": 1.5, "aspect": 1.5, "await": 2.0}


@dataclass(frozen=True, slots=True)
class Link:
    """A thing and what governs it: a verb group, a trigger noun (by index), or neither.

    `gap` is how much dearer the runner-up is: small gaps make doubtful readings.
    """

    thing: int
    group: int
    noun: int
    cost: float
    gap: float


def assign(scene: Scene, found: tuple[Thing, ...]) -> tuple[Link, ...]:
    """One link a thing. Listed things share the link of their nearest member."""
    links: list[Link] = []
    for series in _series(scene, found):
        options = [_options(scene, found[k]) for k in series]
        shared = _merged(options)
        for k in series:
            links.append(_best(scene, found[k], k, shared))
    return tuple(links)


def _series(scene: Scene, found: tuple[Thing, ...]) -> list[list[int]]:
    """Runs of things joined only by commas, "and", bullets and articles."""
    runs: list[list[int]] = []
    for k, thing in enumerate(found):
        if runs and _joined(scene, found[runs[-1][-1]], thing):
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def _joined(scene: Scene, left: Thing, right: Thing) -> bool:
    between = range(left.j, right.i)
    if right.elliptic and any(scene.tokens[k].text == ";" for k in between):
        return False
    return (
        len(between) > 0
        and len(between) <= 6
        and all(
            scene.tokens[k].text in ",;-\u2013\u2014\u2022:"
            or scene.has(k, "and", "det", "additional", "adverb", "qualifier", "including")
            for k in between
        )
    )


def _merged(options: list[dict[int, float]]) -> dict[int, float]:
    """For each verb the cost to its nearest member of the list."""
    merged: dict[int, float] = {}
    for option in options:
        for group, cost in option.items():
            merged[group] = min(cost, merged.get(group, cost))
    return merged


def _options(scene: Scene, thing: Thing) -> dict[int, float]:
    near = [k for k, g in enumerate(scene.groups) if thing.i - _REACH < g.i < thing.j + _REACH]
    groups = tuple(scene.groups[k] for k in near)
    return {k: c for k in near if (c := _cost(scene, scene.groups[k], thing, groups)) < 40}


def _best(scene: Scene, thing: Thing, index: int, costs: dict[int, float]) -> Link:
    ranked = sorted((cost, group) for group, cost in costs.items())
    noun = _noun_before(scene, thing)
    gap = ranked[1][0] - ranked[0][0] if len(ranked) > 1 else 9.0
    if ranked and ranked[0][0] <= _LIMIT:
        return Link(index, ranked[0][1], noun, ranked[0][0], gap)
    return Link(index, -1, noun, ranked[0][0] if ranked else 99.0, gap)


def _noun_before(scene: Scene, thing: Thing) -> int:
    """The token of a trigger noun right before ("a shipment of 20 tents") or inside the phrase."""
    for k in range(thing.i - 1, max(-1, thing.i - 5), -1):
        if scene.has(k, "*noun"):
            return k
        if not scene.has(k, "prep", "det", "including", "worth", "qualifier"):
            break
    for k in range(thing.name[0], thing.name[1]):
        if scene.has(k, "*noun"):
            return k
    return -1


def _cost(scene: Scene, group: Group, thing: Thing, near: tuple[Group, ...]) -> float:
    """How far apart verb and thing are, given where this verb looks for its thing."""
    after = thing.i >= group.head
    cost = _direction(scene, group, thing, after)
    left, right = (group.j, thing.i) if after else (thing.j, group.i)
    cost += 0.1 * max(0, right - left)
    cost += sum(_step(scene, k, after) for k in range(left, right))
    passed = [g for g in near if left <= g.head < right and _stands_between(scene, g, group)]
    if passed and not after:
        passed = [
            g for g in passed if not object_relative(scene, g, thing) or not _main_after(scene, g)
        ]
    cost += 2.5 * len(passed)
    if after and not group.passive:
        cost += 0.35 * sum(1 for k in range(left, right) if scene.hits[k] and _turns(scene, k))
    if not after and group.tense == "participle" and right - left >= 4:
        cost += 4.0  # "doses donated by": a reduced clause stands at its noun
    if not after and group.tense != "participle":
        apart = any(scene.tokens[k].text == "," for k in range(left, right))
        cost += 1.5 * (apart and any(left <= q.i < right and q.low for q in scene.quantities))
    return cost


def _step(scene: Scene, k: int, after: bool) -> float:
    """What it costs to pass token k: clause words and signs, nothing for most."""
    here, text = scene.hits[k], scene.tokens[k].text
    if here:
        if "sub" in here and "prep" not in here:
            return 3.0
        if "rel" in here:
            return 2.0 if after else 0.5
    if text == ";":
        return 2.5
    spaced = text in "\u2013\u2014" and k > 0 and (scene.tokens[k - 1].end < scene.tokens[k].start)
    return 2.0 if spaced else 0.0


def _turns(scene: Scene, k: int) -> bool:
    """A preposition after which a noun is hardly the verb's object any more."""
    hit = scene.has(k, "prep", "via")
    return hit is not None and hit.value not in _OPEN and scene.actor_at(k + 1) is None


_OPEN = frozenset({"with", "of", "over", "about", "under", "like"})


def _stands_between(scene: Scene, other: Group, group: Group) -> bool:
    """Whether another verb in between cuts this one off; helpers and governors do not."""
    if other is group or other.klass in ("help", "aspect", "intend") or other.tense == "participle":
        return False
    return not (group.governor >= 0 and scene.groups[group.governor] is other)


def _direction(scene: Scene, group: Group, thing: Thing, after: bool) -> float:
    if group.klass in _SUBJECT_CLASSES:
        if after and any(scene.tokens[k].text == ":" for k in range(group.j, thing.i)):
            return 0.6  # "aid keeps arriving: 40 tonnes from Norway, 30 from Iran"
        return _carried(scene, thing) if after else 0.0
    if group.klass == "speech" or group.klass == "help":
        return 8.0
    weak = _WEAK.get(group.klass, 0.0) + (1.2 if group.tense == "participle" else 0.0)
    if after and group.klass == "block" and group.tense == "participle":
        weak += 3.0  # "people displaced by": it describes, and has no object
    if group.passive:
        return weak + (0.0 if not after else _after_passive(scene, group))
    if after:
        return weak
    delivers = group.klass in ("deliver", "distribute")
    if delivers and group.tense == "gerund" and group.i == thing.j and _carrier(scene, thing):
        return 0.3  # "2,000 trucks delivering aid"
    if delivers and thing.quantity and _carrier(scene, thing) and group.i - thing.j <= 2:
        return 0.6  # "a convoy of 30 trucks brings food"
    if object_relative(scene, group, thing):
        return weak + (1.8 if _main_after(scene, group) else 0.2)
    return weak + 6.0


def _main_after(scene: Scene, group: Group) -> bool:
    """As in "The rice that Pakistan shipped arrived".

    The verb after the relative clause decides.
    """
    for other in scene.groups:
        if other.i < group.j or other.tense in ("participle", "infinitive", "gerund"):
            continue
        gap = range(group.j, other.i)
        free = not any(q.i in gap and q.low for q in scene.quantities) and not any(
            scene.has(k, "and", "sub", "rel") or scene.tokens[k].text in ",;:" for k in gap
        )
        return free and (other.klass in _SUBJECT_CLASSES or other.passive)
    return False


def _carrier(scene: Scene, thing: Thing) -> bool:
    return any(scene.has(k, "carrier") for k in range(*thing.name))


def _carried(scene: Scene, thing: Thing) -> float:
    """As in "rescuers arrive with 50 tonnes": what comes along stands behind the verb."""
    k = thing.i - 1
    while k > 0 and scene.has(k, "det", "qualifier"):
        k -= 1
    link = scene.has(k, "prep")
    return 0.6 if link is not None and link.value == "with" else 4.0


def _after_passive(scene: Scene, group: Group) -> float:
    if group.klass in INHERITS:
        return 3.0
    return 2.0 if group.klass in ("give", "send", "deliver") else 5.0


def object_relative(scene: Scene, group: Group, thing: Thing) -> bool:
    """As in "The doses that we have shipped": a subject stands right before and no object after."""
    if not 0 < group.i - thing.j <= 8:
        return False
    opened = any(scene.has(k, "rel", "we") or scene.actor_at(k) for k in range(thing.j, group.i))
    closed = any(scene.tokens[k].text in ".;:" for k in range(thing.j, group.i))
    mark = scene.has(group.j, "qualifier")
    object_after = scene.has(group.j, "det", "*number", "item") or (
        mark is not None and mark.value in ("at_least", "at_most", "about")
    )
    digit = group.j < len(scene.tokens) and scene.tokens[group.j].text[0].isdecimal()
    return opened and not closed and not object_after and not digit
