"""Things: noun phrases with a quantity, an amount or a known item, as typed spans."""

from __future__ import annotations

from ledger.parse.amounts import multiplied, with_values, without_restarts
from ledger.parse.phrases import (
    across_and,
    extent,
    inner_phrase,
    is_measure,
    item_in,
    load_end,
    never_aid,
    unit_at_end,
)
from ledger.parse.quantities import Quantity, longest_prep_of
from ledger.parse.scene import Scene, Thing
from ledger.parse.unnumbered import uncounted_things


def things(scene: Scene) -> tuple[Thing, ...]:
    """All things of a sentence, left to right: first the counted ones, then other known items."""
    taken = [False] * len(scene.tokens)
    for when in scene.dates:
        taken[when.i : when.j] = [True] * (when.j - when.i)
    found: list[Thing] = []
    for quantity in scene.quantities:
        if (
            any(taken[quantity.i : quantity.j])
            or _is_year(scene, quantity)
            or (_in_name(scene, quantity))
        ):
            continue
        thing = _counted(scene, quantity)
        if thing is not None:
            thing = thing._replace(more=_is_more(scene, quantity))
            found.append(thing)
            taken[thing.i : thing.j] = [True] * (thing.j - thing.i)
    for group in scene.groups:
        taken[group.head : group.j] = [True] * (group.j - group.head)
    for here in scene.hits:
        cue = here.get("*end")
        if cue is not None and cue.j - cue.i > 1:
            taken[cue.i : cue.j] = [True] * (cue.j - cue.i)
    found.extend(uncounted_things(scene, taken))
    ordered = without_restarts(sorted(found, key=lambda t: t.i))
    return tuple(with_values(scene, ordered))


def _counted(scene: Scene, quantity: Quantity) -> Thing | None:
    j = _skip_fillers(scene, quantity.j)
    if quantity.money:
        return _amount(scene, quantity)
    if scene.has(quantity.j, "size_unit") and not longest_prep_of(scene.hits, quantity.j + 1):
        return None
    parts = scene.has(quantity.j, "instalment") or scene.has(quantity.j + 1, "instalment")
    if (
        scene.low(quantity.j) == "%"
        or scene.has(quantity.j, "share")
        or parts
        or _is_label(scene, quantity)
    ):
        return None
    if longest_prep_of(scene.hits, j):
        return _partitive(scene, quantity, j)
    end = extent(scene, j)
    if end == j:
        return _before_bracket(scene, quantity) or _elliptic(scene, quantity, j)
    return _phrase(scene, quantity, j, end)


def _is_more(scene: Scene, quantity: Quantity) -> bool:
    """As in "Another 12", "12 more": an addition to what was there."""
    if quantity.additional or scene.has(quantity.j, "additional"):
        return True
    return quantity.money and scene.has(quantity.j + 1, "additional") is not None


def _is_label(scene: Scene, quantity: Quantity) -> bool:
    """As in "No. 5", "Article 5", "Leopard 2".

    A digit glued to a name before it is part of the name.
    """
    i = quantity.i
    if quantity.core != i or i == 0 or not scene.tokens[i].text.isdecimal():
        return False
    if scene.lexicon.has("noun_capitals"):
        return False
    before = scene.tokens[i - 1]
    named = before.upper and before.text.isalpha() and not scene.actor_at(i - 1)
    return (
        named
        and len(scene.tokens[i].text) <= 4
        and i > 1
        and not scene.has(i - 1, "*end")
        and (not any(g.i <= i - 1 < g.j for g in scene.groups))
    )


def _in_name(scene: Scene, quantity: Quantity) -> bool:
    """As in "Last One Mile Support": a number word with a capital amid a name."""
    token = scene.tokens[quantity.i]
    if not (token.upper and token.text.isalpha() and 0 < quantity.i < len(scene.tokens) - 1):
        return False
    return (
        scene.tokens[quantity.i - 1].upper
        and scene.tokens[quantity.i - 1].text.isalpha()
        and (quantity.j < len(scene.tokens) and scene.tokens[quantity.j].upper)
    )


def _is_year(scene: Scene, quantity: Quantity) -> bool:
    """Four digits without a separator and without a noun right after them."""
    text = scene.tokens[quantity.core].text
    if quantity.j != quantity.core + 1 or len(text) != 4 or not text.isdecimal():
        return False
    return 1900 <= int(text) <= 2100 and extent(scene, quantity.j) == quantity.j


def _skip_fillers(scene: Scene, j: int) -> int:
    """Words between number and noun: "more", "such", "similar"."""
    while j < len(scene.tokens):
        hit = scene.has(j, "additional", "such")
        if hit is None or scene.has(j, "item"):
            break
        j = hit.j
    return j


def _amount(scene: Scene, quantity: Quantity) -> Thing:
    """Money, with the noun that follows it: "$725 million security assistance package"."""
    quantity = multiplied(scene, quantity)
    j = _skip_fillers(scene, quantity.j)
    if scene.low(j) == "'":
        j += 1
    start = j
    link = scene.has(j, "prep", "worth")
    if link is not None and (link.value in ("in", "of") or link.kind == "worth"):
        start = link.j
        while scene.has(start, "det") and not scene.has(start, "item"):
            start += 1
    end = extent(scene, start)
    if end == start or scene.has(start, "date.relation"):
        return Thing(
            quantity.i, quantity.j, (quantity.j, quantity.j), quantity, "", "", False, False,
            False, False, False, quantity.rows,
        )  # fmt: skip
    item = item_in(scene, start, end)
    return Thing(
        quantity.i, end, (start, end), quantity, item.value if item else "", "", False,
        item is not None, False, False, False, quantity.rows,
    )  # fmt: skip


def _elliptic(scene: Scene, quantity: Quantity, j: int) -> Thing | None:
    if quantity.low is None and quantity.high is None:
        return None
    paid = _same_money(scene, quantity, j)
    if paid is not None:
        return _amount(scene, paid)._replace(rows=(*quantity.rows, "same money"))
    such = j > quantity.j
    return Thing(
        quantity.i, j, (j, j), quantity, "", "", True, False, False, False, such, quantity.rows
    )


def _before_bracket(scene: Scene, quantity: Quantity) -> Thing | None:
    """As in "hygiene kits (500)": a bare number in brackets counts what stands before them."""
    opens = quantity.i - 1
    if scene.low(opens) != "(" or scene.low(quantity.j) not in (")", ","):
        return None
    for k in range(max(0, opens - 5), opens):
        hit = scene.has(k, "item")
        if hit is not None and hit.j == opens and not never_aid(scene, k, opens, None):
            return Thing(
                k, quantity.j, (k, opens), quantity, hit.value, "", False, True, False, False,
                False, (*quantity.rows, hit.row),
            )  # fmt: skip
    return None


def _same_money(scene: Scene, quantity: Quantity, j: int) -> Quantity | None:
    """As in "CHF 4 million, of which 1.5 million has been paid": a bare scale is the same money."""
    scaled = any(scene.has(k, "number.scale") for k in range(quantity.core, quantity.j))
    before = [q for q in scene.quantities if q.money and q.j <= quantity.i]
    if not scaled or not before or scene.has(j, "item"):
        return None
    if any(before[-1].j <= q.i < quantity.i and q.low is not None for q in scene.quantities):
        return None
    return quantity._replace(currency=before[-1].currency, shared=before[-1].shared)


def _partitive(scene: Scene, quantity: Quantity, j: int) -> Thing | None:
    """As in "four of them", "3 of the 12 buses", "two of which"."""
    k = j + 1
    if scene.has(k, "pronoun") and not scene.has(k + 1, "item"):
        return Thing(
            quantity.i, k + 1, (k, k), quantity, "", "", True, False, False, False, True,
            quantity.rows,
        )  # fmt: skip
    while scene.has(k, "det", "additional") and not scene.has(k, "item"):
        k += 1
    inner = next((q for q in scene.quantities if q.i == k and not q.money), None)
    k = inner.j if inner else k
    end = extent(scene, k)
    if end == k:
        return None
    thing = _phrase(scene, quantity, k, end)
    return thing._replace(i=quantity.i) if thing else None


def _phrase(scene: Scene, quantity: Quantity, start: int, end: int) -> Thing | None:
    """A counted noun phrase, its unit resolved: "5 units of X", "25,000 sets of body armor"."""
    end = across_and(scene, start, end)
    unit = unit_at_end(scene, start, end)
    if unit is not None and _bracketed(scene, quantity, unit.j):
        return None
    such = start > quantity.j and scene.has(start - 1, "such") is not None
    name, item, whole = (start, end), item_in(scene, start, end), end
    if unit is None and scene.lexicon.has("measure_apposed"):
        first = scene.has(start, "unit")
        if first is not None and first.j < end:  # "15 Tonnen Reis"
            unit, name, item = first, (first.j, end), item_in(scene, first.j, end)
    if item is None and unit and longest_prep_of(scene.hits, end) or is_measure(scene, unit, end):
        inner = inner_phrase(scene, end + 1)
        if inner is not None:
            name, whole = inner, inner[1]
            item = item_in(scene, *inner)
    whole = max(whole, load_end(scene, item, whole))
    if item is None and unit is not None and (unit.i, unit.j) == name:
        return Thing(
            quantity.i, end, (end, end), quantity, "", unit.value, True, False, False, False,
            such, quantity.rows,
        )  # fmt: skip
    ignored = item is None and never_aid(scene, name[0], name[1], unit)
    return Thing(
        quantity.i, whole, name, quantity, item.value if item else "", unit.value if unit else "",
        False, item is not None, ignored, False, such,
        (*quantity.rows, *((item.row,) if item else ())),
    )  # fmt: skip


def _bracketed(scene: Scene, quantity: Quantity, end: int) -> bool:
    """As in "11,200 jerrycans (10 litres)": a measure alone in brackets is a size."""
    return (
        scene.low(quantity.i - 1) == "("
        and scene.low(end) in (")", ",")
        and any(q.j < quantity.i and q.low is not None for q in scene.quantities)
    )
