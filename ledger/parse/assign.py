"""Which verb or noun speaks about which thing: the cheapest link wins, blockers included."""

from __future__ import annotations

from typing import NamedTuple

from ledger.parse.ground import Ground, cuts_off, ground_of, within
from ledger.parse.scene import Scene, Thing
from ledger.parse.stages import INHERITS
from ledger.parse.verbs import Group

_SUBJECT_CLASSES = frozenset({"arrive", "depart"})


_LIMIT = 5.9


_REACH = 70  # tokens; beyond, distance alone is too dear


_WEAK = {"intend": 1.5, "aspect": 1.5, "await": 2.0}


class Link(NamedTuple):
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
    if not found:
        return ()
    ground = ground_of(scene)
    for series in _series(scene, found):
        options = [_options(scene, found[k], ground) for k in series]
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
    if scene.lines and _tells_itself(scene, left, right):
        return False
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


def _tells_itself(scene: Scene, left: Thing, right: Thing) -> bool:
    """Whether two things stand in different lines of a list of which one has a verb of its own."""
    lines = {scene.line(left.i), scene.line(right.i)}
    return len(lines) > 1 and any(scene.line(g.head) in lines - {0} for g in scene.groups)


def _merged(options: list[dict[int, float]]) -> dict[int, float]:
    """For each verb the cost to its nearest member of the list."""
    merged: dict[int, float] = {}
    for option in options:
        for group, cost in option.items():
            merged[group] = min(cost, merged.get(group, cost))
    return merged


def _options(scene: Scene, thing: Thing, ground: Ground) -> dict[int, float]:
    near = [k for k, g in enumerate(scene.groups) if thing.i - _REACH < g.i < thing.j + _REACH]
    relatives = _relatives(scene, thing)
    return {
        k: c for k in near
        if (c := _cost(scene, scene.groups[k], thing, ground, relatives)) < 40
    }  # fmt: skip


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


def _cost(
    scene: Scene, group: Group, thing: Thing, ground: Ground, relatives: tuple[int, ...]
) -> float:
    """How far apart verb and thing are, given where this verb looks for its thing."""
    after = thing.i >= group.head
    cost = _direction(scene, group, thing, after)
    left, right = (group.j, thing.i) if after else (thing.j, group.i)
    if left >= right:
        return cost
    cost += _other_line(scene, group, thing) if scene.lines else 0.0
    cost += 0.1 * (right - left)
    steps = ground.after if after else ground.before
    cost += steps[right] - steps[left]
    cost += 2.5 * _passed(scene, group, (left, right), ground, () if after else relatives)
    if group.klass in ("block", "cancel"):
        cost += _blocks_far(scene, group, left, right, ground, after)
    if after and not group.passive:
        cost += 0.35 * (ground.turns[right] - ground.turns[left])
    reduced = group.tense == "participle" and not scene.lexicon.has("verb_last")
    if not after and reduced and right - left >= 4:
        cost += 4.0  # "doses donated by": a reduced clause stands at its noun
    if not after and group.tense != "participle" and within(ground.commas, left, right):
        cost += 1.5 * bool(within(ground.numbers, left, right))
    return cost


def _other_line(scene: Scene, group: Group, thing: Thing) -> float:
    """What introduces a list speaks for all its lines; a verb in one of them for that alone."""
    over, own = scene.line(group.head), scene.line(thing.i)
    if over == own:
        return 0.0
    return -0.1 * abs(thing.i - group.head) if over == 0 else 6.0


def _blocks_far(
    scene: Scene, group: Group, left: int, right: int, ground: Ground, after: bool
) -> float:
    """A verb of no aid that only describes: "to treat patients, 300 beds", "which can be used".

    Its object stands right behind it; what follows a comma belongs to the list around.
    """
    describes = group.tense in ("infinitive", "gerund", "participle")
    relative = any(scene.has(k, "rel") for k in range(max(0, group.i - 2), group.i + 1))
    if after and describes and within(ground.commas, left, right):
        return 6.0
    return 4.0 if relative and not after else 0.0


def _passed(
    scene: Scene, group: Group, span: tuple[int, int], ground: Ground, relatives: tuple[int, ...]
) -> int:
    """How many verbs in between cut this one off; the one that governs it does not."""
    passed = within(ground.heads, *span) - within(relatives, *span)
    over = scene.groups[group.governor].head if group.governor >= 0 else -1
    if span[0] <= over < span[1] and over not in relatives:
        passed -= within(ground.heads, over, over + 1)
    return passed


def _relatives(scene: Scene, thing: Thing) -> tuple[int, ...]:
    """The verbs of clauses about the thing, which cut nothing off: "the doses that we shipped"."""
    return tuple(
        sorted(
            g.head
            for g in scene.groups
            if 0 < g.i - thing.j <= 8
            and cuts_off(g)
            and object_relative(scene, g, thing)
            and _main_after(scene, g)
        )
    )


def _weakness(scene: Scene, group: Group, thing: Thing, after: bool) -> float:
    """What speaks against a verb wherever the thing stands: weak classes, reduced clauses."""
    weak = _WEAK.get(group.klass, 0.0) + (1.2 if group.tense == "participle" else 0.0)
    if group.passive and group.tense == "infinitive" and not after:
        weak += 1.0  # "will donate cameras to be installed": what is to become of them
    if after and group.klass == "block" and group.tense == "participle":
        weak += 3.0  # "people displaced by": it describes, and has no object
    if group.passive and not after and scene.has(thing.j, "rel") and _main_after(scene, group):
        weak += 1.8  # "the tents that were promised have been called off"
    return weak


def _direction(scene: Scene, group: Group, thing: Thing, after: bool) -> float:
    if group.klass in _SUBJECT_CLASSES:
        return _carried(scene, group, thing) if after else 0.0
    if group.klass == "speech" or group.klass == "help":
        return 8.0
    weak = _weakness(scene, group, thing, after)
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


def _carried(scene: Scene, group: Group, thing: Thing) -> float:
    """As in "rescuers arrive with 50 tonnes", "arriving: 40 tonnes": what comes along follows."""
    if any(scene.tokens[k].text == ":" for k in range(group.j, thing.i)):
        return 0.6
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
