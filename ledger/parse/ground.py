"""What it costs to walk over the tokens of a sentence: sums made once, asked for every pair."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from ledger.parse.scan import longest
from ledger.parse.scene import Scene
from ledger.parse.verbs import Group


class Ground(NamedTuple):
    """What it costs to walk over a sentence, for every verb and thing alike.

    `after`, `before` and `turns` are sums from the first token on; the others are the tokens of
    commas, of numbers, and of the verbs that cut off what stands behind them.
    """

    after: tuple[float, ...]
    before: tuple[float, ...]
    turns: tuple[int, ...]
    commas: tuple[int, ...]
    numbers: tuple[int, ...]
    heads: tuple[int, ...]


def ground_of(scene: Scene) -> Ground:
    """The sums of one sentence."""
    texts = [token.text for token in scene.tokens]
    steps = [_FREE] * len(texts)
    for k, text in enumerate(texts):
        if text in _SIGNS:
            steps[k] = _sign(scene, k)
    for k in scene.places.get("rel", ()):
        steps[k] = _RELATIVE
    for k in scene.places.get("sub", ()):
        if "prep" not in scene.hits[k]:
            steps[k] = _CLAUSE
    turns = [0] * len(texts)
    for k in (*scene.places.get("prep", ()), *scene.places.get("via", ())):
        turns[k] = int(_turns(scene, k))
    return Ground(
        tuple(accumulate((step[0] for step in steps), initial=0.0)),
        tuple(accumulate((step[1] for step in steps), initial=0.0)),
        tuple(accumulate(turns, initial=0)),
        tuple(k for k, text in enumerate(texts) if text == ","),
        tuple(sorted(q.i for q in scene.quantities if q.low)),
        tuple(sorted(g.head for g in scene.groups if cuts_off(g))),
    )


def within(places: tuple[int, ...], left: int, right: int) -> int:
    """How many of some places, in order, lie in [left, right)."""
    return bisect_left(places, right) - bisect_left(places, left) if places else 0


# What it costs to pass a token behind a verb and before it: nothing for most.
_FREE, _CLAUSE, _SEMICOLON, _DASH = (0.0, 0.0), (3.0, 3.0), (2.5, 2.5), (2.0, 2.0)


_RELATIVE = (2.0, 0.5)


_SIGNS = frozenset(";\u2013\u2014")


def _sign(scene: Scene, k: int) -> tuple[float, float]:
    if scene.tokens[k].text == ";":
        return _SEMICOLON
    spaced = k > 0 and scene.tokens[k - 1].end < scene.tokens[k].start
    return _DASH if spaced else _FREE


def _turns(scene: Scene, k: int) -> bool:
    """A preposition after which a noun is hardly the verb's object any more."""
    hit = longest(scene.hits[k], "prep", "via")
    return hit is not None and hit.value not in _OPEN and scene.actor_at(k + 1) is None


_OPEN = frozenset({"with", "of", "over", "about", "under", "like"})


def cuts_off(other: Group) -> bool:
    """Whether a verb in between cuts others off; helpers do not, nor does what governs them."""
    return other.klass not in ("help", "aspect", "intend") and other.tense != "participle"
