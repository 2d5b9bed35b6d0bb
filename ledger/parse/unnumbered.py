"""Known things that stand without a number: "is donating Challenger 2 tanks"."""

from __future__ import annotations

from ledger.parse.phrases import ends_phrase, extent, item_in, never_aid
from ledger.parse.quantities import longest_prep_of
from ledger.parse.scan import Hit
from ledger.parse.scene import Scene, Thing


def uncounted_things(scene: Scene, taken: list[bool]) -> list[Thing]:
    """Known items without a number, extended to the left over the words that describe them."""
    found: list[Thing] = []
    reach = 0
    for k in scene.places.get("item", ()):
        hit = scene.hits[k]["item"]
        if k < reach or any(taken[k : hit.j]):
            continue
        end = max(hit.j, extent(scene, k))
        if any(taken[k:end]):
            end = hit.j
        head = item_in(scene, k, end)
        start = _leftmost(scene, k, taken)
        if head is not None and not _hidden(scene, k, end) and not _shared(scene, start):
            found.append(_bare(scene, start, end, head))
        reach = end
    return found


def _shared(scene: Scene, start: int) -> bool:
    """As in "28% of the wheat", "45 per cent of those": a share is no count."""
    k = start - 1
    while k > 0 and scene.has(k, "det") and not longest_prep_of(scene.hits, k):
        k -= 1
    if k < 1 or not longest_prep_of(scene.hits, k):
        return False
    share = any((hit := scene.has(x, "share")) and hit.j == k for x in (k - 1, k - 2))
    return share or scene.tokens[k - 1].text == "%"


def _hidden(scene: Scene, start: int, end: int) -> bool:
    actor = scene.actor_at(start)
    return actor is not None and actor.kind != "demonym"


def _leftmost(scene: Scene, k: int, taken: list[bool]) -> int:
    start = k
    while (
        start > 0
        and not taken[start - 1]
        and not ends_phrase(scene, start - 1, -1)
        and start > k - 6
    ):
        actor = scene.actor_at(start - 1)
        start = actor.i if actor else start - 1
    return start


def _bare(scene: Scene, start: int, end: int, head: Hit) -> Thing:
    article = start > 0 and scene.has(start - 1, "number.article") is not None
    return Thing(
        start - 1 if article else start, end, (start, end), None, head.value, "", False, True,
        never_aid(scene, start, end, None), article, False, (head.row,),
    )  # fmt: skip
