"""Rules by which a candidate is no aid, whatever it counts: trade, doubt, use at home."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ledger.parse.assign import Link, object_relative
from ledger.parse.scene import Scene, Thing

Rule = Callable[[Scene, Thing, Link], bool]


def _question(scene: Scene, thing: Thing, link: Link) -> bool:
    return scene.tokens[-1].text == "?"


def _condition(scene: Scene, thing: Thing, link: Link) -> bool:
    group = scene.groups[link.group] if link.group >= 0 else None
    if not scene.holds("if"):
        return False
    head = group.head if group else thing.i
    left = max((k + 1 for k in range(head) if scene.tokens[k].text in ";:"), default=0)
    return any(scene.has(k, "if") for k in range(left, max(head, thing.i)))


def _compared(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "instead of 14", "40 more than announced": a number that only compares."""
    if thing.quantity is not None:
        measure = scene.has(thing.quantity.j, "qualifier")
        if measure is not None and measure.j - measure.i > 1 and measure.value != "range":
            return True
    start = thing.i - 1 if scene.has(thing.i - 1, "det") else thing.i
    core = thing.quantity.core if thing.quantity else thing.i
    return any(start <= hit.j <= core for hit in scene.hits_in(thing.i - 5, core, "instead"))


def _denied(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "denies having sent", "no plans to send 300 tents", "a hoax: …"."""
    if any(g.klass == "deny" for g in scene.groups) or scene.holds("untrue"):
        return True
    said = max((hit.j for hit in scene.hits_in(0, thing.i, "denied")), default=-1)
    # "Norway ruled out tanks but will send 20 lorries": what follows the turn is not denied.
    turned = any(
        scene.has(k, "contrast") or scene.tokens[k].text == ";" for k in range(said, thing.i)
    )
    return said >= 0 and not turned


def _for_troops(scene: Scene, thing: Thing, link: Link) -> bool:
    reach = min(thing.j + 6, len(scene.tokens))
    return any(scene.hits_in(thing.i, reach, "no_aid")) or any(
        scene.hits_in(0, thing.i, "criminal")
    )


def _bought(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "The purchase of 10 million doses": own purchases, unless they are to be given away."""
    if link.group >= 0 and scene.groups[link.group].klass == "buy":
        return False  # bought for others: the verb has told
    if any(
        g.klass == "buy" and g.i >= thing.j and object_relative(scene, g, thing)
        for g in scene.groups
    ):
        return True  # "the vehicles that Haiti bought"
    near = range(max(0, thing.i - 4), thing.i)
    bought = any((hit := scene.has(k, "purchase")) and hit.j <= thing.i for k in near)
    if thing.money:  # "a possible sale of 60 missiles for $355 million"
        bought = bought or bool(next(iter(scene.hits_in(0, thing.i, "sale")), None))
    return bought and not scene.holds("aid")


def _at_home(scene: Scene, thing: Thing, link: Link) -> bool:
    return scene.holds("domestic")


def _origin(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "Dropped from a plane", "spares for seven transformers".

    Named beside the thing given.
    """
    k = thing.i - 1
    while k > 0 and scene.has(k, "det") and not scene.has(k, "prep"):
        k -= 1
    hit = scene.has(k, "prep") if k >= 0 else None
    if hit is None or hit.j > thing.i or thing.money or scene.group_at(k) is not None:
        return False
    beside = hit.value == "for" and any(scene.has(s, "item") for s in range(max(0, k - 3), k))
    paid = hit.value == "for" and any(q.money and q.j == k for q in scene.quantities)
    beside = beside or (paid and thing.quantity is None)
    counted = thing.quantity is not None and not thing.elliptic
    if counted and hit.value == "in" and not _dated_in(scene, thing):
        return any(q.j <= k and q.low is not None and not q.money for q in scene.quantities)
    if counted and not thing.known and hit.value == "to":
        return any(q.j <= k and q.low is not None for q in scene.quantities) or (
            link.group >= 0 and scene.groups[link.group].j < k
        )
    return hit.value in ("from", "against", "like", "aboard") or beside


def _dated_in(scene: Scene, thing: Thing) -> bool:
    """As in "in 20 shipments": a carrier or a load says how it came, and is judged elsewhere."""
    return any(scene.has(k, "carrier", "*noun") for k in range(*thing.name))


def _carries(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "A plane with 38 tonnes of aid": the load is the aid, not the plane."""
    holds = any(scene.has(k, "carrier") for k in range(thing.i, thing.j)) or (
        thing.quantity is None and any(scene.has(k, "*noun") for k in range(*thing.name))
    )
    lone = thing.article and any(
        g.klass in ("arrive", "depart") and 0 <= g.i - thing.j <= 2 and _comes_with(scene, g.j)
        for g in scene.groups
    )
    if lone or (holds and _brings_load(scene, thing)) or _takes_load(scene, thing):
        return True
    load = next((q for q in scene.quantities if q.i >= thing.j and not q.money), None)
    if not holds or load is None or load.i - thing.j > 3 or thing.j == load.i:
        return False
    return all(
        scene.has(k, "prep", "including", "weighing", "det", "total")
        or ((group := scene.group_at(k)) is not None and group.klass == "carry")
        for k in range(thing.j, load.i)
    )


def _takes_load(scene: Scene, thing: Thing) -> bool:
    """As in "60 tonnes of aid in five trucks", "on two planes": the load before was told."""
    head = any((hit := scene.has(k, "carrier")) and hit.j == thing.j for k in range(*thing.name))
    k = thing.i - 1
    while k > 0 and scene.has(k, "det") and not scene.has(k, "prep"):
        k -= 1
    link = scene.has(k, "prep") if k > 0 else None
    if not head or thing.quantity is None or link is None or link.value not in _ABOARD:
        return False
    loads = [q for q in scene.quantities if q.j <= k and not q.money and q.low is not None]
    return bool(loads) and not any(
        scene.tokens[x].text in ";:" or scene.group_at(x) for x in range(loads[-1].j, k)
    )


_ABOARD = frozenset({"in", "on", "aboard"})


def _comes_with(scene: Scene, start: int) -> bool:
    """As in "touched down in Adana with 4 pallets": a counted load after the verb."""
    for quantity in scene.quantities:
        if start < quantity.i <= start + 10 and not quantity.money and quantity.low is not None:
            link = scene.has(quantity.i - 1, "prep")
            return link is not None and link.value == "with"
    return False


def _contents(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "500 kits, each containing five bowls": what one piece holds is no gift of its own."""
    before = thing.i - 1
    group = scene.group_at(before) if thing.i else None
    holds = scene.has(before, "including") or (group and group.klass in ("contain", "carry"))
    start = group.i if group else before
    return bool(holds) and any(scene.has(k, "per_unit") for k in range(max(0, start - 2), start))


def _brings_load(scene: Scene, thing: Thing) -> bool:
    """As in "A plane landed in Adana carrying 40 tonnes", "five ships have delivered 60 tonnes"."""
    for group in scene.groups:
        if group.i < thing.j or group.passive:
            continue
        gap = range(thing.j, group.i)
        if len(gap) > 25 or any(scene.tokens[k].text in ";:" or scene.has(k, "sub") for k in gap):
            return False
        if any(q.i in gap and q.low is not None for q in scene.quantities):
            return False
        if group.klass in ("carry", "deliver", "contain"):
            return any(
                group.j <= q.i <= group.j + 3 and not q.money and q.low is not None
                for q in scene.quantities
            )
        if group.klass not in ("arrive", "depart"):
            return False
        if _comes_with(scene, group.j):
            return True
    return False


def _traded(scene: Scene, thing: Thing, link: Link) -> bool:
    """Exports, sales, courts and sport: numbers and verbs of giving, yet no gift."""
    return scene.holds("trade") and not scene.holds("aid")


def _is_rate(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "10,000 loaves a day": what is done again and again is no gift."""
    return any(scene.has(k, "rate") for k in range(thing.j, thing.j + 2))


def _begins_clause(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "received 51 trucks, and 89 are waiting": a number that a new clause begins with."""
    if not thing.elliptic or link.group < 0 or scene.groups[link.group].j > thing.i:
        return False
    return scene.has(thing.j, "be", "have") is not None


RULES: Mapping[str, Rule] = {
    "contents": _contents,
    "begins clause": _begins_clause,
    "is rate": _is_rate,
    "traded": _traded,
    "carries": _carries,
    "question": _question,
    "condition": _condition,
    "compared": _compared,
    "denied": _denied,
    "for troops": _for_troops,
    "bought": _bought,
    "at home": _at_home,
    "origin": _origin,
}
"""Each rule by the name of its sign."""

# Words of trade and of home affairs prove nothing where title or publisher speak of aid abroad.
OPEN_TO_AID = frozenset({"traded", "at home"})
