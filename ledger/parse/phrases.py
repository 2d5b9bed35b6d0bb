"""Noun phrases: where they end, which item and which unit they name."""

from __future__ import annotations

from ledger.parse.quantities import longest_prep_of
from ledger.parse.scan import Hit
from ledger.parse.scene import Scene


def extent(scene: Scene, j: int) -> int:
    """The end of the noun phrase that starts at token j: the first token that cannot belong."""
    start, reach = j, j
    while j < len(scene.tokens):
        item = scene.has(j, "item")
        if item is not None and item.j > max(reach, j + 1):
            reach = item.j
        if j < reach:
            j += 1
            continue
        if ends_phrase(scene, j, start):
            break
        j += 1
    return _trimmed(scene, start, j)


def ends_phrase(scene: Scene, j: int, start: int) -> bool:
    """Whether token j cannot belong to the noun phrase that began at `start`."""
    token = scene.tokens[j]
    if token.text == "&":
        return False
    if not token.text[0].isalnum():
        return token.low != "'s" or j == start
    if scene.has(j, "*end") or (token.text[0].isdecimal() and not _model_number(scene, j, start)):
        return True
    if scene.group_at(j) is not None or any(w.i == j for w in scene.dates):
        return True
    actor = scene.actor_at(j)
    if actor is not None and actor.i == j:
        return not (actor.kind == "demonym" or scene.low(actor.j) == "'s" or j == start)
    return any(q.i == j for q in scene.quantities if q.low is None and q.j > j)


def _model_number(scene: Scene, j: int, start: int) -> bool:
    """Hydra 70 rockets: a number inside a name, or a size such as 155-mm."""
    text = scene.tokens[j].text
    if j == start + 0 and j + 1 < len(scene.tokens) and scene.has(j + 1, "size_unit"):
        return True
    return not text.replace(",", "").isdecimal() or (
        j > start and scene.tokens[j - 1].upper and len(text) <= 4
    )


def _trimmed(scene: Scene, start: int, j: int) -> int:
    """Leaves adverbs and loose participles at the end outside."""
    while j > start and scene.has(j - 1, "adverb", "additional", "qualifier"):
        item = any(scene.has(k, "item") and scene.has(k, "item").j == j for k in range(start, j))  # type: ignore[union-attr]
        if item:
            break
        j -= 1
    return j


def across_and(scene: Scene, start: int, end: int) -> int:
    """As in "Safe and effective vaccine doses".

    Adjectives joined by "and" before one known noun.
    """
    link = scene.has(end, "and")
    if link is None or item_in(scene, start, end) or unit_at_end(scene, start, end):
        return end
    if never_aid(scene, start, end, None):
        return end
    more = extent(scene, link.j)
    counted = any(q.i == link.j for q in scene.quantities)
    known = item_in(scene, link.j, more)
    return more if known and known.j == more and not counted else end


def load_end(scene: Scene, item: Hit | None, end: int) -> int:
    """The end of what a carrier carries: "three trucks with diaper kits, kits for newborns"."""
    if item is None or not any(scene.has(k, "carrier") for k in range(item.i, end)):
        return end
    link = scene.has(end, "prep")
    if link is None or link.value not in _LOADED:
        return end
    reach = end
    k = end + 1
    while k < len(scene.tokens) and not any(q.i == k and q.low for q in scene.quantities):
        inner = extent(scene, k)
        if inner == k or not item_in(scene, k, inner):
            break
        reach, k = inner, inner
        while k < len(scene.tokens) and (scene.tokens[k].text == "," or scene.has(k, "and", "det")):
            k += 1
    return reach


_LOADED = frozenset({"with", "of"})


def is_measure(scene: Scene, unit: Hit | None, end: int) -> bool:
    """Whether the phrase is a measure of what follows: "sets of"."""
    return unit is not None and longest_prep_of(scene.hits, end)


def inner_phrase(scene: Scene, k: int) -> tuple[int, int] | None:
    """The noun phrase after "of", over articles and further joined nouns."""
    while scene.has(k, "det", "additional") and not scene.has(k, "item"):
        k += 1
    end = extent(scene, k)
    if end == k:
        return None
    end = _across_list(scene, end)
    while scene.has(end, "and") and not scene.has(end + 1, "det"):
        after = scene.has(end, "and").j  # type: ignore[union-attr]
        more = extent(scene, after)
        if (
            more == after
            or not item_in(scene, after, more)
            or any(q.i == after for q in scene.quantities)
        ):
            break
        end = more
    return k, end


def _across_list(scene: Scene, end: int) -> int:
    """As in "tonnes of food, medicine and fuel": known things by commas, closed by "and"."""
    reach = end
    while reach < len(scene.tokens) and scene.tokens[reach].text == ",":
        if any(q.i == reach + 1 for q in scene.quantities):
            return end
        more = extent(scene, reach + 1)
        if more == reach + 1 or not item_in(scene, reach + 1, more):
            return end
        reach = more
    return reach if reach > end and scene.has(reach, "and") else end


def unit_at_end(scene: Scene, start: int, end: int) -> Hit | None:
    """The unit that ends the phrase, such as tonnes; a rival only before "of"."""
    for k in range(start, end):
        hit = scene.has(k, "unit")
        if hit is not None and hit.j == end:
            return hit
        rival = scene.has(k, "unit.rival")
        if rival is not None and rival.j == end and longest_prep_of(scene.hits, end):
            return Hit("unit", rival.value.partition("|")[0], rival.row, rival.i, rival.j)
    return None


def item_in(scene: Scene, start: int, end: int) -> Hit | None:
    """The item named in tokens [start, end).

    The longest name that ends the phrase, else the last.
    """
    at_head: Hit | None = None
    inside: Hit | None = None
    for k in range(start, end):
        hit = scene.has(k, "item")
        if hit is None or hit.j > end:
            continue
        if hit.j == end:
            at_head = at_head or hit
        else:
            inside = hit
    if at_head is not None or inside is None:
        return at_head
    return inside if not never_aid(scene, start, end, None) else None


def never_aid(scene: Scene, start: int, end: int, unit: Hit | None) -> bool:
    """Whether the head is a word that is never aid: people, places, events."""
    for k in range(start, end):
        hit = scene.has(k, "non_item", "item.ignored", "no_aid")
        if hit is not None and hit.j == end and (unit is None or unit.j != end):
            return True
    return False
