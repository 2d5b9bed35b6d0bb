"""Signs of things that nobody counted: named as given, or only mentioned?"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.parse.assign import Link
from ledger.parse.names import is_generic
from ledger.parse.quantities import Quantity
from ledger.parse.resolve import Resolved
from ledger.parse.scene import Scene, Thing


def uncounted(scene: Scene, thing: Thing, link: Link, item: Resolved) -> Iterator[str]:
    """What holds of a thing that nobody counted: named as given, or only mentioned?"""
    if item.code and is_generic(scene.lexicon.vocabulary, item.code):
        whole = _whole_shipment(scene, thing, item.code)
        yield "whole shipment" if whole else "uncounted generic"
    if thing.article:
        yield "with article"
    before = thing.name[0] - 1
    if _is_target(scene, thing):
        yield "target"
    if _pays_for_list(scene, thing):
        yield "paid for"
    numbered = any((hit := scene.has(k, "total", "count_of")) and hit.j == thing.name[0]
                   for k in range(max(0, before - 4), before + 1))  # fmt: skip
    if numbered or scene.has(before, "such", "total"):
        yield "refers back"
    elif scene.has(before, "det") and _points_back(scene, before):
        yield "definite"
    if scene.has(thing.j, "including"):
        yield "explained"
    if _is_detail(scene, thing):
        yield "detail"
    if _is_purpose(scene, link):
        yield "purpose"


_TARGETS = frozenset({"to", "for", "in", "from", "on"})


def _is_target(scene: Scene, thing: Thing) -> bool:
    """As in "to hospitals in Gaza": behind a preposition stands no object."""
    k = thing.i - 1
    while k > 0 and scene.has(k, "det") and not scene.has(k, "prep", "to"):
        k -= 1
    link = scene.has(k, "prep", "to") if k >= 0 else None
    return link is not None and link.j <= thing.i and link.value in _TARGETS


def _pays_for_list(scene: Scene, thing: Thing) -> bool:
    """As in "NOK 6 million to UNICEF for classrooms and water": what the money is for."""
    for k in range(thing.i - 1, max(-1, thing.i - 9), -1):
        aim = scene.has(k, "prep", "to")
        if aim is not None and aim.value == "for":
            return any(q.money and 0 <= k - q.j <= 6 for q in scene.quantities)
        if scene.group_at(k) is not None or scene.tokens[k].text in ";:(":
            return False
    return False


def _is_detail(scene: Scene, thing: Thing) -> bool:
    """As in "16 tonnes of aid, including tents": what a counted thing consists of."""
    for k in range(thing.i - 1, -1, -1):
        if scene.tokens[k].text in ".:)" or scene.group_at(k) is not None:
            return False
        if scene.tokens[k].text == "(":
            return any(counts(scene, q) for q in scene.quantities if q.j <= k)
        if scene.has(k, "including"):
            return any(counts(scene, q) for q in scene.quantities if q.j <= k) or any(
                scene.has(x, "worth") for x in range(k)
            )
    return False


def counts(scene: Scene, quantity: Quantity) -> bool:
    """Whether a quantity counts things: no money, no part of a date, not vague."""
    dated = any(w.i <= quantity.i < w.j for w in scene.dates)
    return not quantity.money and quantity.low is not None and not dated


def _whole_shipment(scene: Scene, thing: Thing, code: str) -> bool:
    """As in "Delays an aid shipment": the shipment itself, when its contents are not told."""
    follows = scene.has(thing.j, "prep")
    aid = any(scene.has(k, "aid") for k in range(*thing.name))
    return code == "aid-shipment" and aid and not (follows and follows.value == "of")


def _points_back(scene: Scene, k: int) -> bool:
    return scene.has(k, "number.article") is None and not scene.has(k, "additional")


def _is_purpose(scene: Scene, link: Link) -> bool:
    """As in "Will give $85 million to provide shelter": the infinitive says what for."""
    if link.group < 0:
        return False
    group = scene.groups[link.group]
    if group.tense != "infinitive" or group.passive:
        return False
    if group.governor < 0:
        return True
    over = scene.groups[group.governor]
    gap = range(over.j, group.i)
    return over.klass not in ("pledge", "intend", "await", "aspect", "help", "speech") or any(
        q.i in gap for q in scene.quantities
    )
