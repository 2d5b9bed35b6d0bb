"""Amounts joined to things: values, instalments, and speech that starts again."""

from __future__ import annotations

from ledger.parse.names import is_generic
from ledger.parse.numbers import times
from ledger.parse.quantities import Quantity, longest_prep_of
from ledger.parse.scene import Scene, Thing


def _same(left: Thing, right: Thing) -> bool:
    one, two = left.quantity, right.quantity
    return bool(one and two) and (one.low, one.high) == (two.low, two.high)  # type: ignore[union-attr]


def with_values(scene: Scene, found: list[Thing]) -> list[Thing]:
    """Joins amounts to what they pay for: "aid worth X", "X for the purchase of 30 vaccines"."""
    kept: list[Thing] = []
    for thing in found:
        last = kept[-1] if kept else None
        if last is None:
            kept.append(thing)
        elif (
            thing.money
            and not last.money
            and (_is_worth(scene, last, thing) or _is_price(scene, last, thing))
        ):
            kept[-1] = _with_worth(scene, last, thing)
        elif last.money and not thing.money and thing.quantity and _pays_for(scene, last, thing):
            kept[-1] = thing._replace(i=last.i, worth=last.quantity)
        else:
            kept.append(thing)
    return kept


def _is_worth(scene: Scene, left: Thing, money: Thing) -> bool:
    """Whether only a word for value, and small words, stand between thing and amount."""
    between = range(left.j, money.i)
    if len(between) > 10 or any(
        g.head in between and g.tense != "participle" for g in scene.groups
    ):
        return False
    return any(
        (cue := scene.has(k, "worth")) is not None
        and all(scene.has(x, "det", "total", "adverb", "qualifier") for x in range(cue.j, money.i))
        for k in between
    )


def _is_price(scene: Scene, left: Thing, money: Thing) -> bool:
    """As in "20 tents at $500 each", "20 tents ($500 per piece)": what one of them costs."""
    between = range(left.j, money.i)
    paid = money.quantity
    mark = scene.has(paid.j, "per_unit") if paid is not None else None
    if mark is None or left.quantity is None or not left.item or not 0 < len(between) <= 2:
        return False
    return not scene.has(mark.j, "date.span", "item", "unit") and all(
        scene.tokens[k].text in ",(" or scene.has(k, "prep") for k in between
    )


def _with_worth(scene: Scene, thing: Thing, money: Thing) -> Thing:
    """The amount is the figure of what nobody counts: "a military aid package worth X"."""
    wide = thing.item and is_generic(scene.lexicon.vocabulary, thing.item)
    if thing.quantity is None and (not thing.article or wide):
        return thing._replace(j=money.j, quantity=money.quantity)
    return thing._replace(j=money.j, worth=money.quantity)


def _pays_for(scene: Scene, money: Thing, thing: Thing) -> bool:
    """As in "$200 million for the purchase of 30 million vaccines", "€5m to buy 20 ambulances"."""
    between = range(money.j, thing.i)
    return 0 < len(between) <= 5 and any(scene.has(k, "purchase") for k in between)


def without_restarts(found: list[Thing]) -> list[Thing]:
    """Speech that starts again: "one million more - one million more doses" counts once."""
    kept: list[Thing] = []
    for thing in found:
        last = kept[-1] if kept else None
        near = last is not None and thing.i - last.j <= 3
        if near and last and last.money and thing.money and _same(last, thing):
            continue
        if near and last and last.elliptic and _same(last, thing):
            kept.pop()
        kept.append(thing)
    return kept


def multiplied(scene: Scene, quantity: Quantity) -> Quantity:
    """As in "Three disbursements of 50 million": the sum of the parts."""
    k = quantity.i - 1
    if k < 2 or not longest_prep_of(scene.hits, k) or not scene.has(k - 1, "instalment"):
        return quantity
    parts = next((q for q in scene.quantities if q.j in (k - 1, k - 2) and not q.money), None)
    if parts is None or not parts.low or quantity.low is None or quantity.high is None:
        return quantity
    low, high = times(quantity.low, parts.low), times(quantity.high, parts.low)
    return quantity._replace(i=parts.i, low=low, high=high)
